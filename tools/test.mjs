// Runs every suite and says at the end what ran, what failed and what was skipped for which missing server.
// In CI (CI=true) a test skipped for a missing server is a failure: there all of them are installed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const suites = [
  { names: ['unit', 'contracts'], flags: ['--maxWorkers=2'] },
  // these measure order and time against real servers: one at a time
  { names: ['acceptance'], flags: ['--runInBand'] },
  { names: ['faults'], flags: ['--runInBand'] },
  { names: ['browser'], flags: ['--runInBand'] },
];
const total = { passed: 0, failed: 0, skipped: 0 };
const missing = new Map();

mkdirSync('test-output', { recursive: true });
for (const { names, flags } of suites) {
  const file = `test-output/${names[0]}.json`;
  rmSync(file, { force: true });
  spawnSync(
    process.execPath,
    ['tools/jest.mjs', '--selectProjects', ...names, '--json', `--outputFile=${file}`, '--silent', ...flags],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    console.error(`${names.join(', ')}: ended without a report`);
    total.failed++;
    continue;
  }
  total.passed += report.numPassedTests;
  total.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
  total.skipped += report.numPendingTests + report.numTodoTests;
  for (const suite of report.testResults)
    for (const test of suite.assertionResults)
      if (test.status === 'pending') {
        const needs = /\[needs ([^\]]+)\]/.exec(test.fullName)?.[1] ?? 'no reason given';
        for (const need of needs.split(', ')) missing.set(need, (missing.get(need) ?? 0) + 1);
      }
}

console.log('');
for (const [need, count] of missing) console.log(`skipped for want of ${need}: ${count}`);
// what is no server, CI cannot install: recordings that are not ours to hand on, and what only whoever starts its
// container can grant. The hub's full disk runs as root and as anybody who may have a user namespace; many containers
// refuse both, and no package changes that
const notInstallable = new Set([
  'recorded data',
  'a mount of its own',
  'root or user namespaces',
  'a network address',
  'a network of its own',
]);
const skippedInCi = process.env.CI === 'true' && [...missing.keys()].some((need) => !notInstallable.has(need));
if (skippedInCi) console.log('CI installs what the tests need: a test skipped for a missing server fails the run');
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || total.passed === 0 || skippedInCi ? 1 : 0);
