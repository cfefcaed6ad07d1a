import { describe, expect, it, jest } from '@jest/globals';
import {
  type DeadLetter,
  type DeadLetterItem,
  GROUP,
  type Packet,
  type ReadingsItem,
  type Request,
  STREAM,
  type TelemetryItem,
  topics,
} from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import type { DeviceDirectory } from '#hub/registry';
import fc from 'fast-check';
import { newCounters } from '../metrics/counters.js';
import { consume, itemsOf, openLog, type Process } from '../testing/crashing-log.js';
import { device, directoryOf, fill, gateway } from '../testing/directory.js';
import { DecodeService } from './decode.service.js';

jest.setTimeout(60_000);

const T0 = Date.UTC(2026, 9, 5, 10);

const registered = () =>
  directoryOf(
    [device('tram-1'), device('kenh-1', 'canal-level', { gateway: 'lora', address: 'eui-1' })],
    [gateway('lora', 'chirpstack')],
  );
const decoding =
  (directory: DeviceDirectory): Process =>
  (log) => {
    const stills = { save: async () => undefined };
    const service = new DecodeService({ log, directory, stills, counters: newCounters() });
    return {
      [STREAM.telemetry]: (items: readonly TelemetryItem[], context) => service.onTelemetry(items, context),
      [STREAM.requests]: (items: readonly Request[], context) => service.onRequests(items, context),
    } satisfies ReturnType<Process>;
  };

const packet = (account: string, topic: string, payload: unknown, received: number): Packet => ({
  type: 'packet',
  account,
  topic,
  payload: Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)),
  received,
});
const native = (payload: unknown, at: number) => packet('tram-1', topics.telemetry('26734', 'tram-1'), payload, at);
const uplink = (id: string, depth: number, at: number) =>
  packet('lora', 'application/a/device/eui-1/event/up', { deduplicationId: id, fCnt: 1, object: { depth } }, at);

/** Letters as they come out of the log hold the packet as bytes of some kind. */
const plain = (item: DeadLetterItem) =>
  item.type === 'resolved' ? item : { ...item, payload: item.payload && Buffer.from(item.payload).toString('utf8') };

async function run(
  fillLog: (log: EventLog) => Promise<void>,
  lives: readonly number[],
  directory = registered(),
): Promise<{ readings: ReadingsItem[]; letters: unknown[]; refusals: unknown[] }> {
  const { log, close } = await openLog();
  try {
    await log.append(STREAM.requests, [{ type: 'confirm-clock', id: 'r0', by: 'test', at: T0 }]);
    await fillLog(log);
    await consume(log, GROUP.decode, decoding(directory), lives);
    return {
      readings: itemsOf(log, STREAM.readings),
      letters: itemsOf(log, STREAM.deadLetters).map(plain),
      refusals: itemsOf(log, STREAM.alerts),
    };
  } finally {
    await close();
  }
}

describe('a process that is ended at any moment', () => {
  const item = fc.oneof(
    fc.record({ is: fc.constant('value' as const), n: fc.nat(500) }),
    fc.record({ is: fc.constant('uplink' as const), n: fc.nat(3) }),
    fc.record({ is: fc.constant('unknown' as const), n: fc.nat(4) }),
    fc.record({ is: fc.constant('garbage' as const), n: fc.nat(9) }),
    fc.record({ is: fc.constant('tick' as const), n: fc.nat(2) }),
  );
  const made = (items: readonly { is: string; n: number }[]): TelemetryItem[] =>
    items.map(({ is, n }, i) => {
      const at = T0 + i * 1000;
      if (is === 'value') return native({ ts: at - n, pm25: n }, at);
      if (is === 'uplink') return uplink(`dup-${n}`, 100 + n, at);
      if (is === 'unknown') return native({ pm25: 1, [`khoa${n}`]: n }, at);
      if (is === 'garbage') return native(`{"pm25":${n}`, at);
      return { type: 'tick', received: at, clock: (['ok', 'unsynchronised', 'behind'] as const)[n]! };
    });

  it('leaves what a process leaves that lives: each reading and each letter once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(item, { minLength: 25, maxLength: 80 }),
        fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }),
        async (items, lives) => {
          const telemetry = made(items);
          const append = (log: EventLog) => log.append(STREAM.telemetry, telemetry);
          const whole = await run(append, []);
          expect(await run(append, lives)).toEqual(whole);
          const repeats = new Set(items.filter((i) => i.is === 'uplink').map((i) => i.n));
          const levels = whole.readings.filter((r) => r.type === 'reading' && r.device === 'kenh-1');
          expect(levels).toHaveLength(repeats.size);
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('a replay', () => {
  const request = (deadLetter: string, n: number, at = T0 + 7_200_000): Request => ({
    type: 'replay-dead-letter',
    id: `r${n}`,
    deadLetter,
    by: 'Lan',
    at,
  });
  const box = (payload: unknown) => packet('dtu', 'dtu/1', payload, T0);
  const unmapped = () =>
    directoryOf([device('nuoc-1', 'rs485-logger', { gateway: 'dtu' })], [gateway('dtu', 'generic')]);
  const mapped = (directory: DeviceDirectory) =>
    fill(
      directory,
      [device('nuoc-1', 'rs485-logger', { gateway: 'dtu' })],
      [
        gateway('dtu', 'generic', {
          fieldMap: {
            timeUnit: 'ms',
            timePath: 't',
            fields: [{ metric: 'ph', path: 'v', scale: 1, offset: 0 }],
          },
        }),
      ],
    );

  /** Three packets of a gateway without a map, and what becomes of them once there is one. */
  async function story(lives: readonly number[]) {
    const { log, close } = await openLog();
    const directory = unmapped();
    try {
      await log.append(STREAM.requests, [{ type: 'confirm-clock', id: 'r0', by: 'test', at: T0 }]);
      await log.append(STREAM.telemetry, [box({ t: T0, v: 7.1 }), box({ t: T0 + 1, w: 7 }), box('half a pack')]);
      await consume(log, GROUP.decode, decoding(directory));
      const letters = itemsOf(log, STREAM.deadLetters) as DeadLetter[];
      expect(letters.map(({ reason }) => reason)).toEqual(Array(3).fill('Gateway chưa có bảng trường (field map)'));
      mapped(directory);
      const asked = letters.map(({ id }, i) => request(id, i));
      await log.append(STREAM.requests, [...asked, request('no-such-letter', 8), request(letters[0]!.id, 9)]);
      await consume(log, GROUP.decode, decoding(directory), lives, 2);
      return {
        ids: letters.map(({ id }) => id),
        readings: itemsOf(log, STREAM.readings),
        answers: itemsOf(log, STREAM.deadLetters).slice(3).map(plain),
        refusals: itemsOf(log, STREAM.alerts),
      };
    } finally {
      await close();
    }
  }

  it('reads with the maps of today; what is old by then is history, and what still cannot be read says why', async () => {
    const { ids, readings, answers, refusals } = await story([]);
    expect(readings).toEqual([
      expect.objectContaining({ device: 'nuoc-1', ts: T0, received: T0, late: true, values: { ph: 7.1 } }),
    ]);
    expect(answers).toEqual([
      { type: 'resolved', id: ids[0], at: T0 + 7_200_000 },
      expect.objectContaining({
        type: 'dead-letter',
        id: ids[1],
        kind: 'unrecognised',
        reason: 'Không có trường nào khớp bảng trường; gói có: t, w',
      }),
      expect.objectContaining({
        type: 'dead-letter',
        id: ids[2],
        kind: 'undecodable',
        reason: 'Nội dung không phải JSON hợp lệ',
        payload: 'half a pack',
      }),
    ]);
    expect(refusals).toEqual([
      { type: 'refused', request: 'r8', reason: 'Không có gói này, hoặc đã xử lý xong', at: T0 + 7_200_000 },
      { type: 'refused', request: 'r9', reason: 'Không có gói này, hoặc đã xử lý xong', at: T0 + 7_200_000 },
    ]);
  });

  it.each([[[0]], [[1]], [[2]], [[0, 0, 1]]])('answers once, whenever the process ends (%j)', async (lives) => {
    expect(await story(lives)).toEqual(await story([]));
  });

  it('of keys that nobody knew is done when they are known, and else says which they are today', async () => {
    const { log, close } = await openLog();
    try {
      await log.append(STREAM.telemetry, [native({ pm25: 1, khoi: 2, radon: 3 }, T0)]);
      const directory = registered();
      await log.append(STREAM.requests, [{ type: 'confirm-clock', id: 'r0', by: 'test', at: T0 }]);
      await consume(log, GROUP.decode, decoding(directory));
      const [letter] = itemsOf(log, STREAM.deadLetters) as DeadLetter[];
      await log.append(STREAM.requests, [request(letter!.id, 1)]);
      await consume(log, GROUP.decode, decoding(directory));
      expect(itemsOf(log, STREAM.deadLetters).map(plain)[1]).toEqual({
        ...(plain(letter!) as object),
        reason: 'Chưa nhận dạng trường: khoi, radon',
        device: 'tram-1',
      });
    } finally {
      await close();
    }
  });

  it('sends an item that a later step set aside its way again, as history', async () => {
    const { log, close } = await openLog();
    const item = {
      type: 'reading',
      commune: '26734',
      device: 'tram-1',
      kind: 'air',
      ts: T0,
      received: T0,
      late: false,
      values: { pm25: 3 },
      simulated: false,
    };
    const letter = (id: string, json?: string): DeadLetter => ({
      type: 'dead-letter',
      id,
      kind: 'failed',
      reason: 'x',
      group: GROUP.store,
      ...(json !== undefined && { item: json }),
      received: T0,
    });
    try {
      await log.append(STREAM.telemetry, [{ type: 'tick', received: T0, clock: 'ok' }]);
      await log.append(STREAM.deadLetters, [
        letter('a', JSON.stringify(item)),
        letter('b', JSON.stringify({ type: 'presence' })),
        letter('c', '{"type":'),
        letter('d'),
      ]);
      await log.append(
        STREAM.requests,
        ['a', 'b', 'c', 'd'].map((id, n) => request(id, n)),
      );
      await consume(log, GROUP.decode, decoding(registered()));
      expect(itemsOf(log, STREAM.readings).filter((i) => i.type === 'reading')).toEqual([{ ...item, late: true }]);
      const notReplayable = 'Mục này không phải số liệu, không đọc lại được';
      expect(itemsOf(log, STREAM.deadLetters).slice(4)).toEqual([
        { type: 'resolved', id: 'a', at: T0 + 7_200_000 },
        expect.objectContaining({ id: 'b', reason: notReplayable }),
        expect.objectContaining({ id: 'c', reason: notReplayable }),
        // nothing was kept of it: whoever asks has read it
        { type: 'resolved', id: 'd', at: T0 + 7_200_000 },
      ]);
    } finally {
      await close();
    }
  });
});
