import { DAY_MS, startOfDay } from '../calendar.js';
import { waterOf } from '../paddy.js';
import type { IrrigationTable } from '../reference.js';
import { volumeOf } from '../units.js';
import type { PlotDay } from './plot.js';
import type { Season } from './season.js';
import { stepOf } from './step.js';

/** What a plot's season took. m³ are as taken from the canal unless a name says otherwise. */
export interface Ledger {
  plot: string;
  block?: string;
  days: number;
  /**
   * As people told; and as the corrections after the first measurement show: a field that holds more than it can got water that nobody
   * told of.
   */
  usedM3: number;
  untoldM3: number;
  /** m³ on the field. */
  rainM3: number;
  /** Times that the field was let dry and flooded again. */
  cycles: number;
  /**
   * What standing water of 3–5 cm all the time would have taken in the same weather, from what the field held at first, and what was
   * saved against it, untold water taken off. Paddies only; below nothing: more was taken. Savings are absent where nobody knows what
   * came, and of a season that has hardly begun. m³.
   */
  floodedM3?: number;
  savedM3?: number;
  savedShare?: number;
}

/** A season's water: what was used, and what was saved against a field that is always flooded. */
export function ledger({ kind, field, days, first, start, until }: Season, table: IrrigationTable): Ledger {
  const { plot, efficiency } = field;
  const sum = (of: (day: PlotDay) => number) => days.reduce((all, day) => all + of(day), 0);
  const gross = (mm: number) => volumeOf(mm, plot.areaM2) / efficiency;
  const usedM3 = sum(({ taken }) => taken);
  // that the first measurement was not as assumed is no water, but how the field began
  const assumed = sum((day) => day.assumed ?? 0);
  // noise goes up and down: only what is left of it is water
  const untoldM3 = gross(Math.max(0, assumed - sum(({ correction }) => correction)));
  const common = {
    plot: plot.id,
    ...(plot.block !== undefined && { block: plot.block }),
    ...{
      days: days.length,
      usedM3,
      untoldM3,
      rainM3: volumeOf(
        sum(({ rain }) => rain),
        plot.areaM2,
      ),
    },
  };
  if (kind === 'upland') return { ...common, cycles: 0 };
  const floodedM3 = gross(flooding({ field, days, first, start: start - assumed, until }, table));
  const counted = { ...common, cycles: cyclesOf(days, table.ledger.cycleDryCm), floodedM3 };
  if (!isKnown({ field, days, first }, table)) return counted;
  const savedM3 = floodedM3 - usedM3 - untoldM3;
  return { ...counted, savedM3, ...(floodedM3 > 0 && { savedShare: savedM3 / floodedM3 }) };
}

/**
 * Whether what is known to have come is what came, over days enough to tell anything: flooding a field costs most at the beginning. Where
 * nothing was told or measured it is not; nor where the field, by what was told and while nobody measured, stood dry for longer than
 * rice is left so: people let in water and did not say so.
 */
function isKnown(
  { field, days, first }: Pick<Season, 'field' | 'days' | 'first'>,
  { ledger: { leastDays, dryDays }, paddy: { lossFullToCm } }: IrrigationTable,
): boolean {
  if (days.length < leastDays || !days.some(({ taken, basis }) => taken > 0 || basis === 'measured')) return false;
  let dry = 0;
  for (const [i, { level, basis }] of days.entries()) {
    const draining = field.growth(first + i - field.sown).water?.mode === 'drain';
    dry = !draining && basis !== 'measured' && level! <= lossFullToCm ? dry + 1 : 0;
    if (dry > dryDays) return false;
  }
  return true;
}

/** mm that keep the field flooded in the same weather; where it is drained before the harvest, it is drained all the same. */
function flooding(
  { field, days, first, start, until }: Pick<Season, 'field' | 'days' | 'first' | 'start' | 'until'>,
  table: IrrigationTable,
): number {
  const { floodMinCm, floodMaxCm } = table.ledger;
  const { drainable } = field.soil;
  const [least, full] = [waterOf(floodMinCm, drainable), waterOf(floodMaxCm, drainable)];
  const step = stepOf(field, table);
  let [stored, given] = [start, 0];
  for (const [i, { kc, et0, rain }] of days.entries()) {
    const number = first + i;
    const draining = field.growth(number - field.sown).water?.mode === 'drain';
    const irrigation = !draining && stored < least ? full - stored : 0;
    given += irrigation;
    const length = Math.min(1, (until - startOfDay(number)) / DAY_MS);
    stored = step(stored, kc, { et0, rain, irrigation, days: length }).stored;
  }
  return given;
}

/** A cycle: from below a level to above the surface again. */
function cyclesOf(days: readonly PlotDay[], dryCm: number): number {
  let [cycles, dry] = [0, false];
  for (const { level } of days) {
    if (level! <= dryCm) dry = true;
    else if (level! >= 0 && dry) [cycles, dry] = [cycles + 1, false];
  }
  return cycles;
}

export interface BlockLedger {
  block: string;
  plots: number;
  usedM3: number;
  untoldM3: number;
  rainM3: number;
  cycles: number;
  /** Paddies of which nobody knows what they saved: they are in neither of the sums that follow. */
  unknown: number;
  floodedM3: number;
  savedM3: number;
  savedShare?: number;
}

/** Sums by block, in the order of their names; plots without a block are under "". */
export function blockLedgers(ledgers: readonly Ledger[]): readonly BlockLedger[] {
  const blocks = new Map<string, BlockLedger>();
  for (const one of ledgers) {
    const { block = '' } = one;
    const sum = blocks.get(block) ?? { block, ...NOTHING };
    sum.plots++;
    for (const key of TAKEN) sum[key] += one[key];
    if (one.savedM3 !== undefined) for (const key of SAVED) sum[key] += one[key] ?? 0;
    else if (one.floodedM3 !== undefined) sum.unknown++;
    blocks.set(block, sum);
  }
  return [...blocks.values()]
    .sort((a, b) => (a.block < b.block ? -1 : 1))
    .map((sum) => ({ ...sum, ...(sum.floodedM3 > 0 && { savedShare: sum.savedM3 / sum.floodedM3 }) }));
}

const TAKEN = ['usedM3', 'untoldM3', 'rainM3', 'cycles'] as const;
const SAVED = ['floodedM3', 'savedM3'] as const;
const NOTHING = { plots: 0, usedM3: 0, untoldM3: 0, rainM3: 0, cycles: 0, unknown: 0, floodedM3: 0, savedM3: 0 };
