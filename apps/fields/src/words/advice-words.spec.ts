import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Advice, IrrigationTable, Reason } from '#hub/irrigation';
import { readReference, ROOT, SMS_LENGTH } from '#hub/service-kit';
import { adviceWords, reasonWords } from './advice-words.js';
import { hoursWords, levelWords, spanWords, timeWords, type Voice } from './figures.js';
import { loadTemplates, TONGUES } from './templates.js';

const table = readReference('irrigation.json') as IrrigationTable;
const templates = loadTemplates();
/** 26 November 2026, 05:30 in Vietnam. */
const NOW = Date.UTC(2026, 10, 25, 22, 30);
const HOUR = 3_600_000;
const called = (name: string) => ({ vi: name, en: name });
const voice = (tongue: 'vi' | 'en'): Voice => ({ tongue, templates: templates[tongue], now: NOW });

/** Keys of reasons as they stand in the library's sources: a new one does not pass unnoticed. */
function keysInSources(dir = join(ROOT, 'libs/irrigation/src')): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return ['turns', 'forecast'].includes(entry.name) ? [] : keysInSources(path);
    if (!entry.name.endsWith('.ts') || entry.name.endsWith('.spec.ts')) return [];
    return [...readFileSync(path, 'utf8').matchAll(/\bkey: '([a-z-]+)'/g)].map(([, key]) => key!);
  });
}
/** Floors, whose names are parts of keys. */
const PARTS: readonly string[] = ['level', 'soil', 'none'];
const MADE: readonly string[] = [
  ...['level-reached', 'level-nears', 'soil-reached', 'soil-nears', 'season-over', 'not-sown', 'not-sown-yet'],
  ...['not-irrigated', 'area', 'crop-unknown', 'no-sowing-day', 'no-weather', 'forecast-none', 'forecast-old'],
  ...['soil-assumed', 'efficiency-assumed', 'variety-assumed', 'next-stage'],
];
const FIGURES: Reason['figures'] = {
  ...{
    level: -16,
    threshold: -15,
    target: 5,
    limit: 4,
    value: 3.2,
    mm: 12,
    m3: 140,
    hours: 2.5,
    days: 3,
    depleted: 40,
  },
  ...{
    easy: 38,
    distanceM: 120,
    at: NOW + 6 * HOUR,
    from: NOW + HOUR,
    to: NOW + 3 * HOUR,
    since: NOW - HOUR,
    day: '2026-11-28',
    taken: 'clay',
  },
};

describe('every reason', () => {
  const keys = [...new Set([...keysInSources().filter((key) => !PARTS.includes(key)), ...MADE])];
  it.each(keys)('%s is a sentence in both languages', (key) => {
    for (const tongue of TONGUES) {
      const words = reasonWords({ key, figures: FIGURES }, voice(tongue), table);
      expect(words).toMatch(/^\p{Lu}/u);
      expect(words).not.toMatch(/[{}]|undefined|NaN/);
    }
  });
  it('without words stops the release, and nobody is shown a key', () => {
    expect(() => reasonWords({ key: 'something-new' }, voice('vi'), table)).toThrow(/no words/);
  });
  it('leaves out what is not known', () => {
    expect(reasonWords({ key: 'enough' }, voice('vi'), table)).toBe('Còn đủ nước');
    expect(reasonWords({ key: 'salinity-stop', figures: {} }, voice('vi'), table)).toBe('Nước nguồn mặn');
  });
});

describe('figures', () => {
  it.each([
    [-16.4, 'cách mặt ruộng 16 cm', '16 cm below the surface'],
    [3.2, 'ngập 3 cm', '3 cm deep'],
    [-0.3, 'ngang mặt ruộng', 'level with the surface'],
  ])('a level of %d cm', (cm, vi, en) => {
    expect([levelWords(cm, voice('vi')), levelWords(cm, voice('en'))]).toEqual([vi, en]);
  });
  it.each([
    [0.75, '45 phút', '45 minutes'],
    [0.5, 'nửa giờ', 'half an hour'],
    [1.5, '1 giờ rưỡi', 'an hour and a half'],
    [4, '4 giờ', '4 hours'],
    [2.25, '2 giờ 15 phút', '2 hours 15 minutes'],
  ])('%d hours of a pump', (hours, vi, en) => {
    expect([hoursWords(hours, voice('vi')), hoursWords(hours, voice('en'))]).toEqual([vi, en]);
  });
  it.each([
    [11.5, '5 giờ chiều hôm nay', '5 o’clock in the afternoon today'],
    [24, '5 giờ rưỡi sáng ngày mai', 'half past 5 in the morning tomorrow'],
    [17.45, '10 giờ 57 phút tối hôm nay', '10 57 at night today'],
    [6.6, '12 giờ 6 phút trưa hôm nay', '12 06 in the afternoon today'],
  ])('a time %d hours on, read aloud', (hours, vi, en) => {
    const aloud = (tongue: 'vi' | 'en') => timeWords(NOW + hours * HOUR, { ...voice(tongue), spoken: true });
    expect([aloud('vi'), aloud('en')]).toEqual([vi, en]);
  });
  it.each([
    [20.5, 24.5, '02:00–06:00 ngày mai'],
    [17.5, 20, '23:00 hôm nay–01:30 ngày mai'],
  ])('a span from %d to %d hours on', (from, to, words) =>
    expect(spanWords({ from: NOW + from * HOUR, to: NOW + to * HOUR }, voice('vi'))).toBe(words),
  );
  it.each([
    [11.5, '17:00 hôm nay'],
    [24 + 1, '06:30 ngày mai'],
    [72, '05:30 29/11'],
    [-24, '05:30 25/11'],
  ])('a time %d hours on', (hours, words) => expect(timeWords(NOW + hours * HOUR, voice('vi'))).toBe(words));
});

describe('a text message', () => {
  const advice = (more: Partial<Advice> = {}): Advice => ({
    ...{ plot: 'p', at: NOW, verdict: 'irrigate', urgency: 'soon', hours: 4, m3: 140, doneBy: NOW + 11.5 * HOUR },
    why: [{ key: 'level-reached', figures: { level: -16, threshold: -15 } }],
    ...more,
  });
  const smsOf = (plot: string, more: Partial<Advice> = {}) =>
    adviceWords(advice(more), called(plot), { templates, table, now: NOW }).sms;

  it('says what, how long, how much, by when and why', () => {
    expect(smsOf('Ruộng Gò')).toBe(
      'Ruong Go: bom khoang 4 gio (140 m3), xong truoc 17:00 hom nay. Nuoc cach mat ruong 16 cm, da toi muc phai cho them nuoc (-15 cm).',
    );
  });
  it('fits whatever the plot is called, without diacritics', () => {
    for (const name of ['Ễ'.repeat(80), 'Ruộng '.repeat(13), 'a']) {
      const sms = smsOf(name);
      expect(sms.length).toBeLessThanOrEqual(SMS_LENGTH);
      expect(sms).toMatch(/^[\x20-\x7e]+$/);
    }
  });
  it('says the turn, and no deadline beside it', () => {
    const turn = { from: NOW + 1.25 * HOUR, to: NOW + 1.75 * HOUR };
    const words = adviceWords(
      advice({ hours: 0.75 }),
      { vi: 'Thửa 101, tờ 5', en: 'Plot 101, sheet 5' },
      {
        ...{ templates, table, now: NOW, turn },
      },
    );
    expect(words.sms).toMatch(/^Thua 101 to 5: bom khoang 45 phut \(140 m3\), luot cua minh 06:45-07:15 hom nay\. /);
    expect(words.spoken.vi).toMatch(
      /^Thửa 101, tờ 5\. Bơm hôm nay\. Bơm khoảng 45 phút, lượt của mình từ 6 giờ 45 phút sáng tới 7 giờ 15 phút sáng hôm nay\. Nước/,
    );
    expect(words.spoken.en).toMatch(
      /^Plot 101, sheet 5\. Irrigate today\. Pump for about 45 minutes, your turn is from /,
    );
  });
  it('without a pump’s figures gives the water alone', () => {
    const { hours: _, doneBy: __, ...bare } = advice();
    expect(adviceWords(bare, called('Ruộng Gò'), { templates, table, now: NOW }).sms).toMatch(
      /^Ruong Go: bom khoang 140 m3\. /,
    );
  });
  it('names a probe of salt that is not to be trusted before it names the level', () => {
    const why = [
      { key: 'level-reached', figures: { level: -16, threshold: -15 } },
      { key: 'salinity-doubted' },
      { key: 'no-capacity' },
    ];
    const words = adviceWords(advice({ why }), called('Ruộng Gò'), { templates, table, now: NOW });
    expect(words.why.vi).toMatch(/\. Đầu đo mặn ở cống đang bị nghi ngờ: đo hoặc nếm nước trước khi lấy\.$/);
    expect(words.notes.map(({ vi }) => vi)).toEqual(['Chưa biết máy bơm hay cống cho bao nhiêu nước mỗi giờ.']);
    expect(words.spoken.en).toMatch(/is doubted/);
    expect(words.sms).toBe(
      'Ruong Go: bom khoang 4 gio (140 m3), xong truoc 17:00 hom nay. Dau do man o cong dang bi nghi ngo: do hoac nem nuoc truoc khi lay.',
    );
    const silent = { key: 'salinity-silent' };
    expect(reasonWords(silent, voice('vi'), table)).toBe(
      'Đo hoặc nếm nước trước khi lấy: đầu đo mặn ở cống không có số',
    );
  });
  it('of salt says to keep the water', () => {
    const why = [{ key: 'salinity-stop', figures: { value: 3.2, limit: 2, at: NOW } }];
    expect(smsOf('Ruộng Gò', { verdict: 'hold-salty', why })).toBe(
      'Ruong Go: Giu nuoc, dang man. Nuoc nguon man 3,2 g/l (cao nhat gio qua), tu 2 g/l la khong lay.',
    );
  });
  it('of salt says that it is the most of the last hour, or when it was', () => {
    const said = (key: string, hoursAgo: number) => {
      const reason = { key, figures: { value: 1.4, limit: 1, at: NOW - hoursAgo * HOUR } };
      return TONGUES.map((tongue) => reasonWords(reason, voice(tongue), table));
    };
    expect(said('salinity-warn', 0.5)).toEqual([
      'Nước nguồn hơi mặn: 1,4 ‰ (cao nhất giờ qua)',
      'The source is a little salty: up to 1.4 ‰ in the last hour',
    ]);
    expect(said('salinity-warn', 3)[0]).toMatch(/^Nước nguồn hơi mặn: 1,4 ‰ lúc \d\d:\d\d hôm nay$/);
    expect(said('salinity-stop', 3)).toEqual([
      expect.stringMatching(/^Nước nguồn mặn 1,4 ‰ lúc \d\d:\d\d hôm nay, từ 1 ‰ là không lấy$/),
      expect.stringMatching(/^The source had 1.4 ‰ of salt at \d\d:\d\d today; from 1 ‰ none is taken$/),
    ]);
  });
});
