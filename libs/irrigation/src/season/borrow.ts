import { DAY_MS } from '../calendar.js';
import { levelOf } from '../paddy.js';
import type { IrrigationTable } from '../reference.js';
import { distanceM } from '../weather/mast.js';
import type { PlotState } from './state.js';

/** A plot that tells of another, and how far away it is, m. */
export interface Neighbour {
  other: PlotState;
  away: number;
  /** Of the same block: nothing. */
  far: 0 | 1;
}

/**
 * What a plot without a probe is taken to hold: what is measured on the nearest plot that is like it, of its block first. Alike: the
 * same crop and soil, sown within some days of each other, not farther than some metres, and let in water at about the same time. A
 * plot that is measured, or has no such neighbour, keeps its own state.
 */
export function borrow(
  own: PlotState,
  others: readonly PlotState[],
  { borrow: rules }: Pick<IrrigationTable, 'borrow'>,
): PlotState {
  if (own.basis === 'measured') return own;
  const nearest = neighbours(own, others, rules).find(
    ({ other }) => other.basis === 'measured' && wateredAlike(own, other, Math.min(own.at, other.at), rules),
  );
  if (!nearest) return own;
  const { stored, measured, field } = nearest.other;
  const shown =
    own.field.kind === 'paddy' ? { level: levelOf(stored, own.field.soil.drainable) } : { depleted: -stored || 0 };
  return {
    ...own,
    ...{ stored, basis: 'borrowed', borrowed: { from: field.plot.id, distanceM: Math.round(nearest.away) } },
    ...shown,
    notes: own.notes.filter(({ key }) => !OWN_BEGINNING.includes(key)),
    ...(measured && { measured }),
  };
}

/** How its own balance began does not count any more. */
const OWN_BEGINNING = ['start-assumed', 'weather-begins-late'];

/** Plots like it, those of its block first, the nearest first, whatever water they got. */
export function neighbours(
  own: PlotState,
  others: readonly PlotState[],
  rules: IrrigationTable['borrow'],
): readonly Neighbour[] {
  const { id, block } = own.field.plot;
  return others
    .filter((other) => other.field.plot.id !== id && alike(own, other, rules))
    .map((other): Neighbour => ({ other, away: awayM(own, other), far: isOf(other, block) ? 0 : 1 }))
    .filter(({ away }) => away <= rules.withinM)
    .sort((a, b) => a.far - b.far || a.away - b.away || (a.other.field.plot.id < b.other.field.plot.id ? -1 : 1));
}

const isOf = ({ field }: PlotState, block: string | undefined) => block !== undefined && field.plot.block === block;

function awayM(a: PlotState, b: PlotState): number {
  const [one, other] = [a.field.plot, b.field.plot].map(({ latitude, longitude }) =>
    latitude === undefined || longitude === undefined ? undefined : { latitude, longitude },
  );
  return one && other ? distanceM(one, other) : Number.POSITIVE_INFINITY;
}

function alike(a: PlotState, b: PlotState, rules: IrrigationTable['borrow']): boolean {
  if (a.field.plot.crop !== b.field.plot.crop || a.field.soilKey !== b.field.soilKey) return false;
  // trees have no day of sowing: they are alike
  const apart = a.field.sown === b.field.sown ? 0 : Math.abs(a.field.sown - b.field.sown);
  return apart <= rules.stageDays;
}

/** At a moment. Of two fields of which one was filled in the week before and the other not, neither tells the other's level. */
export function wateredAlike(a: PlotState, b: PlotState, until: number, rules: IrrigationTable['borrow']): boolean {
  const [one, other] = [a, b].map(
    ({ irrigated }) => irrigated.findLast((from) => from < until) ?? Number.NEGATIVE_INFINITY,
  );
  const old = until - WEEK_MS;
  if (one! < old && other! < old) return true;
  return Math.abs(one! - other!) <= rules.irrigatedDays * DAY_MS;
}
const WEEK_MS = 7 * DAY_MS;
