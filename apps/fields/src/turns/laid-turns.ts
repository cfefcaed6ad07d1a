import type { PlannedTurn, TurnPlan } from '#hub/contracts';

/** Today's plans by block, and each plot's turn that is on or comes next, today or tomorrow. */
export interface Turns {
  today: ReadonlyMap<string, TurnPlan>;
  coming: ReadonlyMap<string, PlannedTurn>;
}
