import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  type IrrigationTable,
  type Measurement,
  type PlotEvent,
  season,
  type Season,
  type SeasonInput,
  stateOf,
} from '../index.js';
import { aPlot, moment, someDays } from '../spec-kit.js';

const table = JSON.parse(readFileSync('reference/irrigation.json', 'utf8')) as IrrigationTable;
const stateAt = (input: SeasonInput) =>
  stateOf(season(aPlot(), someDays('2026-11-01', 20), input, table) as Season, table);
const level = (day: string, value: number, hour: number): Measurement => ({
  ...{ at: moment(day, hour), metric: 'field_level', value },
});

describe('water that people told of', () => {
  const MINUTE = 60_000;
  const NOON = moment('2026-11-20', 12);
  /** A tube at −13 cm in the morning; the pump is told to have run for an hour until noon. */
  const after = (minutes: number, readings: [number, number][]) => {
    const measurements = [
      ...[level('2026-11-20', -11.5, 9), level('2026-11-20', -12, 10), level('2026-11-20', -12.5, 10.9)],
      ...readings.map(([min, value]): Measurement => ({ at: NOON + min * MINUTE, metric: 'field_level', value })),
    ];
    const events: PlotEvent[] = [{ type: 'irrigated', at: NOON - 60 * MINUTE, m3: 600, hours: 1 }];
    return stateAt({ measurements, events, until: NOON + minutes * MINUTE });
  };

  it('is in the field before the tube shows it: for an hour what is lower says nothing', () => {
    const state = after(30, [
      [-30, -12.7],
      [20, -13],
    ]);
    expect(state.level).toBeGreaterThan(3);
    expect(state).toMatchObject({ unseen: { is: 'awaited', at: NOON } });
    // what is higher than it was told is believed at once
    expect(after(30, [[20, 9]])).toMatchObject({ level: expect.closeTo(9, 0), basis: 'measured' });
    expect(after(30, [[20, 9]]).unseen).toBeUndefined();
  });
  it('is missing where the tube did not rise an hour later; then the tube is believed', () => {
    const state = after(70, [
      [20, -13],
      [65, -13.4],
    ]);
    expect(state.level).toBeCloseTo(-13.4, 0);
    expect(state).toMatchObject({ unseen: { is: 'missing', at: NOON } });
    // nothing was heard since
    expect(after(90, []).unseen).toBeUndefined();
    // most of it came
    expect(
      after(70, [
        [20, -13],
        [65, 2],
      ]).unseen,
    ).toBeUndefined();
  });
  it('told in the evening is not missing where the tube rose at noon', () => {
    const events: PlotEvent[] = [{ type: 'irrigated', at: moment('2026-11-20', 18), m3: 600, hours: 1 }];
    const measurements = [level('2026-11-20', -13, 10), level('2026-11-20', 4, 13), level('2026-11-20', 3.8, 20.5)];
    const found = stateAt({ measurements, events, until: moment('2026-11-20', 21) });
    expect(found.unseen).toBeUndefined();
  });
  it('that is too little to be seen, or long past, is not asked for', () => {
    const tiny: PlotEvent[] = [{ type: 'irrigated', at: moment('2026-11-20', 11), m3: 60, hours: 1 }];
    const full: PlotEvent[] = [{ type: 'irrigated', at: moment('2026-11-18', 11), m3: 600, hours: 1 }];
    const measurements = [level('2026-11-18', -8, 10), level('2026-11-20', -13, 10), level('2026-11-20', -13.2, 14)];
    for (const events of [tiny, full])
      expect(stateAt({ measurements, events, until: moment('2026-11-20', 15) }).unseen).toBeUndefined();
  });
});
