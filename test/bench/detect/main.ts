import { discharges } from './discharges.js';
import { fires } from './fires.js';
import { keeps, type Part, printPart } from './part.js';
import { MASTS } from './worlds.js';

/**
 * `npm run bench:detect [-- --seeds 50 --first 1 --masts 4]`: detectors against the simulator's truth; ends with 1 when a
 * bar is missed. With `--masts 1` fires are watched with the one mast of the sample commune. Seeds from 1 are for reporting; whoever tunes takes others (`--first 1001`).
 */
const option = (name: string, usual: number): number => {
  const i = process.argv.indexOf(`--${name}`);
  return i < 0 ? usual : Number(process.argv[i + 1]);
};
const [count, first, masts] = [option('seeds', 50), option('first', 1), option('masts', MASTS.length)];
const seeds = Array.from({ length: count }, (_, i) => first + i);

const started = performance.now();
const parts: Part[] = [];
const take = (part: Part) => {
  parts.push(part);
  printPart(part);
};
for (const part of fires(seeds, masts)) take(part);
for (const part of discharges(seeds)) take(part);
console.log(`\n${count} seeds from ${first}, ${((performance.now() - started) / 1000).toFixed(0)} s`);
process.exit(parts.every(({ bars }) => bars.every(keeps)) ? 0 : 1);
