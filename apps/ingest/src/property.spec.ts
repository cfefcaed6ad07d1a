import { expect, it } from '@jest/globals';
import { GROUP, type Packet, type ReadingsItem, STREAM, type TelemetryItem, topics } from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import fc from 'fast-check';
import { DecodeService } from './decode/decode.service.js';
import { newCounters } from './metrics/counters.js';
import { StoreService } from './store/store.service.js';
import { Upkeep } from './store/upkeep.js';
import { consume, openLog, type Process } from './testing/crashing-log.js';
import { device, directoryOf } from './testing/directory.js';
import { MemorySeries } from './testing/memory-series.js';

const HOUR = 3_600_000;
const T0 = Date.UTC(2026, 9, 5, 6);
const DEVICES = ['air-1', 'air-2', 'air-3'];
const METRICS = ['pm25', 'co', 'temperature'] as const;
const directory = directoryOf(DEVICES.map((id) => device(id)));

interface Sent {
  device: string;
  /** Seconds after T0 at which it was measured. */
  at: number;
  metrics: readonly (typeof METRICS)[number][];
  /** Seconds until it arrives. */
  delay: number;
  times: number;
}
/** What was measured is a matter of when and by whom, however often and whenever it is told. */
const value = (id: string, at: number, metric: string) => (at % 97) + DEVICES.indexOf(id) * 100 + metric.length / 10;

function packetOf({ device: id, at, metrics, delay }: Sent): Packet {
  const ts = T0 + at * 1000;
  const body = { ts, ...Object.fromEntries(metrics.map((m) => [m, value(id, at, m)])) };
  return {
    type: 'packet',
    account: id,
    topic: topics.telemetry('26734', id),
    payload: Buffer.from(JSON.stringify(body)),
    received: ts + delay * 1000,
  };
}

/** In the order of arrival, a tick a minute, and time enough at the end for what is due. */
function logOf(all: readonly Sent[]): TelemetryItem[] {
  const packets = all.flatMap((sent) =>
    Array.from({ length: sent.times }, (_, n) => packetOf({ ...sent, delay: sent.delay + n })),
  );
  const end = Math.max(...packets.map((p) => p.received)) + 3 * HOUR;
  const items: TelemetryItem[] = [...packets];
  for (let now = T0; now <= end; now += 60_000) items.push({ type: 'tick', received: now, clock: 'ok' });
  return items.sort((a, b) => a.received - b.received);
}

async function stored(telemetry: readonly TelemetryItem[], lives: readonly number[]) {
  const { log, close } = await openLog();
  const series = new MemorySeries();
  const ends: Upkeep[] = [];
  const decoding: Process = (seen: EventLog) => {
    const service = new DecodeService({
      log: seen,
      directory,
      stills: { save: async () => undefined },
      counters: newCounters(),
    });
    return { [STREAM.telemetry]: (items: readonly TelemetryItem[], context) => service.onTelemetry(items, context) };
  };
  const storing: Process = () => {
    const upkeep = new Upkeep(series, newCounters());
    ends.push(upkeep);
    const service = new StoreService({ series, upkeep, counters: newCounters() });
    return { [STREAM.readings]: (items: readonly ReadingsItem[], context) => service.onReadings(items, context) };
  };
  try {
    await log.append(STREAM.telemetry, telemetry);
    await consume(log, GROUP.decode, decoding, lives, 50);
    await consume(log, GROUP.store, storing, lives, 50);
    for (const upkeep of ends) await upkeep.settled();
    const points = [...series.points].map(([key, { values }]) => [key, values] as const).sort();
    // of each hour what it was rolled up to last
    const hours = new Map(series.rolledUp.map(({ device: id, hour, values }) => [`${id} ${hour}`, values]));
    return { points, hours: [...hours].sort() };
  } finally {
    await close();
  }
}

const sent: fc.Arbitrary<Sent> = fc.record({
  device: fc.constantFrom(...DEVICES),
  at: fc.nat(3 * 3600),
  metrics: fc.subarray([...METRICS], { minLength: 1 }),
  delay: fc.oneof(fc.nat(5), fc.nat(4 * 3600)),
  times: fc.constantFrom(1, 1, 1, 2, 3),
});

it('points and rolled up hours are those of the sorted run without faults, whatever comes late, twice or amid a crash', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(sent, { minLength: 5, maxLength: 40 }),
      fc.array(fc.nat(8), { minLength: 1, maxLength: 5 }),
      async (all, lives) => {
        const sorted = [...all].sort((a, b) => a.at - b.at).map((one) => ({ ...one, delay: 0, times: 1 }));
        const whole = await stored(logOf(sorted), []);
        const faulty = await stored(logOf(all), lives);
        expect(faulty).toEqual(whole);
        // and these are the points that were sent
        const keys = new Set(all.map(({ device: id, at }) => `${id} ${T0 + at * 1000}`));
        expect(whole.points.map(([key]) => key)).toEqual([...keys].sort());
      },
    ),
    { numRuns: 30 },
  );
}, 120_000);
