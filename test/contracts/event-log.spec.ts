import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { GROUP, type Group, type Packet, type Reading, STREAM } from '#hub/contracts';
import { DataDirInUseError, LogUnavailableError } from '#hub/event-log';
import {
  clock,
  ENGINES,
  Logs,
  nothing,
  numbers,
  outputs,
  packet,
  range,
  read,
  reading,
  scanned,
} from './event-log.engines.js';

const { decode, store, alerting, live } = GROUP;
const { telemetry, readings } = STREAM;

describe.each(Object.entries(ENGINES))('the event log on %s', (_, engine) => {
  const logs = new Logs(engine);

  afterEach(async () => {
    await logs.close();
  });
  afterAll(() => logs.remove());

  describe('append', () => {
    it('can be read at once, and is on disk when it resolves', async () => {
      const dir = logs.folder();
      const log = await logs.open(dir);
      const appended = log.append(telemetry, [packet(0), packet(1)]);
      expect(scanned(log)).toEqual([0, 1]);
      expect(numbers((await read(log, decode, telemetry)).items)).toEqual([0, 1]);
      await appended;
      expect(scanned(await logs.afterCrash(dir))).toEqual([0, 1]);
    });

    it('keeps the order in which it was called, also across restarts', async () => {
      const dir = logs.folder();
      let log = await logs.open(dir);
      await Promise.all(range(0, 300).map((n) => log.append(telemetry, [packet(n)])));
      await log.stop();
      log = await logs.open(dir);
      await Promise.all(range(300, 600).map((n) => log.append(telemetry, [packet(n)])));
      expect(scanned(log)).toEqual(range(0, 600));
    });

    it('keeps items as they were, payload bytes included', async () => {
      const dir = logs.folder();
      const log = await logs.open(dir);
      const bytes = Buffer.from(range(0, 256));
      const appended = [
        { ...packet(1), payload: bytes },
        { type: 'tick', received: 5, clock: 'behind' },
      ] as const;
      await log.append(telemetry, [...appended]);
      await log.append(readings, [reading(7)]);
      await log.stop();
      const again = await logs.open(dir);
      const [kept, tick] = [...again.scan(telemetry)].map(({ item }) => item);
      expect({ ...kept, payload: [...(kept as Packet).payload] }).toEqual({ ...appended[0], payload: range(0, 256) });
      expect(tick).toEqual(appended[1]);
      expect([...again.scan(readings)].map(({ item }) => item)).toEqual([reading(7)]);
    });

    it('of nothing is nothing', async () => {
      const log = await logs.open();
      await log.append(telemetry, []);
      expect(scanned(log)).toEqual([]);
    });

    it('is refused before the start and after the end', async () => {
      const log = engine.open(logs.folder(), {});
      await expect(log.append(telemetry, [packet(0)])).rejects.toThrow(LogUnavailableError);
      await log.start();
      await log.stop();
      await expect(log.append(telemetry, [packet(0)])).rejects.toThrow(LogUnavailableError);
      await expect(log.commit(decode, telemetry, { record: 0, index: 0 }, outputs())).rejects.toThrow(
        LogUnavailableError,
      );
      expect(log.status().writable).toBe(false);
    });
  });

  describe('the way back', () => {
    it('goes newest first, from the end or from a time, over a restart and what is in memory alone', async () => {
      const dir = logs.folder();
      let log = await logs.open(dir);
      const back = (by?: number) => numbers([...log.scanBack(telemetry, by)].map(({ item }) => item));
      expect(back()).toEqual([]);
      const began = clock.at;
      for (const n of range(0, 6)) {
        clock.at = began + n * 1000;
        await log.append(telemetry, [packet(2 * n), packet(2 * n + 1)]);
      }
      await log.stop();
      log = await logs.open(dir);
      clock.at = began + 6000;
      void log.append(telemetry, [packet(12)]);
      expect(back()).toEqual(range(0, 13).reverse());
      expect(back(began + 3500)).toEqual(range(0, 8).reverse());
      expect(back(began - 1)).toEqual([]);
      for (const { item, position } of log.scanBack(telemetry))
        expect([...log.scan(telemetry, position)][0]!.item).toEqual(item);
    });
  });

  describe('read', () => {
    /** Eight records of five items. */
    const filled = async (dir: string) => {
      const log = await logs.open(dir);
      for (const n of range(0, 8))
        await log.append(
          telemetry,
          range(n * 5, n * 5 + 5).map((i) => packet(i)),
        );
      return log;
    };

    it.each([1, 3, 5, 7, 12, 1000])('hands out at most %i items, and all of them in order', async (max) => {
      const dir = logs.folder();
      let log = await filled(dir);
      for (const restarted of [false, true]) {
        if (restarted) {
          await log.stop();
          log = await logs.open(dir);
        }
        const group = restarted ? live : decode;
        const seen: number[] = [];
        while (seen.length < 40) {
          const delivery = await read(log, group, telemetry, max);
          expect(delivery.items.length).toBeGreaterThan(0);
          expect(delivery.items.length).toBeLessThanOrEqual(max);
          seen.push(...numbers(delivery.items));
          await log.commit(group, telemetry, delivery.next, outputs());
        }
        expect(seen).toEqual(range(0, 40));
        expect(await nothing(log, group, telemetry)).toBe(true);
      }
    });

    it('says where each item stands, and any of these places can be committed', async () => {
      const log = await filled(logs.folder());
      const whole = await read(log, decode, telemetry);
      const places = [...log.scan(telemetry)].map(({ position }) => position);
      expect(whole.items.map((_, i) => whole.positionOf(i))).toEqual(places);
      expect(whole.from).toEqual(places[0]);
      for (const i of [1, 5, 17, 39]) {
        await log.commit(decode, telemetry, whole.positionOf(i), outputs());
        expect(numbers((await read(log, decode, telemetry)).items)).toEqual(range(i, 40));
      }
    });

    it('gives the same again until its position is committed', async () => {
      const log = await filled(logs.folder());
      expect(numbers((await read(log, decode, telemetry, 3)).items)).toEqual([0, 1, 2]);
      expect(numbers((await read(log, decode, telemetry, 3)).items)).toEqual([0, 1, 2]);
    });

    it('waits for what comes, and ends with its signal or the log', async () => {
      const log = await logs.open();
      const waiting = read(log, decode, telemetry);
      await log.append(telemetry, [packet(4)]);
      expect(numbers((await waiting).items)).toEqual([4]);

      const ending = new AbortController();
      const given = log.read(alerting, readings, 10, ending.signal);
      ending.abort();
      expect(await given).toBeUndefined();
      expect(await log.read(alerting, readings, 10, ending.signal)).toBeUndefined();

      const left = log.read(alerting, readings, 10, new AbortController().signal);
      await log.stop();
      expect(await left).toBeUndefined();
    });

    it('gives what is on the disk alone to those who ask for that', async () => {
      const dir = logs.folder();
      const log = await logs.open(dir);
      const appended = log.append(telemetry, [packet(0)]);
      const onDisk = log.read(decode, telemetry, 10, new AbortController().signal, { onDisk: true });
      const { items, next } = await read(log, alerting, telemetry);
      void log.commit(alerting, telemetry, next, outputs());
      expect(await Promise.race([onDisk, Promise.resolve('not yet')])).toBe('not yet');
      expect(numbers((await onDisk)!.items)).toEqual(numbers(items));
      await appended;
      expect(scanned(await logs.afterCrash(dir))).toEqual([0]);
    });

    it('goes on within what was still growing', async () => {
      const log = await logs.open();
      const seen: number[] = [];
      for (const n of range(0, 50)) {
        void log.append(telemetry, [packet(n)]);
        const { items, next } = await read(log, decode, telemetry);
        seen.push(...numbers(items));
        void log.commit(decode, telemetry, next, outputs());
      }
      expect(seen).toEqual(range(0, 50));
    });

    it('keeps groups and streams apart', async () => {
      const log = await filled(logs.folder());
      await log.append(readings, [reading(1), reading(2)]);
      const { next } = await read(log, store, readings, 1);
      await log.commit(store, readings, next, outputs());
      expect((await read(log, store, readings)).items).toEqual([reading(2)]);
      expect((await read(log, live, readings)).items).toEqual([reading(1), reading(2)]);
      expect((await read(log, store, telemetry)).items).toHaveLength(40);
    });
  });

  describe('commit', () => {
    it('shows position, outputs and state at once', async () => {
      const log = await logs.open();
      await log.append(telemetry, [packet(0), packet(1)]);
      const { positionOf } = await read(log, decode, telemetry);
      void log.commit(decode, telemetry, positionOf(1), outputs({ readings: [reading(0)] }, { seen: 1 }));
      expect((await read(log, store, readings)).items).toEqual([reading(0)]);
      expect([...log.state(decode)]).toEqual([['seen', 1]]);
      expect(numbers((await read(log, decode, telemetry)).items)).toEqual([1]);
    });

    it('is on disk as a whole when it resolves', async () => {
      const dir = logs.folder();
      const log = await logs.open(dir);
      await log.append(telemetry, [packet(0), packet(1)]);
      const { positionOf } = await read(log, decode, telemetry);
      await log.commit(decode, telemetry, positionOf(1), outputs({ readings: [reading(0)] }, { seen: 1 }));
      const later = await logs.afterCrash(dir);
      expect([...later.scan(readings)].map(({ item }) => item)).toEqual([reading(0)]);
      expect([...later.state(decode)]).toEqual([['seen', 1]]);
      expect(numbers((await read(later, decode, telemetry)).items)).toEqual([1]);
    });

    it('leaves a crash all or nothing of itself, and whatever it was made from', async () => {
      const dir = logs.folder();
      const log = await logs.open(dir);
      let done = 0;
      let crashes = 0;
      for (const n of range(0, 60)) {
        // an append of another stream flushes at some time between the two
        void log.append(telemetry, [packet(n)]);
        const { items, next } = await read(log, decode, telemetry);
        done += items.length;
        const made = outputs({ readings: numbers(items).map(reading) }, { done });
        void log.commit(decode, telemetry, next, made);
        if (n % 6 !== 5) continue;
        await log.append(telemetry, []);
        await new Promise((resolve) => setTimeout(resolve, n));
        const later = await logs.afterCrash(dir);
        const kept = [...later.scan(readings)].map(({ item }) => (item as Reading).ts);
        const state = new Map(later.state<number>(decode)).get('done') ?? 0;
        expect(kept).toEqual(range(0, state));
        const packets = scanned(later);
        expect(packets).toEqual(range(0, packets.length));
        expect(packets.length).toBeGreaterThanOrEqual(state);
        if (packets.length > state) expect(numbers((await read(later, decode, telemetry)).items)[0]).toBe(state);
        else expect(await nothing(later, decode, telemetry)).toBe(true);
        await later.stop();
        crashes++;
      }
      expect(crashes).toBe(10);
    });

    it('is not lost when the log is stopped', async () => {
      const dir = logs.folder();
      const log = await logs.open(dir);
      void log.append(telemetry, [packet(0), packet(1)]);
      const { positionOf } = await read(log, decode, telemetry);
      const done = log.commit(decode, telemetry, positionOf(1), outputs({ readings: [reading(0)] }, { seen: 1 }));
      await log.stop();
      await done;
      const again = await logs.open(dir);
      expect(numbers((await read(again, decode, telemetry)).items)).toEqual([1]);
      expect([...again.scan(readings)]).toHaveLength(1);
      expect([...again.state(decode)]).toEqual([['seen', 1]]);
    });

    it('keeps columns of numbers in its state exactly', async () => {
      const dir = logs.folder();
      const log = await logs.open(dir);
      await log.append(telemetry, [packet(0)]);
      const { next } = await read(log, decode, telemetry);
      const times = Float64Array.from({ length: 500 }, (_, i) => 1_780_000_000_000 + i * 1000);
      const values = Float64Array.of(21.5, -0, NaN, 0.1 + 0.2, Infinity);
      await log.commit(
        decode,
        telemetry,
        next,
        outputs({}, { station: { times, inner: [values], late: Uint8Array.of(1) } }),
      );
      const later = await logs.afterCrash(dir);
      const [[, kept] = []] = [
        ...later.state<{ times: Float64Array; inner: Float64Array[]; late: Uint8Array }>(decode),
      ];
      expect(kept!.times).toEqual(times);
      expect(kept!.inner).toEqual([values]);
      expect([...kept!.late]).toEqual([1]);
    });

    it('that cannot keep its state moves nothing', async () => {
      const log = await logs.open();
      await log.append(telemetry, [packet(0)]);
      const { next } = await read(log, decode, telemetry);
      const tooLong = outputs({ readings: [reading(0)] }, { ['k'.repeat(10_000)]: 1 });
      await expect(async () => log.commit(decode, telemetry, next, tooLong)).rejects.toThrow();
      expect(numbers((await read(log, decode, telemetry)).items)).toEqual([0]);
      expect([...log.scan(readings)]).toEqual([]);
      expect([...log.state(decode)]).toEqual([]);
    });
  });

  describe('state', () => {
    const position = { record: 0, index: 0 };
    const byKey = (entries: Iterable<[string, unknown]>) => Object.fromEntries([...entries].sort());

    it('reads by prefix, what is pending over what is on disk, and only the group’s own', async () => {
      const dir = logs.folder();
      const log = await logs.open(dir);
      const put = (state: Record<string, unknown>, group: Group = alerting) =>
        log.commit(group, readings, position, outputs({}, state));
      await put({ 'target/a': 1, 'target/b': 2, targets: 3, 'alert/x': { since: 5, of: ['a'] } });
      await put({ 'target/a': 'of another group' }, live);
      const pending = put({ 'target/a': 10, 'target/b': undefined, 'target/ạ😀': 4 });
      const wanted = { 'target/a': 10, 'target/ạ😀': 4 };
      expect(byKey(log.state(alerting, 'target/'))).toEqual(wanted);
      await pending;
      expect(byKey(log.state(alerting, 'target/'))).toEqual(wanted);
      await log.stop();
      const again = await logs.open(dir);
      expect(byKey(again.state(alerting, 'target/'))).toEqual(wanted);
      expect(byKey(again.state(alerting))).toEqual({ ...wanted, targets: 3, 'alert/x': { since: 5, of: ['a'] } });
      expect(byKey(again.state(live))).toEqual({ 'target/a': 'of another group' });
      expect(byKey(again.state(store))).toEqual({});
    });

    it('is what it was when it was committed, whatever becomes of the object', async () => {
      const log = await logs.open();
      const value = { count: 1 };
      void log.commit(alerting, readings, position, outputs({}, { value }));
      value.count = 2;
      expect(byKey(log.state(alerting))).toEqual({ value: { count: 1 } });
    });
  });

  describe('scan', () => {
    it('begins anywhere and goes on into what is not on disk yet', async () => {
      const log = await logs.open();
      for (const n of range(0, 5)) await log.append(telemetry, [packet(2 * n), packet(2 * n + 1)]);
      void log.append(telemetry, [packet(10)]);
      const all = [...log.scan(telemetry)];
      expect(numbers(all.map(({ item }) => item))).toEqual(range(0, 11));
      for (const [i, { position }] of all.entries()) {
        const rest = [...log.scan(telemetry, position)];
        expect(numbers(rest.map(({ item }) => item))).toEqual(range(i, 11));
      }
    });

    it('sees what is appended while it goes on', async () => {
      const log = await logs.open();
      await log.append(telemetry, [packet(0)]);
      const seen: number[] = [];
      for (const { item } of log.scan(telemetry)) {
        seen.push(...numbers([item]));
        if (seen.length < 3) void log.append(telemetry, [packet(seen.length)]);
      }
      expect(seen).toEqual([0, 1, 2]);
    });
  });

  describe('status', () => {
    it('says how far behind each group is, in items and in time', async () => {
      const dir = logs.folder();
      let log = await logs.open(dir, { groups: { telemetry: [decode], readings: [store] } });
      const behind = () => log.status().streams.telemetry?.groups[decode];
      expect(behind()).toEqual({ behind: 0, behindMs: 0 });
      clock.at = 2_000_000;
      await log.append(telemetry, [packet(0), packet(1)]);
      clock.at = 2_005_000;
      await log.append(telemetry, [packet(2)]);
      clock.at = 2_009_000;
      expect(behind()).toEqual({ behind: 3, behindMs: 9000 });
      const { positionOf, next } = await read(log, decode, telemetry);
      await log.commit(decode, telemetry, positionOf(1), outputs());
      expect(behind()).toEqual({ behind: 2, behindMs: 9000 });
      await log.commit(decode, telemetry, positionOf(2), outputs());
      expect(behind()).toEqual({ behind: 1, behindMs: 4000 });
      await log.stop();
      log = await logs.open(dir, { groups: { telemetry: [decode], readings: [store] } });
      expect(behind()).toEqual({ behind: 1, behindMs: 4000 });
      await log.commit(decode, telemetry, next, outputs());
      expect(behind()).toEqual({ behind: 0, behindMs: 0 });
      expect(log.status().streams.readings?.groups).toEqual({ [store]: { behind: 0, behindMs: 0 } });
    });

    it('knows the newest arrival, also after a restart and when time went back', async () => {
      const dir = logs.folder();
      let log = await logs.open(dir);
      expect(log.status().lastReceived).toBe(0);
      await log.append(telemetry, [packet(50), packet(7)]);
      const newest = clock.at + 50;
      clock.at -= 3_600_000;
      await log.append(telemetry, [packet(0)]);
      expect(log.status().lastReceived).toBe(newest);
      await log.stop();
      log = await logs.open(dir);
      expect(log.status()).toMatchObject({ writable: true, lastReceived: newest });
    });
  });

  describe('start and stop', () => {
    it('refuses a folder that is in use, and the refused log can be stopped', async () => {
      const dir = logs.folder();
      const log = await logs.open(dir);
      const second = engine.open(dir, {});
      await expect(second.start()).rejects.toThrow(DataDirInUseError);
      await second.stop();
      await log.append(telemetry, [packet(0)]);
      await log.stop();
      expect(scanned(await logs.open(dir))).toEqual([0]);
    });

    it('ends what waits, and may be called again', async () => {
      const log = await logs.open();
      const left = log.read(decode, telemetry, 10, new AbortController().signal);
      await log.stop();
      await log.stop();
      expect(await left).toBeUndefined();
      expect(log.status().writable).toBe(false);
    });
  });
});
