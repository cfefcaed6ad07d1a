import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type FindingChange, type Reading, STREAM, topics } from '#hub/contracts';
import { DeviceDirectory } from '#hub/registry';
import { eventually } from '#hub/testkit';
import { device, fill } from '../testing/directory.js';
import { MemorySeries } from '../testing/memory-series.js';
import { startIngest, type TestIngest } from '../testing/test-ingest.js';

let ingest: TestIngest;
beforeAll(async () => {
  const directory = new DeviceDirectory();
  fill(directory, [device('nuoc-1', 'water-quality')], []);
  ingest = await startIngest({ directory, series: new MemorySeries() });
});
afterAll(() => ingest?.stop());

let at = Date.now();
/** What becomes of a packet. */
async function graded(): Promise<Reading['quality']> {
  at += 1000;
  const received = at;
  const payload = Buffer.from(JSON.stringify({ ts: received, ph: 7, do: 6 }));
  await ingest.log.append(STREAM.telemetry, [
    { type: 'packet', account: 'nuoc-1', topic: topics.telemetry('26734', 'nuoc-1'), payload, received } as never,
  ]);
  const reading = await eventually(
    'the reading',
    async () =>
      [...ingest.log.scan(STREAM.readings)].map(({ item }) => item as Reading).find(({ ts }) => ts === received),
    (found) => found !== undefined,
  );
  return reading!.quality;
}
async function find(low: boolean, over = false): Promise<void> {
  const about = { id: 't', kind: 'trust', metric: 'ph', commune: '26734', target: 'nuoc-1', targets: ['nuoc-1'], low };
  const finding = {
    ...about,
    startedAt: 0,
    updatedAt: 1,
    score: low ? 40 : 85,
    reasons: [],
    simulated: false,
    ...(over && { endedAt: 1 }),
  };
  await ingest.log.append(STREAM.findings, [{ type: 'finding', change: 'changed', finding, at: 1 } as FindingChange]);
}

it('what a probe says that is not to be trusted is marked as doubted, until it is well again', async () => {
  expect(await graded()).toBeUndefined();
  await find(true);
  await eventually('doubt', graded, (quality) => quality?.ph === 'doubted' && quality.do === undefined);
  await find(false);
  await eventually('no doubt', graded, (quality) => quality === undefined);
  await find(true);
  await eventually('doubt again', graded, (quality) => quality?.ph === 'doubted');
  await find(true, true);
  await eventually('the end of it', graded, (quality) => quality === undefined);
});
