import { describe, expect, it } from '@jest/globals';
import type { FarmDeed, FarmRecord } from '#hub/contracts';
import { saidOf } from './events-of.js';

const HOUR = 3_600_000;
/** 26 November 2026, 06:00 in Vietnam. */
const MORNING = Date.UTC(2026, 10, 25, 23);
const said = (key: string, at: number, deed: FarmDeed): FarmRecord => ({
  ...{ key, plot: 'p', deed, at, received: at, person: 'p-1', by: 'Bà Ễ' },
});

describe('what a farmer says', () => {
  it('of hours of pumping ends when it is said', () => {
    expect(saidOf([said('a', MORNING, { did: 'irrigated', hours: 4 })]).events).toEqual([
      { type: 'irrigated', at: MORNING - 4 * HOUR, hours: 4 },
    ]);
  });

  it('of a pump that runs is an hour, until somebody says how many it were', () => {
    const runs = said('a', MORNING, { did: 'running' });
    expect(saidOf([runs]).events).toEqual([{ type: 'irrigated', at: MORNING, hours: 1 }]);
    const done = said('b', MORNING + 5 * HOUR, { did: 'irrigated', hours: 5 });
    expect(saidOf([runs, done]).events).toEqual([{ type: 'irrigated', at: MORNING, hours: 5 }]);
    const undone = said('c', MORNING + 6 * HOUR, { did: 'taken-back', of: 'b' });
    expect(saidOf([runs, done, undone]).events).toEqual([{ type: 'irrigated', at: MORNING, hours: 1 }]);
  });

  it('of a gauge in the morning is yesterday’s rain, in the evening today’s', () => {
    const days = [MORNING, MORNING + 12 * HOUR].map(
      (at) => saidOf([said('a', at, { did: 'rain', mm: 12 })]).events[0] as { day: string },
    );
    expect(days.map(({ day }) => day)).toEqual(['2026-11-25', '2026-11-26']);
  });

  it('of the tube is a measurement, of fertiliser a day, of salt and gates what they are', () => {
    const { events, measurements } = saidOf([
      said('a', MORNING, { did: 'level', cm: -12 }),
      said('b', MORNING, { did: 'fertiliser' }),
      said('c', MORNING, { did: 'took-salt' }),
      said('d', MORNING, { did: 'shut' }),
    ]);
    expect(measurements).toEqual([{ at: MORNING, metric: 'field_level', value: -12 }]);
    expect(events).toEqual([
      { type: 'fertiliser', day: '2026-11-26' },
      { type: 'salt-water', at: MORNING },
      { type: 'gate-closed', at: MORNING },
    ]);
  });

  it('of what could not be done, and what was taken back, changes no water', () => {
    const records = [
      said('a', MORNING, { did: 'could-not', obstacle: 'no-power' }),
      said('b', MORNING, { did: 'rain', mm: 90 }),
      said('c', MORNING, { did: 'taken-back', of: 'b' }),
    ];
    expect(saidOf(records)).toEqual({ events: [], measurements: [] });
  });
});
