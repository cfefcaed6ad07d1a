/** One figure of the table. `bar` is what the project promises; a figure without one is stated only. */
export interface Row {
  id: string;
  what: string;
  value: number;
  unit: string;
  bar?: { atLeast: number } | { atMost: number };
  /** How many runs it is the median of; a figure of one long run has 1. */
  runs: number;
}

export const meets = (row: Row): boolean =>
  row.bar === undefined || ('atLeast' in row.bar ? row.value >= row.bar.atLeast : row.value <= row.bar.atMost);
export const barText = (row: Row): string =>
  row.bar === undefined ? '' : 'atLeast' in row.bar ? `≥ ${row.bar.atLeast}` : `≤ ${row.bar.atMost}`;
