import { describe, expect, it } from '@jest/globals';
import { KEPT_FIELDS } from '../commune/kept-fields.js';
import { DAY_MS, HOUR_MS } from '../physics/sun.js';
import { World } from './world.js';

const begun = (month: number) => Date.UTC(2026, month, 17, 3, 20);

/** Levels of the kept fields, hour by hour, over a season that ends at `at`. */
function seasonUntil(at: number, seed = 1) {
  const world = new World(seed, at - 45 * DAY_MS, at);
  const levels = new Map([...KEPT_FIELDS.keys()].map((id) => [id, [] as number[]]));
  let steps = 0;
  const look = () => {
    if (steps++ % 2 === 0) for (const [id, list] of levels) list.push(world.fields.get(id)!.level);
  };
  while (world.ms < at - 48 * HOUR_MS) {
    world.passSeason(at - 48 * HOUR_MS);
    look();
  }
  while (world.ms < at) {
    world.advance(Math.min(at, world.ms + HOUR_MS / 2), 1);
    look();
  }
  return { world, levels };
}

describe('the farmers of the registered paddies', () => {
  it.each([0, 3, 6, 10])('leave each in its own case when the commune begins, month %i', (month) => {
    const { world } = seasonUntil(begun(month));
    for (const [id, { begins }] of KEPT_FIELDS)
      expect([id, Math.abs(world.fields.get(id)!.level - begins) < 2.5]).toEqual([id, true]);
  });

  it('fill them as pumps do: water rises by 20 mm in an hour at most', () => {
    const { levels } = seasonUntil(begun(10));
    for (const list of levels.values())
      for (const [i, level] of list.slice(1).entries()) if (list[i]! > 0) expect(level - list[i]!).toBeLessThan(2 + 1);
  });

  it('go on with them from then on', () => {
    const { world } = seasonUntil(begun(10));
    world.advance(world.ms + 12 * DAY_MS, 1);
    for (const [id, { from }] of KEPT_FIELDS) {
      const field = world.fields.get(id)!;
      expect(field.neglected).toBe(false);
      expect(field.level).toBeGreaterThan(from - 2);
    }
  });
});
