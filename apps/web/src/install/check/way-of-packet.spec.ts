import { describe, expect, it } from '@jest/globals';
import { type DeviceCheck, REFUSALS, type RefusalReason } from '#hub/contracts';
import { en } from '../words/en.js';
import { vi } from '../words/vi.js';
import {
  missingWords,
  refusalWord,
  seenIn,
  signalWord,
  toDo,
  valuesInOrder,
  valueWords,
  wayOf,
} from './way-of-packet.js';

const at = (time: string) => Date.parse(`2026-06-02T${time}:00+07:00`);
const aCheck = (over: Partial<DeviceCheck> = {}): DeviceCheck => ({
  state: 'waiting',
  provisioning: 'claimed',
  expectedEveryMs: 60_000,
  values: [],
  ...over,
});
const refused = (reason: RefusalReason, last = at('10:42')): DeviceCheck =>
  aCheck({ state: 'refused', provisioning: 'in-use', refusal: { reason, words: REFUSALS[reason], last } });
const value = (metric: 'ph' | 'salinity' | 'battery' | 'rssi', v: number, over = {}) => ({
  ...{ metric, value: v, ts: at('10:46'), inRange: true },
  ...over,
});
const told = (check: DeviceCheck | undefined, now = at('10:44')) => {
  const since = at('10:40');
  const seen = check ? seenIn(check, { since }, at('10:41')) : { since };
  return wayOf(check, seen, { t: vi, lang: 'vi', now }).map(({ state, words, when }) =>
    [state, words, when].filter(Boolean).join(' '),
  );
};

describe('the way of a packet', () => {
  it('begins with a box that nobody has switched on', () => {
    const nothing = [
      'next Chờ hộp bật nguồn đã 4 phút',
      'next Chờ hộp gọi tới trung tâm',
      'next Chờ trung tâm nhận',
      'next Chờ số liệu',
    ];
    expect(told(undefined)).toEqual(nothing);
    expect(told(aCheck())).toEqual(nothing);
    expect(toDo(aCheck())).toBe('power');
  });
  it('goes on when the box has fetched its account, and when it signs in', () => {
    expect(told(aCheck({ provisioning: 'handed-out' }))).toEqual([
      'done Hộp đã bật 10:41',
      'done Đã gọi tới trung tâm 10:41',
      'next Chờ trung tâm nhận',
      'next Chờ số liệu đã 4 phút',
    ]);
    expect(told(aCheck({ provisioning: 'in-use' }))[2]).toBe('done Trung tâm đã nhận 10:41');
    expect(toDo(aCheck({ provisioning: 'in-use' }))).toBe('wait');
  });
  it('breaks where the centre says no, in words and with its time', () => {
    expect(told(refused('wrong-secret'))).toEqual([
      'done Hộp đã bật 10:42',
      'done Đã gọi tới trung tâm 10:42',
      'bad Sai mật khẩu lúc 10:42',
      'next Chờ số liệu đã 4 phút',
    ]);
  });
  it('ends with the first value, and tells of the signal', () => {
    const signal = { metric: 'rssi' as const, value: -82, ts: at('10:46') };
    const heard = aCheck({ state: 'heard', provisioning: 'in-use', values: [value('ph', 7.1)], signal });
    expect(told(heard)).toEqual([
      'done Hộp đã bật, sóng tốt 10:41',
      'done Đã gọi tới trung tâm 10:41',
      'done Trung tâm đã nhận 10:41',
      'done Đã có số liệu: pH 7,1 10:46',
    ]);
    expect(toDo(heard)).toBeUndefined();
    expect([-90, -91, -110, -111].map(signalWord)).toEqual(['good', 'fair', 'fair', 'weak']);
  });
});

describe('a box that sends nothing of what it was put up for', () => {
  const beside = aCheck({
    ...{ state: 'off-profile', provisioning: 'in-use', lastAt: at('10:46'), values: [value('battery', 90)] },
    ...{ expected: ['ph', 'do', 'ec'], missing: ['ph', 'do', 'ec'] },
  });
  it('is in, and its way breaks at what it measures, with the names of what is missing', () => {
    expect(told(beside)).toEqual([
      'done Hộp đã bật 10:41',
      'done Đã gọi tới trung tâm 10:41',
      'done Trung tâm đã nhận 10:41',
      'bad Hộp có gửi, nhưng chưa có số cần đo 10:46',
    ]);
    expect(missingWords(beside, { t: vi, lang: 'vi' })).toBe('Chưa thấy: pH, ôxy hòa tan, độ dẫn điện.');
    expect(toDo(beside)).toBe('probe');
  });
  it('names four of many, and nothing where nothing is missing', () => {
    const most = aCheck({ missing: ['ph', 'do', 'ec', 'turbidity', 'cod', 'tss'] });
    const words = 'Not seen yet: pH, dissolved oxygen, electrical conductivity, turbidity and 2 more.';
    expect(missingWords(most, { t: en, lang: 'en' })).toBe(words);
    expect(missingWords(aCheck(), { t: vi, lang: 'vi' })).toBeUndefined();
  });
});

describe('each refusal', () => {
  const NO_WAY = 'Trung tâm chưa mở đường cho hộp mới: gọi quản trị';
  it.each(Object.keys(REFUSALS) as RefusalReason[])('%s has one thing to do, and words in both languages', (reason) => {
    const todo = toDo(refused(reason))!;
    expect([vi.doNow[todo], en.doNow[todo]].every((words) => words.length > 10)).toBe(true);
    const said = refusalWord(reason, REFUSALS[reason], 'vi');
    expect(said).toBe(reason === 'plain-provisioning' ? NO_WAY : REFUSALS[reason]);
    expect(said).not.toMatch(/MQTTS|=/);
    expect(refusalWord(reason, REFUSALS[reason], 'en')).toMatch(/^[A-Z][ -~]+$/);
  });
  it('of a hub that has no way for new boxes is for its administrator', () => {
    expect(told(refused('plain-provisioning'))[2]).toBe(`bad ${NO_WAY} lúc 10:42`);
    expect(toDo(refused('plain-provisioning'))).toBe('administrator');
  });
  it('offers a new password only where that mends it', () => {
    const mended = (Object.keys(REFUSALS) as RefusalReason[]).filter((reason) => toDo(refused(reason)) === 'secret');
    expect(mended.sort()).toEqual(['claim-used', 'unknown-account', 'wrong-secret']);
  });
});

describe('values', () => {
  it('are told as people say them', () => {
    expect([valueWords('ph', 7.1, 'vi'), valueWords('salinity', 0.6, 'en')]).toEqual(['pH 7,1', 'Salinity 0.6 g/l']);
  });
  it('come with what it measures first, then what looks wrong, then the box itself', () => {
    const values = [value('battery', 90), value('ph', 13.8, { inRange: false }), value('salinity', 0.6)];
    const order = (check: DeviceCheck) => valuesInOrder(check).map(({ metric }) => metric);
    expect(order(aCheck({ values }))).toEqual(['salinity', 'ph', 'battery']);
    // nobody put it up for its salinity
    expect(order(aCheck({ values, expected: ['ph', 'do'] }))).toEqual(['ph', 'salinity', 'battery']);
  });
});
