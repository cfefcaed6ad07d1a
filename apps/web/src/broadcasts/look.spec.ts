import { describe, expect, it } from '@jest/globals';
import { aBroadcast, anIncident } from '../testing.js';
import { merged } from './data.js';
import { isPastStopping, nextAir, suggestedText } from './look.js';
import type { BroadcastWords } from './words.js';

const at = (time: string) => Date.parse(`${time.replace(' ', 'T')}:00+07:00`);
const WINDOWS = [
  { from: '05:30', to: '06:30' },
  { from: '17:00', to: '18:00' },
];

describe('the next hour of loudspeakers', () => {
  it.each([
    ['2026-11-26 14:00', '2026-11-26 17:00'],
    ['2026-11-26 17:20', '2026-11-26 17:20'],
    ['2026-11-26 17:59', '2026-11-27 05:30'],
    ['2026-11-26 23:00', '2026-11-27 05:30'],
    ['2026-11-26 00:10', '2026-11-26 05:30'],
  ])('after %s is %s', (now, next) => {
    expect(nextAir(WINDOWS, at(now), 90)).toBe(at(next));
  });
});

it('a suggested text says what, where and since when, and not what to do about it', () => {
  const voice = 'Nghi đốt rơm rạ tại Thôn Đông từ 19 giờ 40 phút: bụi 96, chưa xác minh. Cử người đến xem.';
  const words = { suggested: (head: string) => `Thông báo. ${head}.` } as BroadcastWords;
  const { text } = anIncident();
  expect(suggestedText({ text: { ...text, voice } }, words)).toBe(
    'Thông báo. Nghi đốt rơm rạ tại Thôn Đông từ 19 giờ 40 phút: bụi 96, chưa xác minh.',
  );
});

it('of what is listed and what is told the newer counts', () => {
  const listed = [aBroadcast({ id: 'a', revision: 2, state: 'aired' }), aBroadcast({ id: 'b', revision: 1 })];
  const told = [aBroadcast({ id: 'a', revision: 1 }), aBroadcast({ id: 'b', revision: 3, state: 'airing' })];
  expect(merged(listed, told).map(({ id, state }) => `${id} ${state}`)).toEqual(['a aired', 'b airing']);
});

it('loudspeakers that take no order to stop can still be kept from what waits', () => {
  const there = { hamlet: 'dong', name: 'Thôn Đông', at: 0 };
  const receipts = [{ ...there, state: 'sent' as const }];
  expect(isPastStopping({ receipts }, { stop: false })).toBe(true);
  expect(isPastStopping({ receipts }, { stop: true })).toBe(false);
  expect(isPastStopping({ receipts: [...receipts, { ...there, state: 'queued' }] }, { stop: false })).toBe(false);
});
