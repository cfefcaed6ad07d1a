import { readCoordinate } from '#hub/contracts';
import { dateInput, dayInput, readDateInput, readDayInput } from '../../format/local-input.js';
import { type FigureWords, figureProblem, readFigure } from '../data/read-figure.js';
import type { Fields, FieldSpec } from './spec.js';

/** What stands in a form's field for a value of the hub. */
export function toInput({ kind, factor = 1 }: FieldSpec, value: unknown): unknown {
  if (kind === 'other') return value;
  if (kind === 'check') return Boolean(value);
  if (value === undefined || value === null) return '';
  if (kind === 'lines') return (value as readonly string[]).join('\n');
  if (kind === 'date') return dateInput(value as number);
  if (kind === 'day') return dayInput(value as string);
  // Number(…toPrecision) leaves the dust of binary factors away
  return kind === 'figure' || kind === 'degrees'
    ? String(Number(((value as number) / factor).toPrecision(12))).replace('.', ',')
    : String(value);
}

/** The hub's value for what stands in a field: undefined for nothing, NaN for what is no number or no date. */
export function fromInput({ kind, factor = 1 }: FieldSpec, input: unknown): unknown {
  if (kind === 'other' || kind === 'check') return input;
  const text = String(input).trim();
  if (text === '') return undefined;
  if (kind === 'lines')
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  if (kind === 'date') return readDateInput(text) ?? Number.NaN;
  if (kind === 'day') return readDayInput(text) ?? Number.NaN;
  if (kind === 'degrees') return readCoordinate(text) ?? Number.NaN;
  if (kind !== 'figure') return text;
  const figure = readFigure(text);
  return figure === undefined ? Number.NaN : Number((figure * factor).toPrecision(12));
}

export const inputsOf = (specs: readonly FieldSpec[], record: Fields): Record<string, unknown> =>
  Object.fromEntries(specs.map((spec) => [spec.name, toInput(spec, record[spec.name])]));

/** The values of a form that are not as they were; null for what was emptied. */
export function patchOf(specs: readonly FieldSpec[], before: Fields, inputs: Fields): Record<string, unknown> {
  const first = inputsOf(specs, before);
  return Object.fromEntries(
    specs
      .filter(({ name }) => !same(first[name], inputs[name]))
      .map((spec) => [spec.name, fromInput(spec, inputs[spec.name]) ?? null]),
  );
}

/** The values of a form for something new; what is empty is left out. */
export const newOf = (specs: readonly FieldSpec[], inputs: Fields): Record<string, unknown> =>
  Object.fromEntries(
    specs.flatMap((spec) => {
      const value = fromInput(spec, inputs[spec.name]);
      return value === undefined ? [] : [[spec.name, value]];
    }),
  );

export const same = (a: unknown, b: unknown): boolean =>
  a === b || ((a ?? null) === null && (b ?? null) === null) || JSON.stringify(a) === JSON.stringify(b);

export interface Problems extends FigureWords {
  missing: string;
  noDate: string;
  noDay: string;
}

/** What is wrong with single fields, before the hub is asked. */
export function problemsIn(specs: readonly FieldSpec[], inputs: Fields, words: Problems): Record<string, string> {
  const found: Record<string, string> = {};
  for (const spec of specs) {
    const value = fromInput(spec, inputs[spec.name]);
    if (value === undefined && !spec.optional && spec.kind !== 'check') found[spec.name] = words.missing;
    else if (Number.isNaN(value)) found[spec.name] = unreadable(spec, String(inputs[spec.name]), words);
  }
  return found;
}

function unreadable({ kind }: FieldSpec, text: string, words: Problems): string {
  if (kind === 'date') return words.noDate;
  if (kind === 'day') return words.noDay;
  return figureProblem(text, words) ?? words.noNumber;
}
