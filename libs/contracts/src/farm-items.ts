import type { RequestRefused } from './alerts.js';
import type { Advice, FarmDay, FarmRecord } from './farm.js';
import type { TurnPlan } from './turns.js';

/** Somebody said something of a plot, and it is kept. */
export interface FarmRecorded {
  type: 'recorded';
  record: FarmRecord;
  request: string;
  at: number;
}
/** Advice for a plot is another than before; `gone`: there is no such plot, or nothing to advise, any more. */
export interface AdviceChange {
  type: 'advice';
  plot: string;
  advice?: Advice;
  /** The last two weeks and the days to come, in order. */
  days?: FarmDay[];
  at: number;
}
/** A block's turns of a day are others than before; `request`: because somebody asked for it. */
export interface TurnsChange {
  type: 'turns';
  plan: TurnPlan;
  request?: string;
  at: number;
}
/** The time of something has come: foul water gets near a field, or is past. */
export interface FarmDue {
  type: 'due';
  at: number;
}
/** Items of the `farm` stream. */
export type FarmItem = FarmRecorded | AdviceChange | TurnsChange | FarmDue | RequestRefused;
