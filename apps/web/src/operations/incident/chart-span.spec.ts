import { describe, expect, it } from '@jest/globals';
import { hhmm } from '../../format/clock.js';
import { anAlert, NOON } from '../../testing.js';
import { seriesOf, spanOf, ticksIn } from './chart-span.js';

const HOUR = 3_600_000;

describe('the chart around an incident', () => {
  it('begins an hour before it and ends now, or half an hour after it was over', () => {
    const going = spanOf({ startedAt: NOON - HOUR }, NOON + 20_000);
    expect([hhmm(going.from), hhmm(going.to), going.every]).toEqual(['09:59', '12:01', '1m']);
    const over = spanOf({ startedAt: NOON - 30 * HOUR, endedAt: NOON - 20 * HOUR }, NOON);
    expect([over.to, over.every]).toEqual([NOON - 19.5 * HOUR, '5m']);
  });
  it('asks for a month at most, in bins that can be told apart', () => {
    const long = spanOf({ startedAt: NOON - 400 * 24 * HOUR }, NOON);
    expect((long.to - long.from) / long.everyMs).toBeLessThan(400);
  });
  it('has round times on its axis, of which there are few', () => {
    const ticks = ticksIn({ from: NOON - 130 * 60_000, to: NOON }, 6);
    expect(ticks.map(hhmm)).toEqual(['10:00', '10:30', '11:00', '11:30', '12:00']);
  });
  it('has each box and metric once, that of the lead first', () => {
    const alerts = [
      anAlert({ id: 'a', target: 'air-1' }),
      anAlert({ id: 'b', target: 'air-2' }),
      anAlert({ id: 'c', target: 'air-1', rule: 'pm25-high' }),
      anAlert({ id: 'd', target: 'camera-1', facts: { event: 'smoke' } }),
    ];
    expect(seriesOf(alerts, 'b').map(({ id }) => id)).toEqual(['b', 'a']);
  });
});
