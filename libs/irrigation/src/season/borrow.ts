import { DAY_MS } from '../calendar.js';
import { levelOf } from '../paddy.js';
import type { IrrigationTable } from '../reference.js';
import { distanceM } from '../weather/mast.js';
import type { PlotState } from './state.js';

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
  const { plot } = own.field;
  const nearest = others
    .filter((other) => other.basis === 'measured' && other.field.plot.id !== plot.id && alike(own, other, rules))
    .map((other) => ({ other, away: awayM(own, other), far: isOf(other, plot.block) ? 0 : 1 }))
    .filter(({ away }) => away <= rules.withinM)
    .sort((a, b) => a.far - b.far || a.away - b.away || (a.other.field.plot.id < b.other.field.plot.id ? -1 : 1))[0];
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
  return apart <= rules.stageDays && wateredAlike(a, b, rules.irrigatedDays);
}

/** Of two fields of which one was filled in the last week and the other not, neither tells the other's level. */
function wateredAlike(a: PlotState, b: PlotState, days: number): boolean {
  const [one, other] = [a.irrigatedAt, b.irrigatedAt].map((at) => at ?? Number.NEGATIVE_INFINITY);
  const old = Math.min(a.at, b.at) - WEEK_MS;
  if (one! < old && other! < old) return true;
  return Math.abs(one! - other!) <= days * DAY_MS;
}
const WEEK_MS = 7 * DAY_MS;
