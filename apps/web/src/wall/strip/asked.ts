/** A question that is asked again and again: its last good answer, and whether the newest try failed. */
export interface Asked<T> {
  answer?: T;
  /** Of the answer, on the page's own clock, milliseconds. */
  answeredAt?: number;
  failing: boolean;
}
export const NOT_ASKED: Asked<never> = { failing: false };
export const read = <T>(answer: T, at: number): Asked<T> => ({ answer, answeredAt: at, failing: false });
export const failed = <T>(before: Asked<T>): Asked<T> => ({ ...before, failing: true });

/** An answer bridges failures for this long; a day's rain that leaves the last hour out is not the day's rain. */
const BRIDGED_MS = 15 * 60_000;

/** Nothing can be said from history: it never answered, or too long ago. */
export const isUnread = ({ answeredAt, failing }: Asked<unknown>, at: number): boolean =>
  failing && (answeredAt === undefined || at - answeredAt > BRIDGED_MS);
