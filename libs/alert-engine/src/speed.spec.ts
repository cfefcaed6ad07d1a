import { describe, expect, it } from '@jest/globals';
import { createEngine, evaluate } from './engine.js';
import { MINUTE, reading, RULES, T0, TARGETS } from './spec-kit.js';

/** Processor time, which what else the machine does leaves alone. Microseconds. */
function costOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
const stations = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ ...TARGETS[0]!, device: { ...TARGETS[0]!.device, id: `d${i}` } }));

describe('what a reading costs', () => {
  it('grows no faster than the stations that are held against each other, for readings out of order', () => {
    const [rule, ...others] = RULES.filter(({ type }) => type === 'neighbours');
    expect(others).toEqual([]);
    const costFor = (count: number): number => {
      const targets = stations(count);
      const engine = createEngine([rule!], targets);
      // a network that was away is back: the newest first, and what was gathered meanwhile after
      const now = T0 + 2 * MINUTE;
      for (const { device } of targets) evaluate(engine, reading(device.id, now - 1000, 55, now));
      return costOf(() => {
        for (let i = 0; i < 300; i++)
          evaluate(engine, reading(targets[i % count]!.device.id, T0 + MINUTE + i, 50 + (i % 9), now));
      });
    };
    costFor(100);
    // ten times the stations: quadratic would be a hundred times the work
    expect(costFor(1000)).toBeLessThan(50 * costFor(100));
  });
});
