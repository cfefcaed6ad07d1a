import type { IrrigationTable } from '../reference.js';
import { afterLoss, paddyLoss, waterOf } from '../paddy.js';
import { easyShare, uplandDay } from '../upland.js';
import type { Field } from './field.js';

/** Part of a day, or all of it: mm of its ET0, rain and inflow, and how long it is, in days. */
export interface Part {
  et0: number;
  rain: number;
  irrigation: number;
  days: number;
}
/** Where the water of a part of a day went, mm, and what is stored at its end. */
export interface Flow {
  stored: number;
  used: number;
  percolated: number;
  spilled: number;
  intercepted: number;
  /** What it would have lost, had it all it could lose. */
  potential: number;
}

export type Step = (stored: number, kc: number, part: Part) => Flow;

export const stepOf = (field: Field, table: IrrigationTable): Step =>
  field.kind === 'paddy' ? paddyStep(field, table) : uplandStep(field);

/** A paddy: what comes stands on it up to the bund, what goes is used and seeps. */
function paddyStep({ soil, bundCm }: Field, { paddy }: IrrigationTable): Step {
  const reach = {
    fullTo: waterOf(paddy.lossFullToCm, soil.drainable),
    noneAt: waterOf(paddy.lossNoneAtCm, soil.drainable),
  };
  const bund = 10 * bundCm;
  return (stored, kc, { et0, rain, irrigation, days }) => {
    const seeping = soil.percolation * days;
    const potential = paddyLoss(et0, kc, { percolation: seeping });
    const before = stored + rain + irrigation;
    const left = afterLoss(before, potential, reach);
    const spilled = Math.max(0, left - bund);
    const used = potential > 0 ? ((before - left) * kc * et0) / potential : 0;
    return { stored: left - spilled, used, percolated: before - left - used, spilled, intercepted: 0, potential };
  };
}

/** An upland field, by FAO-56 eq. 85; what is stored is what is missing, with its sign turned. */
function uplandStep({ total, depletion }: Field): Step {
  return (stored, kc, { et0, rain, irrigation, days }) => {
    const easy = easyOf(total, depletion, days > 0 ? (kc * et0) / days : 0);
    const day = uplandDay(-stored, { total, easy, kc }, { et0, rain, irrigation });
    const kept = day.used + day.drained - stored - day.depleted - irrigation;
    return {
      stored: -day.depleted,
      used: day.used,
      percolated: day.drained,
      spilled: 0,
      intercepted: rain - kept,
      potential: kc * et0,
    };
  };
}

/** RAW: of what the roots can hold, what is easily taken on a day that thirsts for so many mm. */
export const easyOf = (total: number, depletion: number, cropWater: number): number =>
  total * easyShare(depletion, cropWater);
