const FIRST_MS = 2000;
const LONGEST_MS = 60_000;

/** How long to wait before the hub is tried again, after so many times in vain. */
export const pauseAfter = (failures: number): number => Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 6));
