/** One figure of the table. `bar` is what the project promises; a figure without one is stated only. */
export interface Row {
  id: string;
  what: string;
  value: number;
  unit: string;
  bar?: { atLeast: number } | { atMost: number };
  note?: string;
}

export const meets = (row: Row): boolean =>
  row.bar === undefined || ('atLeast' in row.bar ? row.value >= row.bar.atLeast : row.value <= row.bar.atMost);
export const barText = (row: Row): string =>
  row.bar === undefined ? '' : 'atLeast' in row.bar ? `≥ ${row.bar.atLeast}` : `≤ ${row.bar.atMost}`;
