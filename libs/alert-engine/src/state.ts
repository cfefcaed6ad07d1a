import type { Rule } from '#hub/contracts';
import type { Incident } from './incident.js';
import type { Changed, Plan, Watch } from './plan.js';
import type { ValueWatch } from './value-watch.js';

/** Ticks as last seen. Silence before `silenceFrom` is not counted. Milliseconds. */
export interface TickState {
  last: number;
  /** The latest there was since the clock was last set back and believed. */
  newest: number;
  silenceFrom: number;
}

export interface Orphan {
  key: string;
  rule: string;
  target: string;
  incidents: Incident[];
}

/**
 * Rules and what they have seen, per target. Plain data that `evaluate` changes in place; `changed` names what must be
 * kept again (see `keep.ts`). The same items in the same order give the same outcomes, in every run.
 */
export interface Engine {
  rules: readonly Rule[];
  plans: Map<string, Plan>;
  watches: Map<string, Watch>;
  ticks: TickState;
  /** Watches with an open incident that only late readings tell of. */
  waiting: Set<ValueWatch>;
  /** What was watched and is no more: the device or the rule is gone. */
  orphans: Orphan[];
  changed: Changed;
}
