import { DAY_MS, dayOf, startOfDay } from '../calendar.js';
import { levelOf, paddyLoss } from '../paddy.js';
import type { IrrigationTable, Reason } from '../reference.js';
import { type Field, type StageAt, stageAt } from './field.js';
import { saltSince } from './happened.js';
import type { Basis, Measurement, Reading } from './plot.js';
import { type Inflow, lastInflow } from './inflow.js';
import type { Season } from './season.js';
import { easyOf } from './step.js';

/** A plot at a moment: all that advice needs of it. */
export interface PlotState {
  at: number;
  field: Field;
  stage: StageAt;
  /** mm; and as people see it: cm against the surface, or what is missing to field capacity and what of it is easily taken. */
  stored: number;
  level?: number;
  depleted?: number;
  easy?: number;
  /** mm/day that it is expected to lose: with the ET0 of the last days. */
  loss: number;
  basis: Basis;
  /** What was measured last, here or where the state is borrowed from. */
  measured?: Measurement;
  borrowed?: { from: string; distanceM: number };
  /** What was heard of its probe in the last days, in order. */
  readings: readonly Reading[];
  /** When water was let in, in order. */
  irrigated: readonly number[];
  /** What people told of the last inflow, while its probe does not show it. */
  unseen?: Inflow;
  /** Nothing was measured, and nobody told of water let in, since the season began. */
  untold: boolean;
  /** It begins with what was assumed, and of most days since then no weather is known. */
  guessed: boolean;
  /** Since when salt water is in it. */
  saltAt?: number;
  /** First moment of the next days of fertiliser. */
  fertiliser: readonly string[];
  notes: readonly Reason[];
}

/** A season's state at the end of one of its days; without a day, at its end. */
export function stateOf(season: Season, table: IrrigationTable, index = season.days.length - 1): PlotState {
  const { field, happened } = season;
  const day = season.days[index]!;
  const at = Math.min(season.until, startOfDay(season.first + index) + DAY_MS);
  // the end of a day is the beginning of the next one
  const stage = stageAt(field, dayOf(at));
  const last = index === season.days.length - 1 ? season.measured : undefined;
  const irrigated = happened.pours.flatMap(({ from }) => (from <= at ? [from] : []));
  const since = at - table.borrow.goOnDays * DAY_MS;
  const readings = season.heard.filter((one) => one.at > since && one.at <= at);
  const unseen = last && lastInflow(happened, readings, { at, most: bundOf(field) }, table);
  const salt = saltSince(happened, at, table.salinity.flushMm);
  return {
    ...{ at, field, stage, stored: day.stored, basis: day.basis },
    notes: [...season.notes, ...weatherNotes(season, index, table), ...(day.notes ?? [])],
    ...seen(field, day.stored, stage.kc, recentEt0(season, index, table)),
    ...(last && { measured: last }),
    untold: !season.measured && irrigated.length === 0,
    guessed: !season.measured && isGuessed(season, index),
    ...{ readings, irrigated },
    ...(unseen && { unseen }),
    ...(salt !== undefined && { saltAt: salt }),
    fertiliser: happened.fertiliser,
  };
}

/** mm that can stand on it. */
const bundOf = ({ kind, bundCm }: Field): number => (kind === 'paddy' ? 10 * bundCm : 0);

/** Days before any weather is known, and those for which others stand, are more than the others. */
function isGuessed({ field, first, days }: Season, index: number): boolean {
  const late = Number.isFinite(field.sown) ? Math.max(0, first - field.sown) : 0;
  const unknown = days.slice(0, index + 1).filter(({ et0From }) => et0From === 'mean-of-known').length;
  return 2 * (late + unknown) > late + index + 1;
}

/** Mean ET0 of the last whole days, mm/day. */
function recentEt0(
  { days, first, until }: Season,
  index: number,
  { weather }: Pick<IrrigationTable, 'weather'>,
): number {
  let [sum, count] = [0, 0];
  for (let i = index; i >= 0 && count < weather.knownDays; i--) {
    const day = days[i]!;
    const passed = Math.min(1, (until - startOfDay(first + i)) / DAY_MS);
    if (passed < 1 && i > 0) continue;
    sum += day.et0 / passed;
    count++;
  }
  return sum / count;
}

/** Whether the ET0 of the last days was known; today's is not before it is over. */
function weatherNotes(
  { days, first, until }: Season,
  index: number,
  { weather }: Pick<IrrigationTable, 'weather'>,
): Reason[] {
  const over = until >= startOfDay(first + index) + DAY_MS;
  const end = over ? index + 1 : index;
  const recent = days.slice(Math.max(0, end - weather.knownDays), end);
  const count = (from: string) => recent.filter(({ et0From }) => et0From === from).length;
  const [unknown, guessed] = [count('mean-of-known'), count('hargreaves')];
  return [
    ...(unknown > 0 ? [{ key: 'weather-unknown', figures: { days: unknown } }] : []),
    ...(guessed > 0 ? [{ key: 'weather-estimated', figures: { days: guessed } }] : []),
  ];
}

/** What is stored, as people see it, and what will be lost. */
export function seen(
  field: Field,
  stored: number,
  kc: number,
  et0: number,
): Pick<PlotState, 'level' | 'depleted' | 'easy' | 'loss'> {
  if (field.kind === 'paddy')
    return { level: levelOf(stored, field.soil.drainable), loss: paddyLoss(et0, kc, field.soil) };
  return { depleted: -stored || 0, easy: easyOf(field.total, field.depletion, kc * et0), loss: kc * et0 };
}
