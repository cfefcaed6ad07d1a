import { DAY_MS, HOUR_MS, startOfDay } from '../calendar.js';
import { levelOf, waterOf } from '../paddy.js';
import type { IrrigationTable, Reason } from '../reference.js';
import type { WeatherDay } from '../weather/weather-days.js';
import type { Field } from './field.js';
import { type Happened, partBetween, type Pour } from './happened.js';
import { storedBy } from './measured.js';
import type { Measurement, PlotDay, Reading, RefusedMeasurement } from './plot.js';
import { fallenBy, rainShare } from './rain.js';
import { easyOf, type Step } from './step.js';
import { judge, type Watched } from './trust.js';

/** A season while it is reckoned. */
export interface Running {
  readonly field: Field;
  readonly table: IrrigationTable;
  readonly happened: Happened;
  readonly step: Step;
  /** In order of time; `next` is the first that was not yet looked at. The same for the moments at which the field was drained. */
  readonly readings: readonly Measurement[];
  next: number;
  readonly drains: readonly number[];
  drained: number;
  readonly watched: Watched;
  readonly refused: RefusedMeasurement[];
  measured: Measurement | undefined;
  readonly heard: Reading[];
  stored: number;
  /** Since the beginning, mm: what the field could lose, and what came. */
  lost: number;
  came: number;
}

/** A day of a season, up to `end`: cut where something was measured or the field was drained. */
export function runDay(running: Running, weather: WeatherDay, number: number, end: number): PlotDay {
  const { field, happened, table } = running;
  const { stage, kc, water } = field.growth(number - field.sown);
  const known = weather.et0 ?? weather.standIn!;
  const gauge = happened.gauge.get(weather.day);
  const start = startOfDay(number);
  const day: PlotDay = {
    day: weather.day,
    stage,
    kc,
    et0: (known * (end - start)) / DAY_MS,
    et0From: weather.method === 'unknown' ? 'mean-of-known' : weather.method,
    rain: 0,
    irrigation: 0,
    taken: 0,
    used: 0,
    percolated: 0,
    spilled: 0,
    intercepted: 0,
    correction: 0,
    stored: 0,
    basis: 'estimated',
  };
  const fallen = gauge ?? fallenBy(weather, number, end);
  const notes: Reason[] = [];
  if (gauge !== undefined) notes.push({ key: 'rain-by-gauge', figures: { mm: gauge, mast: weather.rain } });
  else if (weather.rainHours === 0) notes.push({ key: 'rain-unknown' });

  let from = start;
  const runTo = (to: number) => {
    if (to <= from) return;
    // most days are not cut, and most have nothing let in: that is where the time goes
    const whole = from === start && to === end;
    let irrigation = 0;
    for (const pour of happened.pours) {
      if (pour.from >= to) break;
      const part = partBetween(pour, from, to);
      irrigation += part * pour.mm;
      day.taken += part * pour.m3;
    }
    const rain = whole ? fallen : fallen * rainShare(weather, number, { from, to, end });
    const days = (to - from) / DAY_MS;
    const flow = running.step(running.stored, kc, { et0: known * days, rain, irrigation, days });
    running.stored = flow.stored;
    running.lost += flow.potential;
    running.came += rain + irrigation;
    day.rain += rain;
    day.irrigation += irrigation;
    day.used += flow.used;
    day.percolated += flow.percolated;
    day.spilled += flow.spilled;
    day.intercepted += flow.intercepted;
    from = to;
  };
  for (;;) {
    const reading = running.readings[running.next];
    const drained = running.drains[running.drained];
    const at = Math.min(reading?.at ?? Infinity, drained ?? Infinity);
    // what is measured at the very end of all days still counts
    if (!(at < end || (at === end && reading?.at === at && end - start < DAY_MS))) break;
    runTo(at);
    if (drained === at) {
      running.drained++;
      drain(running, day);
    } else {
      running.next++;
      measure(running, day, reading!, { draining: water?.mode === 'drain', notes });
    }
  }
  runTo(end);
  day.stored = running.stored;
  if (field.kind === 'paddy') day.level = levelOf(running.stored, field.soil.drainable);
  else {
    day.depleted = -running.stored || 0;
    day.total = field.total;
    day.easy = easyOf(field.total, field.depletion, kc * known);
  }
  if (notes.length > 0) day.notes = notes;
  const { measured } = running;
  if (measured && end - measured.at <= table.measured.freshHours * HOUR_MS) day.basis = 'measured';
  return day;
}

/** What stands on a paddy runs off; later measurements may be lower than any before. */
function drain(running: Running, day: PlotDay): void {
  const gone = running.field.kind === 'paddy' ? Math.max(0, running.stored) : 0;
  running.stored -= gone;
  day.spilled += gone;
  delete running.watched.last;
  delete running.watched.anchor;
  delete running.watched.again;
}

/**
 * Water that people told of, and that the tube does not show yet: while it comes in and for a while after it, what is lower than the
 * balance says nothing of the field.
 */
function inflowBefore({ happened, watched, stored, table }: Running, at: number, said: number): Pour | undefined {
  if (!watched.last || said >= stored) return undefined;
  const settling = table.measured.settleHours * HOUR_MS;
  return happened.pours.findLast(({ from, to, mm }) => mm > 0 && from < at && at <= to + settling);
}

function measure(
  running: Running,
  day: PlotDay,
  reading: Measurement,
  { draining, notes }: { draining: boolean; notes: Reason[] },
): void {
  const { field, table, watched } = running;
  const stored = storedBy(field, reading, table);
  const low = field.kind === 'paddy' ? waterOf(table.paddy.lossFullToCm, field.soil.drainable) : -0.9 * field.total;
  const pour = typeof stored === 'number' ? inflowBefore(running, reading.at, stored) : undefined;
  const spread = reading.at + table.borrow.spreadHours * HOUR_MS;
  if (pour) {
    const still = (stored as number) <= watched.last!.stored + table.measured.again.slackMm;
    running.heard.push({ ...reading, stored: stored as number, holdsUntil: still ? pour.from : spread });
    return;
  }
  const refusal =
    typeof stored === 'string'
      ? stored
      : judge(watched, { at: reading.at, stored, lost: running.lost, came: running.came }, table.measured, {
          canEmpty: draining,
          canStand: stored <= low || (field.kind === 'upland' && stored === 0),
        });
  if (refusal === undefined) {
    const correction = running.stored - (stored as number);
    day.correction += correction;
    if (!running.measured) day.assumed = correction;
    running.stored = stored as number;
    running.measured = reading;
    running.heard.push({ ...reading, stored: stored as number, holdsUntil: spread });
    return;
  }
  running.refused.push({ ...reading, reason: refusal });
  if (notes.at(-1)?.key !== 'measurement-refused' || notes.at(-1)?.figures?.reason !== refusal)
    notes.push({ key: 'measurement-refused', figures: { at: reading.at, value: reading.value, reason: refusal } });
}
