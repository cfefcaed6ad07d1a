import type { Due, JudgedValue, SourceLimit } from '#hub/contracts';
import { sideOf } from '#hub/water';
import { figure } from '../../format/figures.js';
import { dayInput } from '../../format/local-input.js';
import type { Lang } from '../../i18n/lang.js';
import type { SourceWords } from './words-vi.js';

/** Limits go from 0.005 to 10,000: four digits that count, and no zeros behind them. */
export function plainFigure(value: number, lang: Lang): string {
  const text = String(Number(value.toPrecision(4)));
  const decimals = /\.(\d+)$/.exec(text)?.[1]?.length ?? 0;
  return figure(value, decimals, lang);
}

/** "≤ 81 mg/l", "5,5 đến 9". */
export function boundsWords(
  { min, max }: Pick<SourceLimit, 'min' | 'max'>,
  unit: string,
  lang: Lang,
  t: SourceWords,
): string {
  const words = (value: number) => plainFigure(value, lang);
  const bounds =
    min !== undefined && max !== undefined
      ? t.between(words(min), words(max))
      : max !== undefined
        ? `≤ ${words(max)}`
        : `≥ ${words(min ?? 0)}`;
  // a sign alone at the end of a line says nothing
  return (unit ? `${bounds} ${unit}` : bounds).replaceAll(' ', '\u00a0');
}

/** What a value is against its limit, in words that say nothing of a law. */
export function judgedWords(judged: JudgedValue, lang: Lang, t: SourceWords): string {
  const { value, limit = {}, over, r, unjudged } = judged;
  if (unjudged) return t.unjudged[unjudged];
  if (!over) return t.within;
  const { min, max } = limit;
  if (sideOf(value, limit) === 'below') return t.below(plainFigure(min!, lang));
  if (r === undefined) return t.above(plainFigure(max!, lang));
  // three digits say enough, unless they would say that it is not over
  const short = Number(r.toPrecision(3));
  return t.over(plainFigure(short > 1 ? short : r, lang));
}

export function dueWords(what: string, { state, on, days = 0 }: Due, t: SourceWords): string | undefined {
  if (on === undefined) return undefined;
  if (state === 'overdue') return t.overdue(what, -days);
  return state === 'soon' ? t.soon(what, days) : t.until(what, dayInput(on));
}
