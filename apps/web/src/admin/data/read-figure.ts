import { bothWays, readNumber } from '#hub/contracts';

/** A number as people type it; undefined where it is none, or might be two. */
export function readFigure(text: string): number | undefined {
  const read = readNumber(text);
  return read === 'ambiguous' ? undefined : read;
}

/** Words for what is no number, and for what may be one or the other. */
export interface FigureWords {
  noNumber: string;
  ambiguous(whole: string, part: string): string;
}

/** Why a text is no number, in words; undefined where it is one. */
export function figureProblem(text: string, words: FigureWords): string | undefined {
  const read = readNumber(text);
  if (read === 'ambiguous') return words.ambiguous(...bothWays(text));
  return read === undefined ? words.noNumber : undefined;
}
