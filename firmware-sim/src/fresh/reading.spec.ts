import { describe, expect, it } from '@jest/globals';
import { type Metric, METRICS } from '#hub/contracts';
import { World } from '../world/world.js';
import { released } from './model.js';
import { readingOf } from './reading.js';

const world = new World(1, Date.parse('2026-06-02T10:00:00+07:00'));
const since = world.ms - 300_000;
const profiles = released().map(({ id, metrics }) => ({ id, metrics }));

describe('a fresh box', () => {
  it.each(profiles)('measures all that its profile $id says, within its range', ({ id, metrics }) => {
    const values = readingOf(world, { profile: id, metrics: Object.keys(metrics) as Metric[] }, since);
    const wrong = (Object.keys(metrics) as Metric[]).filter((metric) => {
      const [min, max] = metrics[metric]?.range ?? METRICS[metric].range;
      return !(values[metric]! >= min && values[metric]! <= max);
    });
    expect(wrong).toEqual([]);
  });
  it('of a model that nobody knows anything of is a box like any other', () => {
    expect(Object.keys(readingOf(world, { profile: 'toaster', metrics: [] }, since))).toContain('temperature');
    expect(Object.keys(readingOf(world, { profile: 'toaster', metrics: ['ph'] }, since))).toEqual(['ph', 'rssi']);
  });
});
