import type { ColumnOptions } from 'typeorm';

/**
 * Column kinds that mean the same on SQLite and PostgreSQL. Times are bigint milliseconds; PostgreSQL's driver gives
 * bigint as text, hence the transformer. Documents are JSON in text columns.
 */
const toNumber = (value: unknown) => (value === null || value === undefined ? null : Number(value));
// PostgreSQL refuses a fraction where SQLite keeps it: devices may send one with their time
const integers = {
  to: (value: unknown) => (typeof value === 'number' ? Math.round(value) : (value ?? null)),
  from: toNumber,
};
const documents = {
  to: (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value)),
  from: (value: unknown) => (typeof value === 'string' ? (JSON.parse(value) as unknown) : null),
};

/** Of a primary key. */
export const key = (name: string) => ({ name, type: 'text' }) as const;
export const text = (name: string, options: ColumnOptions = {}): ColumnOptions => ({ name, type: 'text', ...options });
/** Milliseconds, or any other whole number. */
export const integer = (name: string, options: ColumnOptions = {}): ColumnOptions => ({
  name,
  type: 'bigint',
  transformer: integers,
  ...options,
});
/** A whole number that is the primary key. */
export const integerKey = (name: string) => ({ name, type: 'bigint', transformer: integers }) as const;
/** Counts the changes of a row, from 1. */
export const version = () => integer('version', { default: 1 });
export const degrees = (name: string): ColumnOptions => ({ name, type: 'double precision', nullable: true });
export const flag = (name: string): ColumnOptions => ({ name, type: 'boolean' });
export const document = (name: string, options: ColumnOptions = {}): ColumnOptions => ({
  name,
  type: 'text',
  transformer: documents,
  ...options,
});
