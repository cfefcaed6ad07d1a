import { plain, SMS_LENGTH } from '#hub/service-kit';

export { plain, SMS_LENGTH };

/** The first of the candidates, fullest first, that fits into one message; the last one is cut. */
export function fitted(candidates: readonly string[]): string {
  const texts = candidates.map(plain);
  return texts.find((t) => t.length <= SMS_LENGTH) ?? texts.at(-1)!.slice(0, SMS_LENGTH);
}
