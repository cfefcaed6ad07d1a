import { dayNumber, HOUR_MS, startOfDay } from '../calendar.js';
import { waterOf } from '../paddy.js';
import type { IrrigationTable, StageWater } from '../reference.js';
import type { PlotState } from '../season/state.js';
import type { Floor } from './look-ahead.js';

/** A floor, why it is one, and to what the field is filled when it is met; mm. */
export interface Wanted extends Floor {
  key: 'level' | 'soil' | 'next-stage' | 'fertiliser-day' | 'flush-salt' | 'none';
  target: number;
  /** As it is shown, cm; or the day of fertiliser. */
  figures: Readonly<Record<string, number | string>>;
}

const NOTHING: Wanted = {
  ...{ key: 'none', from: 0, target: Number.NEGATIVE_INFINITY, figures: {} },
  ...{ least: Number.NEGATIVE_INFINITY, wait: Number.NEGATIVE_INFINITY },
};

/** What a field should hold from now on, until the stage after this one. */
export function floorsOf(state: PlotState, table: IrrigationTable): readonly Wanted[] {
  const { field, stage } = state;
  if (field.kind === 'upland') {
    const easy = state.easy!;
    const wait = -easy - table.advice.waitBelowShare * field.total;
    return [{ key: 'soil', from: 0, least: -easy, wait, target: 0, figures: { easy } }];
  }
  const paddy = (water: StageWater | undefined, from: number, key: 'level' | 'next-stage') =>
    paddyFloor(water, field.soil.drainable, table, { from, key });
  const floors = [paddy(stage.water, 0, 'level')];
  const { next } = stage;
  if (next) floors.push(paddy(next.water, hoursTo(state, next.at), 'next-stage'));
  return withFertiliser(state, floors, table);
}

const hoursTo = ({ at }: PlotState, moment: number): number => Math.max(0, (moment - at) / HOUR_MS);

function paddyFloor(
  water: StageWater | undefined,
  drainable: number,
  { advice }: Pick<IrrigationTable, 'advice'>,
  { from, key }: Pick<Wanted, 'from'> & { key: 'level' | 'next-stage' },
): Wanted {
  const mm = (cm: number) => waterOf(cm, drainable);
  switch (water?.mode) {
    case 'flood':
      return {
        ...{ key, from, least: mm(water.minCm), target: mm(water.maxCm) },
        ...{
          wait: mm(water.minCm - advice.waitBelowCm.flood),
          figures: { threshold: water.minCm, target: water.maxCm },
        },
      };
    case 'awd': {
      const { refillAtCm, refillToCm } = water;
      return {
        ...{ key, from, least: mm(refillAtCm), target: mm(refillToCm) },
        ...{ wait: mm(refillAtCm - advice.waitBelowCm.awd), figures: { threshold: refillAtCm, target: refillToCm } },
      };
    }
    default:
      return { ...NOTHING, from };
  }
}

/** On the morning of a day of fertiliser water is to stand on the field; it does not wait for rain. */
function withFertiliser(state: PlotState, floors: readonly Wanted[], table: IrrigationTable): readonly Wanted[] {
  const { fertiliserCm } = table.rice;
  const { fertiliserHour, fertiliserToleranceCm } = table.advice;
  const { drainable } = state.field.soil;
  const spread = state.fertiliser
    .map((day) => ({ day, at: startOfDay(dayNumber(day)) + fertiliserHour * HOUR_MS }))
    .find(({ at }) => at > state.at);
  if (!spread) return floors;
  const from = hoursTo(state, spread.at);
  const before = floors.findLast((floor) => floor.from <= from)!;
  if (before.key === 'none') return floors;
  const least = Math.max(before.least, waterOf(fertiliserCm - fertiliserToleranceCm, drainable));
  const target = Math.max(before.target, waterOf(fertiliserCm, drainable));
  const figures = { day: spread.day, threshold: fertiliserCm - fertiliserToleranceCm, target: fertiliserCm };
  const after = floors.filter((floor) => floor.from > from);
  return [
    ...floors.filter((floor) => floor.from <= from),
    { key: 'fertiliser-day', from, least, wait: least, target, figures },
    // the day after, what was before holds again
    ...(after.length > 0 && after[0]!.from <= from + 24 ? [] : [{ ...before, from: from + 24 }]),
    ...after,
  ];
}
