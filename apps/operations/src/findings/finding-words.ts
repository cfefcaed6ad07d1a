import type { Reason, SaidReason } from '#hub/contracts';
import { z } from 'zod';

const wordsSchema = z.union([
  z.string(),
  z.object({
    earned: z.string(),
    /** It was looked at, and gives no points. */
    none: z.string(),
    /** Nothing was measured. */
    missing: z.string().optional(),
  }),
]);
export const findingTextsSchema = z.object({
  reasons: z.record(z.string(), wordsSchema),
  /** How an area was found, or why there is none. */
  where: z.record(z.string(), z.string()),
  other: z.string(),
});
export type FindingTexts = z.infer<typeof findingTextsSchema>;

/** Sentences of reasons in both languages, out of `reference/finding-texts.*.json`. */
export class FindingWords {
  constructor(private readonly texts: { vi: FindingTexts; en: FindingTexts }) {}

  readonly reason = (reason: Reason): SaidReason => ({
    ...reason,
    vi: sentence(this.texts.vi, reason, ','),
    en: sentence(this.texts.en, reason, '.'),
  });

  /** Undefined: it is about something else. */
  where(key: string): { key: string; vi: string; en: string } | undefined {
    const [vi, en] = [this.texts.vi.where[key], this.texts.en.where[key]];
    return vi === undefined || en === undefined ? undefined : { key, vi, en };
  }
}

function sentence(texts: FindingTexts, { key, points, figures = {} }: Reason, comma: string): string {
  const words = texts.reasons[key];
  if (words === undefined) return texts.other.replace('{key}', key);
  const earns = points === undefined || points > 0;
  const isMeasured = Object.keys(figures).length > 0;
  const pattern =
    typeof words === 'string' ? words : earns ? words.earned : ((isMeasured ? undefined : words.missing) ?? words.none);
  return filled(pattern, figures, comma);
}

/** `{name:1}`: with one decimal; `{name:%}`: as a share. What stands in brackets goes where a figure of it is not known. */
function filled(pattern: string, figures: NonNullable<Reason['figures']>, comma: string): string {
  const fill = (text: string): string | undefined => {
    let isWhole = true;
    const done = text.replace(/\{(\w+):([%\d])\}/g, (_, name: string, format: string) => {
      const value = figures[name];
      if (value === undefined) isWhole = false;
      if (typeof value !== 'number') return value ?? '';
      const shown = format === '%' ? `${Math.round(value * 100)} %` : value.toFixed(Number(format));
      return shown.replace('.', comma);
    });
    return isWhole ? done : undefined;
  };
  return pattern.replace(/\[([^\]]*)\]/g, (_, part: string) => fill(part) ?? '').replace(/ {2,}/g, ' ');
}
