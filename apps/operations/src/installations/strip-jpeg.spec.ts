import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { strippedJpeg } from './strip-jpeg.js';

const dir = join('firmware-sim', 'pictures');
const pictures = readdirSync(dir).filter((name) => name.endsWith('.jpg'));
const segment = (marker: number, text: string) => {
  const body = Buffer.from(text);
  return Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body]);
};
const withSegments = (picture: Buffer, ...segments: Buffer[]) =>
  Buffer.concat([picture.subarray(0, 2), ...segments, picture.subarray(2)]);

describe('a picture from a phone', () => {
  it.each(pictures)('keeps its picture, and nothing is taken from it twice: %s', (name) => {
    const before = readFileSync(join(dir, name));
    const clean = strippedJpeg(before)!;
    expect(before.length - clean.length).toBeLessThan(100);
    expect(clean.subarray(-1000).equals(before.subarray(-1000))).toBe(true);
    expect(strippedJpeg(clean)?.equals(clean)).toBe(true);
  });
  it('loses place, phone, owner and comments, and what hangs on behind it', () => {
    const picture = strippedJpeg(readFileSync(join(dir, pictures[0]!)))!;
    const told = withSegments(picture, segment(0xe1, 'Exif GPS'), segment(0xed, 'Photoshop'), segment(0xfe, 'của An'));
    expect(strippedJpeg(Buffer.concat([told, Buffer.from('a film')]))?.equals(picture)).toBe(true);
  });
  it('keeps how its colours are coded', () => {
    const picture = strippedJpeg(readFileSync(join(dir, pictures[0]!)))!;
    const adobe = withSegments(picture, segment(0xee, 'Adobe'));
    expect(strippedJpeg(adobe)?.equals(adobe)).toBe(true);
  });
  it.each(['', 'GIF89a', '\u00ff\u00d8', '\u00ff\u00d8\u00ff', '\u00ff\u00d8\u00ff\u00e1\u00ff\u00ff'])(
    'is none: %j',
    (text) => {
      expect(strippedJpeg(Buffer.from(text, 'latin1'))).toBeUndefined();
    },
  );
  it('cut anywhere is none, and whatever it is made of nothing breaks', () => {
    const picture = strippedJpeg(readFileSync(join(dir, pictures[0]!)))!;
    fc.assert(
      fc.property(fc.nat(picture.length - 3), (at) => {
        expect(strippedJpeg(picture.subarray(0, at))).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const whole = strippedJpeg(Buffer.concat([Buffer.from([0xff, 0xd8]), bytes]));
        if (whole) expect(strippedJpeg(whole)?.equals(whole)).toBe(true);
      }),
    );
  });
});
