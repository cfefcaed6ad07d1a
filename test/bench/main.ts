import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { advised } from './rows/advised.js';
import { alerts } from './rows/alerts.js';
import { chart } from './rows/chart.js';
import { conclusions } from './rows/conclusions.js';
import { diskBytes } from './rows/disk.js';
import { idle } from './rows/idle.js';
import { provisioning } from './rows/provisioning.js';
import { memory, startUp } from './rows/resources.js';
import { barText, meets, type Row } from './rows/row.js';
import { storm } from './rows/storm.js';
import { throughput } from './rows/throughput.js';
import { told } from './rows/told.js';

/** `npm run bench [-- --json FILE] [--only a,d] [--quick]`: prints the table, ends with 1 when a bar is missed. */
const option = (name: string) => {
  const i = process.argv.indexOf(`--${name}`);
  return i < 0 ? undefined : (process.argv[i + 1] ?? '');
};
const quick = process.argv.includes('--quick');
const only = option('only')?.split(',');
const runs = Number(option('runs') ?? (quick ? 1 : 5));

const parts: [letters: string, run: () => Promise<Row[]>][] = [
  ['a', () => throughput(runs, quick ? 100_000 : 400_000)],
  ['d', () => alerts(runs)],
  ['e', () => memory(quick ? 15 : 60, quick ? 300 : undefined)],
  ['f', () => startUp(runs)],
  ['g', () => chart(runs, quick ? 5 : 10)],
  ['h', () => diskBytes(quick)],
  ['i', () => provisioning(runs)],
  ['j', () => storm(runs)],
  ['k', () => idle()],
  ['l', () => told(runs)],
  ['m', () => conclusions(runs)],
  ['n', () => advised(runs)],
];

const unknown = only?.filter((letter) => !parts.some(([part]) => part === letter)) ?? [];
if (unknown.length > 0) {
  console.error(`--only knows ${parts.map(([letter]) => letter).join(', ')}; b and c are measured beside a`);
  process.exit(2);
}

const rows: Row[] = [];
for (const [letter, run] of parts) {
  if (only && !only.includes(letter)) continue;
  process.stderr.write(`(${letter})\n`);
  rows.push(...(await run()));
}

const number = (v: number) => (Number.isFinite(v) ? (v >= 100 ? v.toFixed(0) : v.toPrecision(3)) : String(v));
const table = [
  ['', 'what', 'value', 'unit', 'runs', 'bar', ''],
  ...rows.map((r) => [
    ...[r.id, r.what, number(r.value), r.unit, String(r.runs)],
    ...[barText(r), r.bar ? (meets(r) ? 'ok' : 'MISSED') : ''],
  ]),
];
const widths = table[0]!.map((_, i) => Math.max(...table.map((line) => line[i]!.length)));
console.log(
  `${cpus().length} × ${cpus()[0]!.model}, Node ${process.versions.node}, ${quick ? 'a quick look, no figures' : 'each figure the median of its runs'}`,
);
for (const line of table)
  console.log(
    line
      .map((cell, i) => (i === 2 ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );

const file = option('json');
if (file)
  writeFileSync(
    file,
    `${JSON.stringify(
      rows.map((r) => ({ id: r.id, value: r.value, unit: r.unit, bar: barText(r) || null, ok: meets(r) })),
      null,
      2,
    )}\n`,
  );
process.exit(rows.every(meets) ? 0 : 1);
