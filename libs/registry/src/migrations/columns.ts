import type { TableColumnOptions } from 'typeorm';

const column =
  (type: string) =>
  (name: string, options: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
    name,
    type,
    ...options,
  });

/** Columns that mean the same on SQLite and PostgreSQL. */
export const text = column('text');
export const bigint = column('bigint');
export const double = column('double precision');
export const boolean = column('boolean');
export const integer = column('integer');
export const key = { isPrimary: true };
export const optional = { isNullable: true };
