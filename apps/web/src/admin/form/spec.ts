import type { ReactNode } from 'react';

/** A field that draws itself. */
export interface RenderedField {
  value: unknown;
  error: string | undefined;
  onChange(value: unknown): void;
}

/** One field of a record, as it stands in a form. */
export interface FieldSpec {
  /** Its name at the hub. */
  name: string;
  label: string;
  /** `degrees`: of a latitude or longitude; `date`: a time in milliseconds; `day`: "2026-11-26". */
  kind: 'text' | 'lines' | 'figure' | 'degrees' | 'choice' | 'check' | 'date' | 'day' | 'other';
  hint?: ReactNode;
  /** It may stay empty. */
  optional?: boolean;
  /** Of a choice. */
  options?: readonly { value: string; words: string }[];
  /** It cannot be changed any more. */
  fixed?: boolean;
  /** Of a figure: what the hub keeps for one that is typed, e.g. minutes as milliseconds. */
  factor?: number;
  /** Of `other`: how it is filled in, where it has a place among the fields. */
  render?(field: RenderedField): ReactNode;
  /** As words, where its value alone says nothing to people. */
  show?(value: unknown): ReactNode;
}

/** A record as the hub has it. */
export type Fields = Readonly<Record<string, unknown>>;
