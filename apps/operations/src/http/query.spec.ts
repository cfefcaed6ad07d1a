import { describe, expect, it } from '@jest/globals';
import { durationSchema, timeSchema } from './query.js';

describe('times and widths in a query', () => {
  it.each([
    ['1780390800000', 1_780_390_800_000],
    ['0', 0],
    ['2026-06-02T16:00:00+07:00', 1_780_390_800_000],
    ['2026-06-02T09:00:00Z', 1_780_390_800_000],
    ['2026-06-02', Date.parse('2026-06-02')],
  ])('%s', (text, ms) => {
    expect(timeSchema.parse(text)).toBe(ms);
  });
  it.each(['yesterday', '2026-06-02T09:00:00', '2026-13-02', '-5', '1e9', ''])('not %s', (text) => {
    expect(timeSchema.safeParse(text).success).toBe(false);
  });
  it.each([
    ['15m', 900_000],
    ['1h', 3_600_000],
    ['30d', 2_592_000_000],
    ['90s', 90_000],
    ['1000', 1000],
    ['250ms', 250],
  ])('a width of %s', (text, ms) => {
    expect(durationSchema.parse(text)).toBe(ms);
  });
  it.each(['0', '0m', '-1h', '1w', 'h', '1.5h'])('no width of %s', (text) => {
    expect(durationSchema.safeParse(text).success).toBe(false);
  });
});
