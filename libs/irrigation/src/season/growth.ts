import type { RiceLength, RiceStage, StageWater, UplandCrop, UplandLength } from '../reference.js';
import { kcMid } from '../upland.js';

export interface GrowthDay {
  /** Key of the stage; `not-sown` before the first, `over` after the last. */
  stage: string;
  kc: number;
  water?: StageWater;
  salinity?: string;
  /** Last day of the stage, after sowing. */
  ends?: number;
}
/** Stage and crop coefficient, so many days after sowing. */
export type Growth = (days: number) => GrowthDay;
type Climate = { wind: number; rhMin: number } | undefined;

const NOT_SOWN: GrowthDay = { stage: 'not-sown', kc: 0 };
const OVER: GrowthDay = { stage: 'over', kc: 0 };

/** What a climate other than the table's adds in mid-season; none at its beginning, in between a part of it (FAO-56 eq. 62, 65). */
function shiftOf(climate: Climate, height: number, initial: number, mid: number): (kc: number) => number {
  if (!climate) return (kc) => kc;
  const shift = kcMid(mid, { ...climate, height }) - mid;
  const part = (kc: number) => (mid > initial ? Math.min(1, Math.max(0, (kc - initial) / (mid - initial))) : 1);
  return (kc) => kc + shift * part(kc);
}

/**
 * The stages of a variety whose season is so many days long. From panicle initiation to the harvest rice takes about as long in every
 * variety, the time before makes the difference (International Rice Research Institute, growth stages of rice); transplanting, too,
 * shortens only that. Undefined where no rice grows in that time.
 */
export function stagesFor(
  stages: readonly RiceStage[],
  days: number,
  { sameFrom, leastDays, mostDays }: RiceLength,
): readonly RiceStage[] | undefined {
  if (!(days >= leastDays && days <= mostDays)) return undefined;
  const first = stages.find(({ stage }) => stage === sameFrom)!.fromDay;
  const later = days - stages.at(-1)!.toDay;
  const moved = (day: number) => (day >= first ? day + later : Math.round((day * (first + later)) / first));
  return stages.map((one, index) => ({
    ...one,
    fromDay: moved(one.fromDay),
    toDay: index + 1 < stages.length ? moved(stages[index + 1]!.fromDay) - 1 : days,
  }));
}

export function riceGrowth(stages: readonly RiceStage[], height: number, climate: Climate): Growth {
  const mid = Math.max(...stages.flatMap(({ kc }) => kc));
  const shifted = shiftOf(climate, height, stages[0]!.kc[0], mid);
  return (days) => {
    if (days < 0) return NOT_SOWN;
    const stage = stages.find(({ toDay }) => days <= toDay);
    if (!stage) return OVER;
    const [from, to] = stage.kc;
    const part = stage.toDay > stage.fromDay ? (days - stage.fromDay) / (stage.toDay - stage.fromDay) : 0;
    const { water, salinity, toDay: ends } = stage;
    return { stage: stage.stage, kc: shifted(from + (to - from) * part), water, salinity, ends };
  };
}

/**
 * A crop whose season is so many days long from sowing to harvest: its stages are the table's in proportion (FAO-56 chapter 6 has
 * lengths of stages vary with variety and weather, and wants those of the place). Whole days that add up to the season. Undefined where the
 * crop does not take that long.
 */
export function cropFor(
  crop: UplandCrop,
  days: number,
  { leastShare, mostShare }: UplandLength,
): UplandCrop | undefined {
  const usual = crop.stageDays.reduce((sum, one) => sum + one, 0);
  const share = days / usual;
  if (!(share >= leastShare && share <= mostShare)) return undefined;
  const ends = crop.stageDays.map((_, i) =>
    Math.round(share * crop.stageDays.slice(0, i + 1).reduce((sum, one) => sum + one, 0)),
  );
  const [first, second, third, last] = ends as [number, number, number, number];
  return { ...crop, stageDays: [first, second - first, third - second, last - third] };
}

/** The curve of FAO-56 figure 34: level, rising, level, falling. */
export function uplandGrowth(crop: UplandCrop, climate: Climate): Growth {
  const [initial, mid, end] = crop.kc;
  const shifted = shiftOf(climate, crop.heightM, initial, mid);
  const { salinity } = crop;
  if (crop.perennial) return () => ({ stage: 'perennial', kc: shifted(mid), salinity });
  const [first, rising, middle, late] = crop.stageDays;
  const ends = [first, first + rising, first + rising + middle, first + rising + middle + late];
  return (days) => {
    if (days < 0) return NOT_SOWN;
    if (days < ends[0]!) return { stage: 'initial', kc: shifted(initial), salinity, ends: ends[0]! - 1 };
    if (days < ends[1]!) {
      const kc = initial + ((mid - initial) * (days - ends[0]!)) / rising;
      return { stage: 'development', kc: shifted(kc), salinity, ends: ends[1]! - 1 };
    }
    if (days < ends[2]!) return { stage: 'mid-season', kc: shifted(mid), salinity, ends: ends[2]! - 1 };
    if (days < ends[3]!) {
      const kc = mid + ((end - mid) * (days - ends[2]!)) / late;
      return { stage: 'late-season', kc: shifted(kc), salinity, ends: ends[3]! - 1 };
    }
    return OVER;
  };
}
