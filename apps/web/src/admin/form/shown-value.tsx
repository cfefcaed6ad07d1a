import type { ReactNode } from 'react';
import { toInput } from './draft.js';
import type { FieldSpec } from './spec.js';

/** A value of a record in words, as it stands in comparisons and histories. */
export function shownValue(spec: FieldSpec, value: unknown, t: { none: string; yes: string; no: string }): ReactNode {
  if (spec.kind === 'check') return value ? t.yes : t.no;
  if (value === undefined || value === null || value === '') return t.none;
  if (spec.show) return spec.show(value);
  if (spec.kind === 'choice') return spec.options?.find((option) => option.value === value)?.words ?? String(value);
  if (spec.kind === 'other') return JSON.stringify(value);
  return String(toInput(spec, value));
}
