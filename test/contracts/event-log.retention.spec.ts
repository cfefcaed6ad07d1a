import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { GROUP, STREAM } from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import { ENGINES, Logs, numbers, type Options, outputs, packet, range, read, scanned } from './event-log.engines.js';

const { decode, live } = GROUP;
const { telemetry } = STREAM;

describe.each(Object.entries(ENGINES))('the event log on %s', (_, engine) => {
  const logs = new Logs(engine);
  afterEach(() => logs.close());
  afterAll(() => logs.remove());

  describe('what does not fit any more', () => {
    const size = 1000;
    const cramped: Options = {
      groups: { telemetry: [decode, live] },
      retention: { telemetry: { keepBytes: 10 * size, maxBytes: 30 * size } },
    };
    /** Appends packets and lets the other groups work, so that the log has occasion to cut. */
    const fill = async (log: EventLog, from: number, to: number) => {
      let committed: Promise<void> | undefined;
      for (const n of range(from, to)) {
        await log.append(telemetry, [packet(n, size)]);
        const { next } = await read(log, live, telemetry);
        committed = log.commit(live, telemetry, next, outputs());
      }
      await committed;
    };

    it('is lost to the group that did not come, which is told once how much', async () => {
      const dir = logs.folder();
      let log = await logs.open(dir, cramped);
      await fill(log, 0, 5);
      const { positionOf } = await read(log, decode, telemetry);
      await log.commit(decode, telemetry, positionOf(2), outputs());
      await fill(log, 5, 100);
      const kept = scanned(log);
      expect(kept[0]).toBeGreaterThan(60);
      expect(kept).toEqual(range(kept[0]!, 100));
      await log.stop();
      log = await logs.open(dir, cramped);
      const delivery = await read(log, decode, telemetry);
      expect(delivery.gap).toBe(kept[0]! - 2);
      expect(numbers(delivery.items)).toEqual(kept);
      await log.commit(decode, telemetry, delivery.positionOf(1), outputs());
      const next = await read(log, decode, telemetry);
      expect(next.gap).toBeUndefined();
      expect(numbers(next.items)).toEqual(kept.slice(1));
    });

    it('is counted as well when it went while the group was at work on it', async () => {
      const log = await logs.open(logs.folder(), cramped);
      await fill(log, 0, 5);
      const working = await read(log, decode, telemetry);
      expect(working.items).toHaveLength(5);
      await fill(log, 5, 100);
      const [first] = scanned(log);
      expect(first).toBeGreaterThan(60);
      await log.commit(decode, telemetry, working.next, outputs());
      const delivery = await read(log, decode, telemetry);
      expect(delivery.gap).toBe(first! - 5);
      expect(numbers(delivery.items)[0]).toBe(first);
    });

    it('is no loss to a group that never read', async () => {
      const log = await logs.open(logs.folder(), { ...cramped, groups: { telemetry: [live] } });
      await fill(log, 0, 100);
      const delivery = await read(log, decode, telemetry);
      expect(delivery.gap).toBeUndefined();
      expect(numbers(delivery.items)).toEqual(scanned(log));
    });

    it('stays as long as a group of the stream has not read it', async () => {
      const log = await logs.open(logs.folder(), {
        groups: { telemetry: [decode, live] },
        retention: { telemetry: { keepBytes: 10 * size } },
      });
      await fill(log, 0, 100);
      expect(scanned(log)).toEqual(range(0, 100));
      const { next } = await read(log, decode, telemetry);
      await log.commit(decode, telemetry, next, outputs());
      await fill(log, 100, 103);
      const kept = scanned(log);
      expect(kept[0]).toBeGreaterThan(70);
      expect(kept.length).toBeGreaterThanOrEqual(10);
    });
  });
});
