import { describe, expect, it } from '@jest/globals';
import type { Field } from '#hub/contracts';
import { compileField } from './compile.js';
import { pathTo, valueAt } from './path.js';
import { readField } from './read-field.js';

const field = (over: Partial<Field>): Field => ({ metric: 'ph', path: 'data.ph', scale: 1, offset: 0, ...over });
const read = (over: Partial<Field>, packet: unknown) => readField(compileField(field(over)), packet);

describe('a line of a field map', () => {
  it('takes what stands at its path into our unit', () => {
    expect(read({ scale: 0.01 }, { data: { ph: 712 } })).toBe(7.12);
    expect(read({}, { data: { ph: '7,1' } })).toBe(7.1);
    expect(read({ path: 'values.1.v' }, { values: [{ v: 1 }, { v: 6.5 }] })).toBe(6.5);
    expect(read({ path: 'PM2.5', metric: 'pm25' }, { 'PM2.5': 12 })).toBe(12);
  });

  it('tells nothing there from no number and from a broken probe', () => {
    expect(read({}, { data: {} })).toBeUndefined();
    expect(read({ scale: 2 }, { data: { ph: -999 } })).toBeNaN();
    const register = { offset: 0, type: 'int16', order: 'ABCD' } as const;
    expect(read({ register }, { data: { ph: 'FFFF' } })).toBe('fault');
    expect(read({ register, scale: 0.1 }, { data: { ph: '0119' } })).toBe(28.1);
  });

  it('finds a place again by the steps that lead to it', () => {
    const packet = { m: { 'PM2.5': [3, { v: 4 }] } };
    const path = pathTo(['m', 'PM2.5', 1, 'v']);
    expect(path).toBe('m.PM2.5.1.v');
    expect(valueAt(packet, path.split('.'))).toBe(4);
  });
});
