/** Hours as somebody would say them: halves. */
export const roundedHours = (hours: number): number => Math.max(0.5, Math.round(hours * 2) / 2);

export const FEW = [1, 2, 3, 4];
const MANY = [5, 6, 8, 10, 12, 24];

/** What can be chosen with one tap: whole hours, and what was advised, each once and in order. */
export function hourChoices(advised: number | undefined, many: boolean): number[] {
  const said = advised === undefined ? undefined : roundedHours(advised);
  const fits = said !== undefined && (many ? said >= 5 : said < 5);
  return [...new Set([...(many ? MANY : FEW), ...(fits ? [said] : [])])].sort((a, b) => a - b);
}

/** Hours since a pump was switched on, as far as they can be believed. */
export const runFor = (since: number, now: number): number =>
  Math.min(48, Math.max(0.5, Math.round((now - since) / 1_800_000) / 2));
