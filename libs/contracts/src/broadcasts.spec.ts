import { describe, expect, it } from '@jest/globals';
import { type BroadcastTemplate, filledIn, inForce, secondsAloud, spokenSchema, spokenText } from './broadcasts.js';

describe('a text that is read aloud', () => {
  it('takes as long as its syllables and sentences', () => {
    expect(secondsAloud('')).toBe(0);
    // 160 syllables a minute
    expect(secondsAloud('nước '.repeat(160))).toBe(60);
    expect(secondsAloud('Bà con chú ý. Nước lên.')).toBe(Math.ceil(6 * 0.375 + 2 * 0.6));
    expect(secondsAloud('17')).toBe(secondsAloud('mười bảy'));
  });
  it('says that it is a drill first and last', () => {
    expect(spokenText({ text: 'Nước lên.', drill: true })).toBe('DIỄN TẬP. Nước lên. Đây là DIỄN TẬP.');
    expect(spokenText({ text: 'Nước lên.' })).toBe('Nước lên.');
  });
  it('is plain', () => {
    for (const text of ['Nước lên.', 'Hai dòng.\nDòng hai.']) expect(spokenSchema.safeParse(text).success).toBe(true);
    for (const text of ['', '  ', '<speak>', 'ở {place}', 'a\u0007b', 'x'.repeat(2001)])
      expect([text, spokenSchema.safeParse(text).success]).toEqual([text, false]);
  });
});

it('blanks are filled in, and nothing that is filled in is filled in again', () => {
  expect(filledIn('Ở {place} lúc {time}, {place}.', { place: 'Thôn {time}', time: '17 giờ' })).toBe(
    'Ở Thôn {time} lúc 17 giờ, Thôn {time}.',
  );
});

describe('of the versions of a text', () => {
  const said = { by: 'Bình', at: 1 };
  const version = (id: string, n: number, over: Partial<BroadcastTemplate> = {}): BroadcastTemplate => ({
    ...{ id, version: n, title: id, text: id, written: said },
    ...over,
  });
  const may = (...versions: BroadcastTemplate[]) => inForce(versions).map((one) => `${one.id}${one.version}`);
  it('the newest that was approved may be aired', () => {
    expect(may(version('a', 1))).toEqual([]);
    expect(may(version('a', 1, { approved: said }), version('a', 2))).toEqual(['a1']);
    expect(may(version('a', 1, { approved: said }), version('a', 2, { approved: said }))).toEqual(['a2']);
  });
  it('none may once it was taken back, until a newer one is approved', () => {
    const gone = [version('a', 1, { approved: said }), version('a', 2, { approved: said, withdrawn: said })];
    expect(may(...gone)).toEqual([]);
    expect(may(...gone, version('a', 3))).toEqual([]);
    expect(may(...gone, version('a', 3, { approved: said }))).toEqual(['a3']);
  });
});
