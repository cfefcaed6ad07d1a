import type { TurnPlan } from '#hub/contracts';
import type { Interval, PlotNeed } from '#hub/irrigation';

/** What a block's plots want, and what there is for them. */
export interface Wants {
  /** m³ to take from the canal. */
  needs: readonly Pick<PlotNeed, 'plot' | 'm3' | 'stress'>[];
  /** m³/h of plots' own pumps that give less than `capacity`. */
  pumps: Readonly<Record<string, number>>;
  capacity?: number | undefined;
  open: readonly Interval[];
  anyHour: boolean;
}

export interface DayInput {
  block: string;
  /** First moment of the day; and now. */
  day: number;
  now: number;
  wants: Wants;
  /** The plan of this day as it stood, with the keeper's order and fixed turns. */
  before?: TurnPlan | undefined;
  /** What part of its need each plot got that was in want the last time. */
  lastShares: Readonly<Record<string, number>>;
  /** When plots were pumped, as their farmers said. */
  pumped: ReadonlyMap<string, readonly Interval[]>;
  /** Lay all turns anew that have not begun, also where nobody needs more or less than before: the keeper changed something. */
  anew?: boolean;
  simulated: boolean;
}
