import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { HOUR_MS } from './calendar.js';
import {
  advise,
  borrow,
  type Forecast,
  type IrrigationTable,
  type Measurement,
  outlookOf,
  type PlotEvent,
  type PlotState,
  season,
  type SeasonPlot,
  stateOf,
  type Supply,
} from './index.js';
import { aPlot, someDays } from './spec-kit.js';

/**
 * Timelines of advice: `input.json` tells a plot, its weather and what happened, `expected.json` what is advised at each moment that is
 * asked for. Times are written by Vietnam's clock. What is told of after a moment is not known then.
 */
interface Input {
  about: string;
  /** null: nobody said. */
  plot?: Partial<SeasonPlot>;
  /** ET0 of every day, and rain by day; `unknown`: days of which nothing is known. */
  weather: { from: string; days: number; et0: number; rain?: Record<string, number>; unknown?: string[] };
  events?: PlotEvent[];
  measurements?: Measurement[];
  /** Plots that are measured at the moment that is asked for, cm. */
  neighbours?: { plot: Partial<SeasonPlot>; level: number }[];
  forecasts?: Forecast[];
  supply?: Supply | { from: number; supply: Supply }[];
  ask: number[];
}

const GOLDEN = join(dirname(fileURLToPath(import.meta.url)), 'golden');
const table = JSON.parse(readFileSync('reference/irrigation.json', 'utf8')) as IrrigationTable;
const cases = readdirSync(GOLDEN);

const CLOCK = /^\d{4}-\d\d-\d\d \d\d:\d\d$/;
const read = (name: string): Input =>
  JSON.parse(readFileSync(join(GOLDEN, name, 'input.json'), 'utf8'), (_, value: unknown) =>
    typeof value === 'string' && CLOCK.test(value) ? Date.parse(`${value.replace(' ', 'T')}:00+07:00`) : value,
  ) as Input;
const clock = (ms: number) => new Date(ms + 7 * HOUR_MS).toISOString().slice(0, 16).replace('T', ' ');
/** Moments as people write them, figures to the hundredth. */
const readable = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, one: unknown) => {
      if (typeof one !== 'number') return one;
      return one > 1e12 ? clock(one) : Math.round(one * 100) / 100;
    }),
  );

function adviceAt(input: Input, now: number) {
  const { from, days, et0, rain = {}, unknown = [] } = input.weather;
  const weather = someDays(from, days).map((day) =>
    unknown.includes(day.day)
      ? { ...day, method: 'unknown' as const, et0: undefined, standIn: et0, rainHours: 0 }
      : { ...day, et0, rain: rain[day.day] ?? 0 },
  );
  const stateAt = (plot: Partial<SeasonPlot>, told: { events?: PlotEvent[]; measurements?: Measurement[] }) => {
    const known = weather.filter(({ day }) => Date.parse(`${day}T00:00:00+07:00`) < now);
    const over = Object.fromEntries(Object.entries(plot).map(([key, value]) => [key, value ?? undefined]));
    const found = season(aPlot(over), known, { ...told, until: now }, table);
    return found.kind === 'none' ? found : stateOf(found, table);
  };
  const state = stateAt(input.plot ?? {}, {
    events: (input.events ?? []).filter((event) => !('at' in event) || event.at <= now),
    measurements: (input.measurements ?? []).filter(({ at }) => at <= now),
  });
  const others = (input.neighbours ?? []).map(({ plot, level }) =>
    stateAt(plot, { measurements: [{ at: now - HOUR_MS, metric: 'field_level', value: level }] }),
  );
  const measured = others.filter((other): other is PlotState => !('reason' in other));
  const forecast = input.forecasts?.filter(({ issuedAt }) => issuedAt <= now).at(-1);
  const supplies = Array.isArray(input.supply) ? input.supply : [{ from: 0, supply: input.supply ?? {} }];
  const { supply } = supplies.findLast((one) => one.from <= now)!;
  const told = 'reason' in state ? state : borrow(state, measured, table);
  return { ...advise(told, outlookOf(forecast, now, table), supply, table), at: now };
}

describe('what a farmer is told', () => {
  it.each(cases)('%s', (name) => {
    const input = read(name);
    const expected = JSON.parse(readFileSync(join(GOLDEN, name, 'expected.json'), 'utf8')) as unknown;
    expect(input.ask.map((now) => readable(adviceAt(input, now)))).toEqual(expected);
  });

  it('has a case for each verdict', () => {
    const verdicts = new Set(cases.flatMap((name) => read(name).ask.map((now) => adviceAt(read(name), now).verdict)));
    const all = ['drain', 'hold-salty', 'irrigate', 'not-needed', 'unknown', 'wait-for-rain'];
    expect([...verdicts].sort()).toEqual(all);
  });
});
