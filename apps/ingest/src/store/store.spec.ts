import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { GROUP, type Reading, type ReadingsItem, STREAM, type Tick } from '#hub/contracts';
import { StoreUnavailableError } from '#hub/time-series';
import { Logger } from '@nestjs/common';
import { type IngestCounters, newCounters } from '../metrics/counters.js';
import { MemoryGroup } from '../testing/memory-context.js';
import { MemorySeries } from '../testing/memory-series.js';
import { StoreService } from './store.service.js';
import { Upkeep } from './upkeep.js';

jest.setTimeout(60_000);

const HOUR = 3_600_000;
const H10 = Date.UTC(2026, 9, 5, 10);
const H11 = H10 + HOUR;

const reading = (ts: number, values: Reading['values'], more: Partial<Reading> = {}): Reading => ({
  type: 'reading',
  commune: '26734',
  device: 'kenh-1',
  kind: 'canal',
  ts,
  received: ts,
  late: false,
  values,
  simulated: false,
  ...more,
});
const tick = (received: number): Tick => ({ type: 'tick', received, clock: 'ok' });

let series: MemorySeries;
let group: MemoryGroup;
let counters: IngestCounters;
let upkeep: Upkeep;
let store: StoreService;
/** A new process: nothing in memory. */
function restart(): void {
  upkeep = new Upkeep(series, counters);
  store = new StoreService({ series, upkeep, counters });
}
beforeEach(() => {
  series = new MemorySeries();
  group = new MemoryGroup(GROUP.store);
  counters = newCounters();
  restart();
});
async function take(items: readonly ReadingsItem[], committed = true): Promise<void> {
  await group.run((context) => store.onReadings(items, context), committed);
  await upkeep.settled();
}
const hours = () => [...group.kept.keys()].filter((key) => key.startsWith('hour/'));

describe('writing', () => {
  it('is one write a batch, of measurements alone', async () => {
    await take([
      tick(H10),
      reading(H10, { water_level: 1 }),
      { type: 'status', commune: '26734', device: 'kenh-1', online: true, received: H10 },
      reading(H10 + 1, { water_level: 1.1 }, { quality: { water_level: 'suspect' }, simulated: true }),
      // a probe that does not answer has no value to keep
      reading(H10 + 2, {}, { quality: { water_level: 'fault' } }),
    ]);
    expect(series.writes).toEqual([2]);
    expect([...series.points.values()]).toEqual([
      expect.objectContaining({
        kind: 'canal',
        commune: '26734',
        device: 'kenh-1',
        ts: H10,
        received: H10,
        values: { water_level: 1 },
        simulated: false,
      }),
      expect.objectContaining({ ts: H10 + 1, quality: { water_level: 'suspect' }, simulated: true }),
    ]);
    expect(counters).toMatchObject({ pointsWritten: 2, pointsRejected: 0, storeWrites: 1 });
  });

  it('of a batch without measurements asks the store nothing', async () => {
    series.away = true;
    await take([tick(H10)]);
    expect(series.writes).toEqual([]);
  });

  it('keeps the parts of one measurement that come in several packets', async () => {
    await take([reading(H10, { water_level: 1 }), reading(H10, { battery: 90 })]);
    await take([reading(H10, { flow: 2 })]);
    expect(series.points.get(`kenh-1 ${H10}`)!.values).toEqual({ water_level: 1, battery: 90, flow: 2 });
  });

  it('waits for a store that is away: the error says so, and nothing is set aside', async () => {
    series.away = true;
    await expect(take([reading(H10, { water_level: 1 })])).rejects.toThrow(StoreUnavailableError);
    expect(group.of(STREAM.deadLetters)).toEqual([]);
    series.away = false;
    await take([reading(H10, { water_level: 1 })]);
    expect(series.points.size).toBe(1);
  });

  it('sets aside what the store will never take, and nothing beside it', async () => {
    series.refuses = ({ ts }) => (ts === H10 + 1 ? 'Thời điểm đo không hợp lệ' : undefined);
    const refused = reading(H10 + 1, { water_level: 2 });
    await take([tick(H10), reading(H10, { water_level: 1 }), refused, reading(H10 + 2, { water_level: 3 })]);
    expect(series.points.size).toBe(2);
    expect(group.of(STREAM.deadLetters)).toEqual([
      {
        type: 'dead-letter',
        id: 'store-1-2',
        kind: 'refused',
        reason: 'Thời điểm đo không hợp lệ',
        group: 'store',
        device: 'kenh-1',
        item: JSON.stringify(refused),
        received: H10 + 1,
      },
    ]);
    expect(counters).toMatchObject({ pointsWritten: 2, pointsRejected: 1 });
  });
});

describe('rollups', () => {
  it('of an hour come when it is over, once', async () => {
    await take([reading(H10, { water_level: 1 }), reading(H10 + 1, { water_level: 2 }), tick(H10 + 60_000)]);
    expect(series.rolledUp).toEqual([]);
    expect(hours()).toEqual([`hour/kenh-1/${H10}`]);
    await take([tick(H11 - 1)]);
    expect(series.rolledUp).toEqual([]);
    await take([tick(H11 + 60_000)]);
    expect(series.rolledUp).toEqual([{ device: 'kenh-1', hour: H10, values: 2 }]);
    await take([tick(H11 + 120_000)]);
    await take([tick(H11 + 180_000)]);
    expect(series.rolledUp).toHaveLength(1);
    expect(hours()).toEqual([]);
  });

  it('come again for hours that late data touches, all in one call', async () => {
    await take([reading(H10, { water_level: 1 }), tick(H11)]);
    await take([tick(H11 + 60_000)]);
    const late = [0, 1, 2, 3].map((n) =>
      reading(H10 - n * HOUR + 5, { water_level: n }, { received: H11, late: true }),
    );
    await take([...late, tick(H11 + 120_000)]);
    expect(series.rolledUp.slice(1).map(({ hour, values }) => [(hour - H10) / HOUR, values])).toEqual([
      [0, 2],
      [-1, 1],
      [-2, 1],
      [-3, 1],
    ]);
  });

  it('survive the end of the process: what it noted is done by the next', async () => {
    await take([reading(H10, { water_level: 1 }), tick(H10 + 1)]);
    restart();
    await take([tick(H11 + 1)]);
    expect(series.rolledUp).toHaveLength(1);
    // it ended before the hour was struck off: once more does no harm, and is the last time
    restart();
    await take([tick(H11 + 60_001)]);
    await take([tick(H11 + 120_001)]);
    expect(series.rolledUp).toHaveLength(2);
    expect(hours()).toEqual([]);
  });

  it('do not happen for a batch that was not committed', async () => {
    await take([reading(H10, { water_level: 1 }), tick(H11)], false);
    expect(series.rolledUp).toEqual([]);
    expect(hours()).toEqual([]);
  });

  it('keep nobody waiting, and are done again when their hour is touched meanwhile', async () => {
    let finish = () => {};
    series.onRollUp = () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      });
    await take([reading(H10, { water_level: 1 }), tick(H10 + 1)]);
    const ran = group.run((context) => store.onReadings([tick(H11 + 1)], context));
    await ran;
    // the rollup has counted one value, and has not answered
    await group.run((context) => store.onReadings([reading(H10 + 2, { water_level: 2 }), tick(H11 + 60_001)], context));
    expect(series.points.size).toBe(2);
    finish();
    await upkeep.settled();
    series.onRollUp = async () => undefined;
    await take([tick(H11 + 120_001)]);
    expect(series.rolledUp.map(({ values }) => values)).toEqual([1, 2]);
    await take([tick(H11 + 180_001)]);
    expect(hours()).toEqual([]);
  });

  it('wait for a store that is away', async () => {
    await take([reading(H10, { water_level: 1 }), tick(H10 + 1)]);
    series.away = true;
    await take([tick(H11 + 1)]);
    series.away = false;
    await take([tick(H11 + 60_001)]);
    expect(series.rolledUp).toHaveLength(1);
  });

  it('of one hour that cannot be rolled up cost the others nothing', async () => {
    const many = Array.from({ length: 150 }, (_, n) => reading(H10 - n * HOUR, { water_level: 1 }));
    await take(many);
    const rollUp = series.rollUp.bind(series);
    series.rollUp = async (asked) => {
      if (asked.some(({ hour }) => hour === H10 - 5 * HOUR)) throw new Error('a broken hour');
      return rollUp(asked);
    };
    const said = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    await take([tick(H11 + 1)]);
    await take([tick(H11 + 60_001)]);
    expect(said.mock.calls).toEqual([['Error: a broken hour']]);
    said.mockRestore();
    expect(new Set(series.rolledUp.map(({ hour }) => hour)).size).toBe(50);
  });

  it('stop with the module', async () => {
    await take([reading(H10, { water_level: 1 }), tick(H10 + 1)]);
    await upkeep.stop();
    await take([tick(H11 + 1)]);
    expect(series.rolledUp).toEqual([]);
  });
});

describe('retention', () => {
  it('is thirteen months of raw points, looked after once a day', async () => {
    for (let minute = 0; minute <= 24 * 60 + 5; minute++) await take([tick(H10 + minute * 60_000)]);
    expect(series.expired).toEqual([H10 + 24 * HOUR - 396 * 24 * HOUR]);
  });
});
