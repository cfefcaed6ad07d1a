import type { Quality } from '#hub/contracts';

/**
 * How bad a value is: 0 is good, more is worse. Numbers, since stores keep and compare a great many of them; they are on
 * disks, so that a new quality comes last.
 */
export type Grade = number;
export const GOOD: Grade = 0;

// the contracts' own list would have the store's thread load all of them for five words
const NAMES: readonly (Quality | undefined)[] = [undefined, 'suspect', 'calibrating', 'fault', 'missing', 'doubted'];

export const gradeOf = (quality: Quality | undefined): Grade => NAMES.indexOf(quality);
/** Absent = good. */
export const qualityOf = (grade: Grade): Quality | undefined => NAMES[grade];
