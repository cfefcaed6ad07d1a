import { DAY_MS, dayNumber, startOfDay } from '../calendar.js';
import type { IrrigationTable, Reason, Soil, StageWater, UplandCrop } from '../reference.js';
import { totalWater } from '../upland.js';
import type { SeasonPlot } from './plot.js';
import { cropFor, type Growth, riceGrowth, stagesFor, uplandGrowth } from './growth.js';

/** A plot with everything looked up that its balance needs. */
export interface Field {
  kind: 'paddy' | 'upland';
  plot: SeasonPlot;
  soil: Soil;
  soilKey: string;
  /** Share of what is taken from the canal that reaches the field. */
  efficiency: number;
  growth: Growth;
  /** Days since 1970 of the day of sowing; -Infinity for what stands for years. */
  sown: number;
  bundCm: number;
  /** Upland: what the roots can hold, mm, and the share easily taken at 5 mm/day. */
  total: number;
  depletion: number;
  /** What was assumed. */
  notes: readonly Reason[];
}

/** Why a plot has no balance. */
export type NoField = 'area' | 'crop-unknown' | 'not-irrigated' | 'no-sowing-day';

/** What the table has for a plot; or why there is nothing to reckon. */
export function fieldOf(plot: SeasonPlot, table: IrrigationTable): Field | { reason: NoField } {
  // an outline that crosses itself may measure nothing, or less
  if (!(plot.areaM2 > 0)) return { reason: 'area' };
  if (table.notIrrigated.includes(plot.crop)) return { reason: 'not-irrigated' };
  const rice = plot.crop === 'rice';
  const crop = Object.hasOwn(table.crops, plot.crop) ? table.crops[plot.crop] : undefined;
  if (!rice && !crop) return { reason: 'crop-unknown' };
  const sown = dayNumber(plot.sown ?? '');
  if (!Number.isFinite(sown) && !crop?.perennial) return { reason: 'no-sowing-day' };

  const notes: Reason[] = [];
  const named = <T>(of: Readonly<Record<string, T>>, key: string | undefined, assumed: string, note: string) => {
    if (key !== undefined && Object.hasOwn(of, key)) return [key, of[key]!] as const;
    notes.push({ key: note, figures: { taken: assumed } });
    return [assumed, of[assumed]!] as const;
  };
  const [soilKey, soil] = named(table.soils, plot.soil, table.assumed.soil, 'soil-assumed');
  const efficiency =
    typeof plot.efficiency === 'number' && plot.efficiency > 0 && plot.efficiency <= 1
      ? plot.efficiency
      : named(table.efficiency.ways, String(plot.efficiency), table.assumed.efficiency, 'efficiency-assumed')[1].share;
  const riceStages = () => {
    const { varieties, length } = table.rice;
    const usual = varieties[plot.variety ?? ''] ?? varieties[table.assumed.variety]!;
    const fitted = stagesFor(usual.stages, dayNumber(plot.harvest ?? '') - sown, length);
    return fitted ?? named(varieties, plot.variety, table.assumed.variety, 'variety-assumed')[1].stages;
  };
  const inSeason = (of: UplandCrop): UplandCrop => {
    const days = dayNumber(plot.harvest ?? '') - sown;
    if (of.perennial || !Number.isFinite(days)) return of;
    const fits = cropFor(of, days, table.uplandLength);
    if (!fits) notes.push({ key: 'harvest-refused' });
    return fits ?? of;
  };
  const growth = crop
    ? uplandGrowth(inSeason(crop), plot.climate)
    : riceGrowth(riceStages(), table.rice.heightM, plot.climate);
  return {
    kind: rice ? 'paddy' : 'upland',
    ...{ plot, soil, soilKey, efficiency, growth },
    sown: crop?.perennial ? Number.NEGATIVE_INFINITY : sown,
    bundCm: plot.bundCm ?? table.paddy.bundCm,
    total: crop ? totalWater({ ...soil, roots: crop.roots, depletion: crop.depletion }) : 0,
    depletion: crop?.depletion ?? 0,
    notes,
  };
}

/** Where a plot is in its season at a moment; `next` is the stage after it, and when it begins. */
export interface StageAt {
  stage: string;
  kc: number;
  /** Undefined on upland, before sowing and after the harvest. */
  water?: StageWater;
  salinity?: string;
  next?: { at: number; stage: string; water?: StageWater };
}

export function stageAt(field: Field, day: number): StageAt {
  const stage = field.growth(day - field.sown);
  if (stage.ends === undefined) return stage;
  const next = field.growth(stage.ends + 1);
  const begins = startOfDay(day) + (stage.ends + 1 - (day - field.sown)) * DAY_MS;
  return { ...stage, next: { at: begins, stage: next.stage, ...(next.water && { water: next.water }) } };
}
