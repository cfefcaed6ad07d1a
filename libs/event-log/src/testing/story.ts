import { expect } from '@jest/globals';
import { GROUP, STREAM } from '#hub/contracts';
import type { LmdbEventLog } from '../lmdb/lmdb-event-log.js';
import { numberOf } from './samples.js';

/**
 * Whether a log tells one story of what `worker.ts` did: packets in the order of append, none twice; readings that are
 * those of the first packets, named by their places; positions and state that agree with both. Gives the packets' numbers.
 */
export function expectOneStory(log: LmdbEventLog): number[] {
  const packets = [...log.scan(STREAM.telemetry)];
  const numbers = packets.map(({ item }) => numberOf(item as { payload: Uint8Array }));
  expect(numbers.filter((n, i) => i > 0 && n <= numbers[i - 1]!)).toEqual([]);

  const readings = [...log.scan(STREAM.readings)].map(({ item }) => item as { ts: number; device: string });
  const made = packets.slice(0, readings.length).map(({ position: { record, index } }, i) => ({
    ts: numbers[i],
    device: `${GROUP.decode}-${STREAM.telemetry}-${record}-${index}`,
  }));
  expect(readings.map(({ ts, device }) => ({ ts, device }))).toEqual(made);
  expect(new Map(log.state(GROUP.decode)).get('done') ?? 0).toBe(readings.length);
  expect(log.status().streams.telemetry!.groups[GROUP.decode]!.behind).toBe(packets.length - readings.length);

  const added = readings.length - log.status().streams.readings!.groups[GROUP.alerting]!.behind;
  const sum = readings.slice(0, added).reduce((s, { ts }) => s + ts, 0);
  expect(new Map(log.state(GROUP.alerting)).get('sum') ?? 0).toBe(sum);
  return numbers;
}

/** Promised and not there. */
export function missing(acked: readonly number[], kept: readonly number[]): number[] {
  const there = new Set(kept);
  return acked.filter((n) => !there.has(n));
}

/** Groups that `worker.ts` reads with. */
export const STORY_GROUPS = { telemetry: [GROUP.decode], readings: [GROUP.alerting] } as const;
