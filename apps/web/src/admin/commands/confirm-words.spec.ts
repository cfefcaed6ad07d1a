import { describe, expect, it } from '@jest/globals';
import { figure } from '../../format/figures.js';
import { confirmWords } from './confirm-words.js';
import type { CommandWords } from './words.js';

const t = {
  becomes: { above: 'lên trên' },
  confirmWords: (metric: string, becomes: string, amount: string, minutes: string) =>
    `${metric} ${becomes} ${amount} trong ${minutes} phút`,
  confirmSwitch: (metric: string, on: boolean, minutes: string) =>
    `${metric}${on ? '' : ': không'}, chậm nhất sau ${minutes} phút`,
} as CommandWords;
const wanted = { by: 0.5, withinMs: 180_000 };

describe('what a reading must show', () => {
  it('of a pump is that it runs, or not', () => {
    const say = (becomes: 'above' | 'below') => confirmWords({ ...wanted, metric: 'pump_on', becomes }, t, 'vi');
    expect(say('above')).toBe('Máy bơm chạy, chậm nhất sau 3 phút');
    expect(say('below')).toBe('Máy bơm chạy: không, chậm nhất sau 3 phút');
  });
  it('of a level is its limit', () => {
    const said = confirmWords({ ...wanted, metric: 'water_level', becomes: 'above' }, t, 'vi');
    expect(said).toBe(`Mực nước lên trên ${figure(0.5, 2, 'vi')} m trong 3 phút`);
  });
});
