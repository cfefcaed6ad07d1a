import type { Quality } from '#hub/contracts';
import { GOOD, type Grade, gradeOf } from '../points/grade.js';
import type { Cell } from './influx-client.js';

/** Rows of one answer: few enough that the event loop is not held up by their JSON. */
export const PAGE_ROWS = 5000;

/** Of a row's `<metric>_q`. */
export const gradeOfMark = (q: Cell | undefined): Grade => (q == null || q === 'good' ? GOOD : gradeOf(q as Quality));
