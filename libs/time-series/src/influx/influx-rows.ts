import type { Quality } from '#hub/contracts';
import { GOOD, type Grade, gradeOf } from '../points/grade.js';
import type { Cell } from './influx-client.js';

/** Rows of one answer: few enough that the event loop is not held up by their JSON. */
export const PAGE_ROWS = 5000;

/**
 * Undefined where the flag is not there: a write that is under way shows its fields one after the other, and what
 * somebody else wrote has none.
 */
export function gradeOfRow(ok: Cell | undefined, q: Cell | undefined): Grade | undefined {
  if (ok === true) return GOOD;
  return ok === false && q != null ? gradeOf(q as Quality) : undefined;
}
