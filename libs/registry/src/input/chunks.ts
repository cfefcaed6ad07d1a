/** Rows of one statement: both engines have a limit on its parameters. */
const ROWS = 500;

export function* chunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let i = 0; i < rows.length; i += ROWS) yield rows.slice(i, i + ROWS);
}
