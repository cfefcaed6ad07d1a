const FIRST_MS = 2000;
/** A try is one small question; whoever stands in a field and looks at the page wants it gone. */
const LONGEST_MS = 15_000;

/** How long to wait before the hub is tried again, after so many times in vain. */
export const pauseAfter = (failures: number): number => Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 6));
