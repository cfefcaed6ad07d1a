import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from '../../format/clock.js';
import type { Lang } from '../../i18n/lang.js';
import { aDay, anAdvice, aPlot, MORNING, TODAY } from '../farm-testing.js';
import { byWhy } from './by-why.js';
import { keepUnits, timeOfDay, whole } from './figures.js';
import { hourChoices, runFor } from './hours.js';
import { levelPoints, linesOf } from './level-line.js';
import { isOld } from './old.js';
import { rainBars } from './rain-bars.js';
import { hoursWords, turnWords } from '../words/deed-words.js';
import { en } from '../words/en.js';
import { vi, type Words } from '../words/vi.js';
import { saltWords } from './salt.js';
import { byUrgency } from './urgency.js';

describe('plots of a farmer', () => {
  it('come by what has to be done, and behind when something was said of them', () => {
    const plots = [
      aPlot({ id: 'enough', advice: anAdvice({ verdict: 'not-needed' }) }),
      aPlot({ id: 'later', advice: anAdvice({ before: MORNING + 9 }) }),
      aPlot({ id: 'soon', advice: anAdvice({ before: MORNING + 5 }) }),
      aPlot({ id: 'salt', advice: anAdvice({ verdict: 'hold-salty', urgent: true }) }),
      aPlot({ id: 'new' }),
      aPlot({ id: 'said', advice: anAdvice({ urgent: true }) }),
    ];
    expect(byUrgency(plots, ({ id }) => id === 'said').map(({ id }) => id)).toEqual([
      ...['salt', 'soon', 'later', 'new', 'enough', 'said'],
    ]);
  });
  it('have advice that is followed for a day and not longer', () => {
    expect(isOld(anAdvice({ at: MORNING - 12 * 3_600_000 }), MORNING)).toBe(false);
    expect(isOld(anAdvice({ at: MORNING - 26 * 3_600_000 }), MORNING)).toBe(true);
  });
});

describe('hours', () => {
  it('are said in five minutes below an hour, then in quarters, and never as none', () => {
    expect([4.2, 1.5, 0.75, 0.5, 0.02].map((hours) => hoursWords(hours, vi, 'vi'))).toEqual([
      ...['4 giờ 15 phút', '1 giờ rưỡi', '45 phút', 'nửa giờ', '5 phút'],
    ]);
    expect([1.5, 0.75].map((hours) => hoursWords(hours, en, 'en'))).toEqual(['an hour and a half', '45 minutes']);
  });
  it('of a turn are said to the minute, as they stand in its beginning and end', () => {
    const said = [37, 60, 90, 371].map((minutes) => turnWords(minutes * 60_000, vi, 'vi'));
    expect(said).toEqual(['37 phút', '1 giờ', '1 giờ rưỡi', '6 giờ 11 phút']);
  });
  it('to choose from have what was advised among them, once', () => {
    expect(hourChoices(4, false)).toEqual([1, 2, 3, 4]);
    expect(hourChoices(2.5, false)).toEqual([1, 2, 2.5, 3, 4]);
    // exactly as it was advised, in the place of what is said alike
    expect(hourChoices(0.566, false)).toEqual([0.566, 1, 2, 3, 4]);
    expect(hourChoices(2.05, false)).toEqual([1, 2.05, 3, 4]);
    expect(hourChoices(7, false)).toEqual([1, 2, 3, 4]);
    expect(hourChoices(7, true)).toEqual([5, 6, 7, 8, 10, 12, 24]);
    expect(hourChoices(undefined, true)).not.toContain(1);
  });
  it('of a pump that runs are those since it was switched on', () => {
    expect(runFor(MORNING - 95 * 60_000, MORNING)).toBe(1.5);
    expect([runFor(MORNING, MORNING), runFor(0, MORNING)]).toEqual([0.5, 48]);
  });
});

describe('the line of levels', () => {
  const days = [
    aDay(-4, { level: 3, measured: true }),
    aDay(-3, { level: 1, measured: false }),
    aDay(-1, { level: -8 }),
  ];
  const plot = aPlot({ days, advice: anAdvice({ asOf: MORNING - 60_000, level: { cm: -16 } }) });
  it('ends with the newest of all', () => {
    const points = levelPoints(plot, MORNING);
    expect(points.map(({ y }) => y)).toEqual([3, 1, -8, -16]);
    expect(points.at(-1)).toEqual({ t: MORNING - 60_000, y: -16, measured: true });
  });
  it('is broken where a day is not known, and dotted where nobody measured', () => {
    const lines = linesOf(levelPoints(plot, MORNING));
    expect(lines.map(({ measured, points }) => [measured, ...points.map(({ y }) => y)])).toEqual([
      [false, 3, 1],
      [true, -8, -16],
    ]);
  });
  it('does not go on to what is borrowed, nor to an estimate that is another all at once', () => {
    const low = [aDay(-2, { level: -40 }), aDay(-1, { level: -42 })];
    const asOf = MORNING - 60_000;
    const lines = (over: Parameters<typeof anAdvice>[0], days = low) =>
      linesOf(levelPoints(aPlot({ days, advice: anAdvice({ asOf, level: { cm: -7 }, ...over }) }), MORNING));
    const split = [[-40, -42], [-7]];
    const heights = (found: ReturnType<typeof lines>) => found.map(({ points }) => points.map(({ y }) => y));
    expect(heights(lines({ basis: 'borrowed' }))).toEqual(split);
    expect(heights(lines({ basis: 'borrowed', level: { cm: -42 } }))).toEqual([[-40, -42], [-42]]);
    expect(heights(lines({ basis: 'estimated' }))).toEqual(split);
    // water tells why
    expect(heights(lines({ basis: 'estimated' }, [...low, aDay(0, { irrigated: 140 })]))).toEqual([[-40, -42, -7]]);
    // what is measured corrects the estimate
    expect(heights(lines({ basis: 'measured' }))).toEqual([
      [-40, -42],
      [-42, -7],
    ]);
  });
  it('of an upland crop is what is missing in the soil', () => {
    const maize = aPlot({ days: [aDay(-1, { depletion: 40 })], advice: anAdvice({ depletion: { mm: 44, easy: 55 } }) });
    expect(levelPoints(maize, MORNING).map(({ y }) => y)).toEqual([40, 44]);
  });
  it('leaves what is older than two weeks', () => {
    expect(levelPoints(aPlot({ days: [aDay(-20, { level: 3 })] }), MORNING)).toEqual([]);
  });
});

describe('bars of rain', () => {
  const bars = (...days: Parameters<typeof rainBars>[0]) => rainBars(days, MORNING);
  it('know what fell, what nobody knows, and what is only forecast; today has both', () => {
    const [fallen, hoped, ahead] = [aDay(-1, { rain: 14 }), aDay(0, { rain: 2, forecastRain: 30 }), aDay(1)];
    expect(bars(fallen, hoped, { ...ahead, forecastRain: 9 }).slice(-4)).toEqual([
      { day: TODAY - 2 * DAY_MS, fell: undefined },
      { day: TODAY - DAY_MS, fell: 14 },
      { day: TODAY, fell: 2, comes: 30 },
      { day: TODAY + DAY_MS, comes: 9 },
    ]);
  });
  it('do not show days to come of which nothing is forecast', () => {
    expect(bars(aDay(0, { rain: 0 }), aDay(1), aDay(2, { forecastRain: 3 })).slice(-2)).toEqual([
      { day: TODAY, fell: 0, comes: undefined },
      { day: TODAY + 2 * DAY_MS, comes: 3 },
    ]);
  });
});

describe('plots of which nothing is known', () => {
  it('stand together by what would make it known', () => {
    const one = (plot: string, why: string) => ({ plot, name: plot, why: { vi: why, en: why } });
    const tube = 'Đọc ống';
    const groups = byWhy([one('a', tube), one('b', 'Gọi hợp tác xã'), one('c', tube)]);
    expect([...groups].map(([why, plots]) => [why, ...plots.map(({ plot }) => plot)])).toEqual([
      [tube, 'a', 'c'],
      ['Gọi hợp tác xã', 'b'],
    ]);
  });
});

describe('salt of the canal', () => {
  const said = (value: number, limit: number, hours = 0, t: Words = vi, lang: Lang = 'vi') =>
    saltWords({ value, limit, ts: MORNING - hours * 3_600_000 }, MORNING, t, lang);
  it('is fresh, or borne by the field, or has reached its mark, as it is rounded', () => {
    expect(said(0.4, 2)).toBe('Nước kênh cao nhất giờ qua 0,4 ‰: ngọt.');
    expect(said(1, 2)).toBe('Nước kênh cao nhất giờ qua 1,0 ‰: thửa này lấy được.');
    for (const value of [0.96, 1, 1.04])
      expect(said(value, 1)).toBe('Nước kênh cao nhất giờ qua 1,0 ‰, tới mức lưu ý 1,0 ‰.');
    expect(said(0.94, 1)).toBe('Nước kênh cao nhất giờ qua 0,9 ‰: thửa này lấy được.');
    expect(said(1.4, 2, 1, en, 'en')).toBe('Canal up to 1.4 ‰ in the last hour: this field bears it.');
  });
  it('is not called the last hour’s once it is older', () => {
    expect(said(1.4, 1, 2)).toMatch(/cao nhất giờ qua/);
    expect(said(1.4, 1, 2.1)).toBe('Nước kênh 1,4 ‰, tới mức lưu ý 1,0 ‰.');
  });
});

describe('figures for a farmer', () => {
  it('say which day a time is of', () => {
    const at = (text: string) => timeOfDay(Date.parse(`${text}+07:00`), MORNING, 'vi');
    expect(at('2026-03-12T17:00:00')).toBe('17:00');
    expect(at('2026-03-13T09:00:00')).toBe('09:00 ngày mai');
    expect(at('2026-03-11T08:20:00')).toBe('08:20 hôm qua');
    expect(at('2026-03-16T09:00:00')).toBe('09:00 thứ Hai 16/03');
  });
  it('are whole, and round a half as the hub does in its sentence', () => {
    expect([-16.5, -16.6, 3.5, 1530].map((value) => whole(value, 'vi'))).toEqual(['16', '17', '4', '1.530']);
  });
  it('stay with their units', () => {
    expect(keepUnits('quá 2 ‰ và 15 cm, 4 ngày')).toBe('quá 2\u00a0‰ và 15\u00a0cm, 4\u00a0ngày');
  });
});
