import type { PlannedTurn, TurnPlan } from '#hub/contracts';

/** Plans of today and tomorrow by block, and each plot's turn that is on or comes next in them. */
export interface Turns {
  today: ReadonlyMap<string, TurnPlan>;
  tomorrow: ReadonlyMap<string, TurnPlan>;
  coming: ReadonlyMap<string, PlannedTurn>;
}
