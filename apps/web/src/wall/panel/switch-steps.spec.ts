import { describe, expect, it } from '@jest/globals';
import { aggregateOf, stepsOf } from './switch-steps.js';

describe('the chart of a pump', () => {
  it('has two steps with names', () => {
    const { axis, range } = stepsOf('pump_on', 'vi')!;
    expect((axis.splits as () => number[])()).toEqual([0, 1]);
    expect((axis.values as () => string[])()).toEqual(['Tắt', 'Bật']);
    expect(range[0]).toBeLessThan(0);
    expect(aggregateOf('pump_on')).toBe('last');
  });
  it('and that of a level has figures', () => {
    expect(stepsOf('water_level', 'vi')).toBeUndefined();
    expect([aggregateOf('water_level'), aggregateOf('rain')]).toEqual(['mean', 'sum']);
  });
});
