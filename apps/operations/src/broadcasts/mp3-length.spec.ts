import { describe, expect, it } from '@jest/globals';
import { anMp3 } from '#hub/testkit';
import { mp3Length } from './mp3-length.js';

/** 44.1 kHz, 128 kbit/s, MPEG 1: frames of 417 bytes, and one more where they are padded. */
const frame = (padded: boolean): Buffer => {
  const bytes = Buffer.alloc(417 + Number(padded));
  bytes.set([0xff, 0xfb, 0x90 | (Number(padded) << 1), 0]);
  return bytes;
};
const tag = (length: number): Buffer => {
  const bytes = Buffer.alloc(10 + length, 'x');
  bytes.set(Buffer.from('ID3'));
  bytes.set([4, 0, 0, 0, 0, length >> 7, length & 0x7f], 3);
  return bytes;
};

describe('the length of an MP3', () => {
  it('is that of its frames', () => {
    expect(mp3Length(anMp3(12))).toBeCloseTo(12, 1);
    const frames = Array.from({ length: 383 }, (_, n) => frame(n % 2 === 0));
    expect(mp3Length(Buffer.concat(frames))).toBeCloseTo(10.005, 2);
  });
  it('is not that of what stands before and after them', () => {
    expect(mp3Length(Buffer.concat([tag(300), anMp3(2), Buffer.from(`TAG${'x'.repeat(125)}`)]))).toBeCloseTo(2, 1);
  });
  it('is unknown of anything else', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('RIFF....WAVE'), Buffer.alloc(5000), anMp3(2).subarray(1)])
      expect(mp3Length(bytes)).toBeUndefined();
  });
});
