import { describe, expect, it } from '@jest/globals';
import type { ClockState, Reading } from '#hub/contracts';
import { Heartbeat, type KeptHeartbeat } from './heartbeat.js';

const T = Date.parse('2026-06-02T02:10:00+07:00');
const HOUR = 3_600_000;
const reading = (ts: number, received: number): Reading => ({
  type: 'reading',
  commune: '10807',
  device: 'air-1',
  kind: 'air',
  ts,
  received,
  late: true,
  values: { pm25: 1 },
  simulated: false,
});

/** A run of the hub: ticks each second from one time to another; gives what it kept last. */
function run(beat: Heartbeat, from: number, to: number, clock: ClockState = 'ok'): KeptHeartbeat | undefined {
  let kept: KeptHeartbeat | undefined;
  for (let ms = from; ms <= to; ms += 1000) {
    beat.take({ type: 'tick', received: ms, clock });
    kept = beat.changes() ?? kept;
  }
  return kept;
}

describe('when the hub was off', () => {
  it('is found by the first tick after a restart, with what the devices sent of that time', () => {
    const before = new Heartbeat();
    const kept = run(before, T - 60_000, T);
    const after = new Heartbeat();
    after.restore(structuredClone(kept!));
    const back = T + 3 * HOUR;
    run(after, back, back + 5000);
    for (let i = 0; i < 214; i++) after.take(reading(T + 10_000 + i * 1000, back + 6000));
    after.take(reading(back + 7000, back + 7000));
    after.take(reading(T - 9000, back + 7000));
    expect(after.outage()).toMatchObject({ to: back, backfilled: 214 });
    expect(T - after.outage()!.from).toBeLessThanOrEqual(5000);
  });

  it('survives another restart', () => {
    const beat = new Heartbeat();
    run(beat, T - 10_000, T);
    const kept = run(beat, T + HOUR, T + HOUR + 1000);
    const again = new Heartbeat();
    again.restore(structuredClone(kept!));
    run(again, T + HOUR + 4000, T + HOUR + 20_000);
    expect(again.outage()).toEqual({ from: T, to: T + HOUR, backfilled: 0 });
  });

  it('is not said of a restart, nor of a clock that fell behind', () => {
    const beat = new Heartbeat();
    run(beat, T - 10_000, T);
    run(beat, T + 12_000, T + 20_000);
    run(beat, T - 24 * HOUR, T - 24 * HOUR + 5000, 'behind');
    expect(beat.outage()).toBeUndefined();
    expect(beat.clock).toBe('behind');
  });

  it('writes the disk every few seconds and not for each tick', () => {
    const beat = new Heartbeat();
    let writes = 0;
    for (let ms = 0; ms < 100_000; ms += 1000) {
      beat.take({ type: 'tick', received: T + ms, clock: 'ok' });
      if (beat.changes()) writes++;
    }
    expect(writes).toBeLessThanOrEqual(21);
  });
});
