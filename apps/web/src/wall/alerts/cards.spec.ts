import { describe, expect, it } from '@jest/globals';
import type { Rule } from '#hub/contracts';
import { en } from '../words/en.js';
import { vi } from '../words/vi.js';
import { anAlert, NOON } from '../../testing.js';
import { peakIsLowest } from './peak-is-lowest.js';
import { CARD_HEIGHT, cardWords, columnOf, firstAction, narrowStatus, valueWords } from './cards.js';

const COLUMN = 744;
const UNDER_BAND = 544;
const some = (n: number, accepted = 0) =>
  Array.from({ length: n }, (_, i) =>
    anAlert({
      id: `a${String(i).padStart(2, '0')}`,
      state: i < n - accepted ? 'unacknowledged' : 'acknowledged',
      startedAt: NOON - i,
    }),
  );
const sizes = (n: number, accepted = 0, room = COLUMN, band = false) => {
  const { cards, more } = columnOf(some(n, accepted), room, band);
  return { sizes: cards.map((c) => c.size), more };
};

describe('the column of alerts', () => {
  it('gives up to three alerts room to speak', () => {
    expect(sizes(0)).toEqual({ sizes: [], more: 0 });
    expect(sizes(1)).toEqual({ sizes: ['top'], more: 0 });
    expect(sizes(3, 1)).toEqual({ sizes: ['top', 'full', 'accepted'], more: 0 });
    expect(sizes(2, 2)).toEqual({ sizes: ['accepted', 'accepted'], more: 0 });
  });
  it('keeps the place and the value of the most urgent one while they fit', () => {
    expect(sizes(3)).toEqual({ sizes: ['top', 'compact', 'compact'], more: 0 });
    expect(sizes(4)).toEqual({ sizes: ['top', 'compact', 'compact', 'compact'], more: 0 });
    expect(sizes(3, 0, 560)).toEqual({ sizes: ['dense', 'compact', 'compact'], more: 0 });
  });
  it('stands dense when there are more', () => {
    expect(sizes(5)).toEqual({ sizes: ['dense', 'compact', 'compact', 'compact', 'compact'], more: 0 });
  });
  it('has a drill last, however bad it says that it is', () => {
    const drill = anAlert({ id: 'd', target: 'dien-tap-khan-cap', severity: 'emergency' });
    const { cards } = columnOf([drill, anAlert({ severity: 'watch' })], COLUMN, false);
    expect(cards.at(-1)!.alert).toBe(drill);
  });
  it('shows five and counts the others', () => {
    expect(sizes(12)).toEqual({ sizes: ['dense', 'compact', 'compact', 'compact', 'compact'], more: 7 });
    expect(sizes(40)).toMatchObject({ more: 35 });
  });
  it('has compact cards only below a band', () => {
    expect(sizes(11, 0, UNDER_BAND, true)).toEqual({ sizes: ['compact', 'compact', 'compact', 'compact'], more: 7 });
  });
  it('never overflows, whatever the size of the lettering', () => {
    for (let n = 0; n <= 40; n++)
      for (const room of [340, 440, 544, 600, 744, 900])
        for (const band of [true, false]) {
          const { cards, more } = columnOf(some(n, n % 4), room, band);
          const height = cards.reduce((sum, c) => sum + CARD_HEIGHT[c.size] + 8, -8) + (more ? 48 : 0);
          expect(height).toBeLessThanOrEqual(room);
          expect(cards.length + more).toBe(n);
        }
  });
});

describe('the worst value of an alert', () => {
  const low: Rule = {
    id: 'canal-low',
    type: 'threshold',
    severity: 'watch',
    cause: 'irrigation',
    kinds: ['canal'],
    metric: 'water_level',
    direction: 'below',
    limit: 0.5,
    clearAt: 0.6,
    holdMs: 0,
    clearMs: 0,
    source: 'thiết kế kênh',
    evidence: 'local',
    template: 'canal-low',
    enabled: true,
    demo: false,
  };
  it('of low water is the lowest, by its rule or, where that is gone, by the limit', () => {
    const alert = anAlert({ facts: { metric: 'water_level', value: 0.4, peak: 0.34, limit: 0.5 } });
    expect(peakIsLowest(alert, low)).toBe(true);
    expect(peakIsLowest(alert, undefined)).toBe(true);
    expect(peakIsLowest(alert, { ...low, direction: 'above' })).toBe(false);
    expect(peakIsLowest(anAlert({ facts: { metric: 'pm25', value: 96, peak: 120, limit: 50 } }), undefined)).toBe(
      false,
    );
  });
});

describe('the words of a card', () => {
  const speech = { lang: 'vi', t: vi } as const;
  it('tells title, place, value against its background, age and owner', () => {
    expect(cardWords(anAlert(), NOON, speech)).toEqual({
      title: 'Nghi đốt rơm rạ',
      place: 'Thôn Đông, gần nhà văn hóa',
      value: 'PM2.5 96 µg/m³, nền 22 µg/m³',
      age: '12 phút',
      owner: 'chưa ai nhận',
      ownerShort: 'chưa ai nhận',
      since: 'từ 11:48',
    });
  });
  it('says of suspected burning what is read there, and about when it began', () => {
    const burning = { ...anAlert({ facts: { event: 'burning', value: 0.64 } }), pm25: { value: 96, background: 22 } };
    expect(cardWords(burning, NOON, speech)).toMatchObject({
      value: 'PM2.5 96 µg/m³, nền 22 µg/m³',
      since: 'từ khoảng 11:48',
    });
    expect(cardWords({ ...burning, pm25: undefined }, NOON, speech).value).toBe('nghi ngờ, chưa xác minh');
    expect(cardWords(burning, NOON, { lang: 'en', t: en }).since).toBe('since about 11:48');
    const late = { ...burning, startedAt: NOON - 3_600_000 };
    expect(cardWords(late, NOON, speech).since).toBe('bắt đầu khoảng 11:00');
  });
  it('says that somebody has it, and names nobody', () => {
    const named = anAlert({ state: 'acknowledged', acknowledgement: { by: 'Nguyễn Văn An', at: NOON } });
    expect(cardWords(named, NOON, speech).owner).toBe('đã có người nhận');
  });
  it('says that somebody took it where something joined since, and that it was dealt with where it lasts', () => {
    const matter = { id: 'fire', devices: 2, assigned: false, settles: false, beganAbout: true };
    const hanh = { by: 'Lê Thị Hạnh', at: NOON };
    const news = { ...anAlert({ acknowledgement: hanh }), matter };
    expect(cardWords(news, NOON, speech)).toMatchObject({
      owner: 'có tin mới – chờ nhận lại',
      ownerShort: 'chờ nhận lại',
    });
    const settles = { ...anAlert({ state: 'acknowledged' }), matter: { ...matter, settles: true } };
    expect(cardWords(settles, NOON, speech).owner).toBe('đã xử lý, cảm biến còn báo');
    expect(cardWords(settles, NOON, { lang: 'en', t: en }).owner).toBe('dealt with, still reported');
  });
  it('says when late data told of a start in the past', () => {
    const alert = anAlert({
      startedAt: Date.parse('2026-06-02T01:10:00+07:00'),
      learntAt: Date.parse('2026-06-02T03:05:00+07:00'),
    });
    expect(cardWords(alert, NOON, speech)).toMatchObject({ since: 'bắt đầu 01:10', learnt: 'nhận tin 03:05' });
  });
  it('ends a long place early on a narrow card, never the owner', () => {
    const words = cardWords(anAlert(), NOON, speech);
    expect(narrowStatus(words.place, words)).toBe('Thôn Đông · 12 phút · chưa ai nhận');
    expect(narrowStatus('Trạm không khí nhà văn hóa', words)).toBe('Trạm không khí… · 12 phút · chưa ai nhận');
    expect(narrowStatus('', words)).toBe('12 phút · chưa ai nhận');
  });
  it('counts no boxes on a narrow card where the hamlet has no room beside them', () => {
    const three = { id: 'fire', devices: 3, assigned: false, settles: false, beganAbout: true };
    const words = cardWords({ ...anAlert(), matter: three }, NOON, speech);
    expect(narrowStatus('Xóm 4', words)).toBe('Xóm 4 · 3 máy · 12 phút · chưa ai nhận');
    expect(narrowStatus('Thôn Đông Thượng, gần đình', words)).toBe('Thôn Đông Thượng · 12 phút · chưa ai nhận');
    expect(narrowStatus('', words)).toBe('3 máy · 12 phút · chưa ai nhận');
  });
  it('stops counting while the line is lost', () => {
    expect(cardWords(anAlert(), NOON + 3_600_000, speech, NOON).age).toBe('lúc 12:00');
  });
  it('holds a value against its limit, with the decimal of the language', () => {
    const alert = anAlert({ facts: { metric: 'salinity', value: 1.14, limit: 1 } });
    expect(valueWords(alert, speech)).toBe('Độ mặn 1,1 g/l, ngưỡng 1,0 g/l');
    expect(valueWords(alert, { lang: 'en', t: en })).toBe('Salinity 1.1 g/l, limit 1.0 g/l');
    expect(valueWords(anAlert({ facts: { event: 'person' } }), speech)).toBe('có người trong vùng');
    expect(valueWords(anAlert({ facts: {} }), speech)).toBeUndefined();
  });
  it('finds the first action at the end of the sentence', () => {
    expect(
      firstAction('Cháy lan ở Thôn Đông: PM2.5 412 µg/m³, nền 24 µg/m³. Gọi 114, đưa dân ra khỏi hướng khói.'),
    ).toBe('Gọi 114, đưa dân ra khỏi hướng khói');
    expect(firstAction('Trạm mất tín hiệu từ 12:00.')).toBeUndefined();
  });
});
