import { describe, expect, it } from '@jest/globals';
import { formatWords } from './words.js';
import { ageWords, alertAge } from './age.js';
import {
  ddmmyyyy,
  hhmm,
  hhmmss,
  localHour,
  startOfDay,
  stopwatch,
  upToWord,
  upToWords,
  weekdayOf,
  whenShort,
} from './clock.js';
import { figure, withUnit } from './figures.js';

const at = (text: string) => Date.parse(`${text}+07:00`);

describe('times', () => {
  it('are told in UTC+7 wherever the browser is', () => {
    const midnight = at('2026-06-02T00:00:00');
    expect([hhmm(midnight), ddmmyyyy(midnight), weekdayOf(midnight), localHour(midnight)]).toEqual([
      '00:00',
      '02/06/2026',
      2,
      0,
    ]);
    expect(hhmmss(midnight - 1000)).toBe('23:59:59');
    expect(startOfDay(at('2026-06-02T23:59:59'))).toBe(midnight);
    expect(whenShort(at('2026-06-01T22:14:00'), midnight)).toBe('01/06 22:14');
  });
  it('of another day or year say so', () => {
    const now = at('2026-06-02T12:00:00');
    const of = (text: string) => [upToWords(at(text), now), upToWord(at(text), now)];
    expect(of('2026-06-02T09:00:00')).toEqual(['09:00', '09:00']);
    expect(of('2026-05-26T09:00:00')).toEqual(['26/05 09:00', '26/05']);
    expect(of('2018-07-26T09:00:00')).toEqual(['26/07/2018', '07/2018']);
  });
  it('count as a stopwatch', () => {
    expect([stopwatch(301_000), stopwatch(-5), stopwatch(3_661_000)]).toEqual(['05:01', '00:00', '1:01:01']);
  });
});

describe('ages', () => {
  it.each([
    [0, '1 giây'],
    [4000, '4 giây'],
    [120_000, '2 phút'],
    [25 * 60_000, '25 phút'],
    [3 * 3_600_000, '3 giờ'],
    [3 * 3_600_000 + 20 * 60_000, '3 giờ 20 phút'],
    [26 * 3_600_000, '26 giờ'],
    [50 * 3_600_000, '2 ngày'],
  ])('of %d ms are "%s"', (ms, words) => {
    expect(ageWords(ms, formatWords.vi)).toBe(words);
  });
  it('of alerts never flicker with seconds', () => {
    const t = formatWords.vi;
    expect([alertAge(5000, t), alertAge(61_000, t), alertAge(125_000, t)]).toEqual(['vừa mới', '1 phút', '2 phút']);
  });
});

describe('figures', () => {
  it('have the decimal comma, a true minus, and no minus zero', () => {
    expect([figure(1.18, 2, 'vi'), figure(1.18, 2, 'en'), figure(-3.44, 1, 'vi'), figure(-0.04, 1, 'vi')]).toEqual([
      '1,18',
      '1.18',
      '−3,4',
      '0,0',
    ]);
    expect([withUnit('salinity', 1.1, 'vi'), withUnit('ph', 7.12, 'vi')]).toEqual(['1,1 g/l', '7,1']);
  });
  it('of what is on or off are words', () => {
    const words = (value: number) => [withUnit('pump_on', value, 'vi'), withUnit('pump_on', value, 'en')];
    expect([words(0), words(1)]).toEqual([
      ['không', 'no'],
      ['có', 'yes'],
    ]);
  });
});
