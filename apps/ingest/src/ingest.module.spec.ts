import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type DeadLetter, GROUP, type Packet, STREAM, topics } from '#hub/contracts';
import { eventually } from '#hub/testkit';
import prometheus from 'prom-client';
import { itemsOf } from './testing/crashing-log.js';
import { device, directoryOf, gateway } from './testing/directory.js';
import { MemorySeries } from './testing/memory-series.js';
import { startIngest, type TestIngest } from './testing/test-ingest.js';

jest.setTimeout(60_000);

const directory = directoryOf(
  [
    device('tram-1'),
    device('cam-1', 'camera-frigate', { gateway: 'nvr', address: 'cong' }),
    device('nuoc-1', 'rs485-logger', { gateway: 'dtu' }),
  ],
  [gateway('nvr', 'frigate'), gateway('dtu', 'generic')],
);

let series: MemorySeries;
let ingest: TestIngest;
beforeEach(async () => {
  series = new MemorySeries();
  ingest = await startIngest({ directory, series });
});
afterEach(() => ingest.stop());

const packet = (account: string, topic: string, payload: string | Uint8Array): Packet => ({
  type: 'packet',
  account,
  topic,
  payload: Buffer.from(payload),
  received: Date.now(),
});
const telemetry = (body: unknown) => packet('tram-1', topics.telemetry('26734', 'tram-1'), JSON.stringify(body));

describe('the module', () => {
  it('takes a packet from the log to the store and to presence, and counts it', async () => {
    const ts = Date.now() - 1000;
    await ingest.log.append(STREAM.telemetry, [telemetry({ ts, pm25: 12.5 }), telemetry({ ts, pm10: 20 })]);
    await eventually(
      'both in the store',
      () => series.points.get(`tram-1 ${ts}`),
      (p) => p?.values.pm10 === 20,
    );
    expect(series.points.get(`tram-1 ${ts}`)).toMatchObject({ kind: 'air', values: { pm25: 12.5, pm10: 20 } });
    await eventually(
      'the device is online',
      () => itemsOf(ingest.log, STREAM.presence),
      (all) => all.some((p) => p.device === 'tram-1' && p.link === 'online'),
    );
    const shown = await prometheus.register.metrics();
    expect(shown).toContain('commune_ingest_packets_total{codec="native",outcome="read"} 2');
    expect(shown).toContain('commune_ingest_readings_total{codec="native"} 2');
    expect(shown).toMatch(/^commune_store_points_total 2$/m);
  });

  it('keeps the newest picture of a camera once its packet is committed', async () => {
    const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
    await ingest.log.append(STREAM.telemetry, [packet('nvr', 'frigate/cong/person/snapshot', jpeg)]);
    const kept = await eventually(
      'the picture is in its file',
      () => readFileSync(join(ingest.stillsDir, 'cam-1.jpg')),
      () => true,
    );
    expect(kept).toEqual(jpeg);
  });

  it("goes on with alerts' readings while the store is away, and catches up", async () => {
    series.away = true;
    const ts = Date.now();
    await ingest.log.append(STREAM.telemetry, [telemetry({ ts, pm25: 1 })]);
    await eventually(
      'the reading is there',
      () => itemsOf(ingest.log, STREAM.readings),
      (all) => all.length === 1,
    );
    await ingest.log.append(STREAM.telemetry, [telemetry({ ts: ts + 1, pm25: 2 })]);
    await eventually(
      'and the next',
      () => itemsOf(ingest.log, STREAM.readings),
      (all) => all.length === 2,
    );
    await eventually(
      'it is said what keeps the store',
      () => ingest.problems.of(GROUP.store)?.message,
      (message) => message === 'the store is away',
    );
    // longer than an error is given that may not pass
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(series.points.size).toBe(0);
    expect(itemsOf(ingest.log, STREAM.deadLetters)).toEqual([]);
    series.away = false;
    await eventually(
      'the store has both',
      () => series.points.size,
      (size) => size === 2,
      15_000,
    );
  });

  it('reads a letter again when it is asked to', async () => {
    await ingest.log.append(STREAM.telemetry, [packet('dtu', 'x', '{"ph":7}')]);
    const [letter] = await eventually(
      'a letter',
      () => itemsOf(ingest.log, STREAM.deadLetters) as DeadLetter[],
      (all) => all.length === 1,
    );
    const request = {
      type: 'replay-dead-letter',
      id: 'r1',
      deadLetter: letter!.id,
      by: 'Lan',
      at: Date.now(),
    } as const;
    await ingest.log.append(STREAM.requests, [request]);
    const letters = await eventually(
      'its answer',
      () => itemsOf(ingest.log, STREAM.deadLetters) as DeadLetter[],
      (all) => all.length === 2,
    );
    expect(letters[1]).toMatchObject({ id: letter!.id, reason: 'Gateway chưa có bảng trường (field map)' });
  });

  it('takes its counters along when it goes', async () => {
    await ingest.stop();
    expect(await prometheus.register.metrics()).not.toContain('commune_ingest');
    ingest = await startIngest({ directory, series });
    expect(await prometheus.register.metrics()).toContain('commune_ingest');
  });
});
