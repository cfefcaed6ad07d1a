/** A figure, and what it has to keep; one without a bar is told for what it is worth. */
export interface Bar {
  what: string;
  value: number;
  unit: string;
  least?: number;
  most?: number;
}
export interface Part {
  name: string;
  bars: readonly Bar[];
  /** Each miss with its seed and why. */
  misses: readonly string[];
}

export const keeps = ({ value, least = -Infinity, most = Infinity }: Bar): boolean => value >= least && value <= most;

export function printPart({ name, bars, misses }: Part): void {
  console.log(`\n${name}`);
  for (const bar of bars) {
    const wanted = bar.least !== undefined ? `≥ ${bar.least}` : bar.most !== undefined ? `≤ ${bar.most}` : '';
    const figure = `${Number(bar.value.toPrecision(3))} ${bar.unit}`.trim();
    console.log(
      `  ${bar.what.padEnd(70)} ${figure.padEnd(20)} ${wanted && `${wanted}  ${keeps(bar) ? 'ok' : 'MISSED'}`}`.trimEnd(),
    );
  }
  if (misses.length > 0) console.log(`  misses:\n${misses.map((miss) => `    ${miss}`).join('\n')}`);
}
