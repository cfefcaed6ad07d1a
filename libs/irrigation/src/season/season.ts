import { DAY_MS, dayNumber, startOfDay } from '../calendar.js';
import { waterOf } from '../paddy.js';
import type { IrrigationTable, Reason } from '../reference.js';
import type { WeatherDay } from '../weather/weather-days.js';
import { type Field, fieldOf, type NoField } from './field.js';
import { type Happened, happenedOn } from './happened.js';
import type { Measurement, PlotDay, PlotEvent, Reading, RefusedMeasurement, SeasonPlot } from './plot.js';
import { type Running, runDay } from './run-day.js';
import { easyOf, stepOf } from './step.js';

/** The water of a plot, day by day. In less out less what is stored less the corrections is nothing. */
export interface Season {
  kind: 'paddy' | 'upland';
  field: Field;
  /** mm, before the first day. */
  start: number;
  days: readonly PlotDay[];
  /** Days since 1970 of the first of them; none is left out. */
  first: number;
  /** Moment up to which it is reckoned. */
  until: number;
  /** The last measurement that was believed. */
  measured?: Measurement;
  /** Those that were believed, and those that do not show yet what was let in. */
  heard: readonly Reading[];
  refused: readonly RefusedMeasurement[];
  happened: Happened;
  notes: readonly Reason[];
}
export interface NoSeason {
  kind: 'none';
  plot: SeasonPlot;
  reason: NoField | 'no-weather' | 'not-sown-yet';
}

export interface SeasonInput {
  events?: readonly PlotEvent[];
  measurements?: readonly Measurement[];
  /** Now; without it the end of the last day. Ends the last day early, nothing later counts. */
  until?: number;
}

/**
 * A plot from its sowing on. `weather` has all days between its first and last, as `weatherDays` gives them; a day of which nothing is
 * known takes the mean of the last known ones, and says so. Days before anything is known are left out, and that is said. Throws
 * RangeError where days are left out in between.
 */
export function season(
  plot: SeasonPlot,
  weather: readonly WeatherDay[],
  { events = [], measurements = [], until = Number.POSITIVE_INFINITY }: SeasonInput,
  table: IrrigationTable,
): Season | NoSeason {
  const field = fieldOf(plot, table);
  if ('reason' in field) return { kind: 'none', plot, reason: field.reason };
  const first = weather.length > 0 ? dayNumber(weather[0]!.day) : Number.NaN;
  if (weather.length > 0 && dayNumber(weather.at(-1)!.day) - first !== weather.length - 1)
    throw new RangeError('weather: days are left out');
  const known = weather.findIndex((day) => day.et0 !== undefined || day.standIn !== undefined);
  if (known < 0) return { kind: 'none', plot, reason: 'no-weather' };
  const begin = Math.max(first + known, field.sown);
  const end = Math.min(until, startOfDay(first + weather.length));
  if (startOfDay(begin) >= end)
    return { kind: 'none', plot, reason: field.sown > first + known ? 'not-sown-yet' : 'no-weather' };

  const happened = happenedOn(field, events);
  const start = startStored(field, table);
  const running: Running = {
    ...{ field, table, happened, step: stepOf(field, table), stored: start, lost: 0, came: 0 },
    ...{ watched: {}, refused: [], heard: [], measured: undefined },
    ...{ readings: inOrder(measurements, startOfDay(begin), end), next: 0 },
    drains: happened.drained.filter((at) => at >= startOfDay(begin)),
    drained: 0,
  };
  const days: PlotDay[] = [];
  for (let day = begin; startOfDay(day) < end; day++)
    days.push(runDay(running, weather[day - first]!, day, Math.min(end, startOfDay(day) + DAY_MS)));
  const late = Number.isFinite(field.sown) && begin > field.sown;
  return {
    ...{ kind: field.kind, field, start, days, first: begin, until: end, refused: running.refused, happened },
    heard: running.heard,
    ...(running.measured && { measured: running.measured }),
    notes: [
      ...field.notes,
      // once it was measured, it does not count how it began
      ...(running.measured ? [] : [{ key: 'start-assumed' }]),
      ...(late && !running.measured ? [{ key: 'weather-begins-late', figures: { days: begin - field.sown } }] : []),
      ...happened.notes,
    ],
  };
}

/** What a field is taken to hold where nobody measured: it is sown wet. */
function startStored({ kind, soil, total, depletion }: Field, { assumed }: IrrigationTable): number {
  if (kind === 'paddy') return waterOf(assumed.startLevelCm, soil.drainable);
  return -assumed.startDepletedShare * easyOf(total, depletion, 5);
}

const inOrder = (measurements: readonly Measurement[], from: number, to: number): readonly Measurement[] =>
  measurements
    .filter(({ at }) => at >= from && at <= to)
    .sort((a, b) => a.at - b.at || (a.metric < b.metric ? -1 : a.metric > b.metric ? 1 : a.value - b.value));
