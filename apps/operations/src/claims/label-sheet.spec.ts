import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { type Label, labelText, withCheckDigit } from '#hub/contracts';
import { describeWith } from '#hub/testkit';
import decodeQR from 'qr/decode.js';
import { labelSheet } from './label-sheet.js';

const dir = mkdtempSync(join(tmpdir(), 'labels-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const labels = Array.from(
  { length: 26 },
  (_, i): Label => ({
    code: withCheckDigit(String(4_719_036 + i)),
    secret: Buffer.alloc(32, i).toString('base64url'),
    profile: i % 2 ? 'canal-level' : 'air-station',
  }),
);
const words = {
  commune: 'Xã Yên Lộc',
  profiles: new Map([
    ['canal-level', 'Mực nước kênh mương nội đồng'],
    ['air-station', 'Trạm không khí'],
  ]),
  expires: Date.UTC(2027, 5, 2),
};

describeWith('poppler', 'a sheet of labels', () => {
  it('has twenty-four on a page of A4, each with its digits, profile and commune as text', async () => {
    const file = join(dir, 'labels.pdf');
    writeFileSync(file, await labelSheet(labels, words));
    const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    expect(info).toMatch(/Pages: +2/);
    expect(info).toMatch(/A4/);
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).normalize('NFC');
    for (const { code } of labels) expect(text).toContain(`${code.slice(0, 4)} ${code.slice(4)}`);
    expect(text).toMatch(/Mực nước kênh/);
    expect(text).toMatch(/Xã Yên Lộc/);
    expect(text).toMatch(/Dùng đến 02\/06\/2027/);
  });

  it('can be scanned', async () => {
    const file = join(dir, 'scan.pdf');
    writeFileSync(file, await labelSheet(labels, words));
    // the first label alone, at the resolution of an office printer
    const crop = ['-x', '0', '-y', '0', '-W', '420', '-H', '440'];
    execFileSync('pdftoppm', ['-r', '300', '-f', '1', '-l', '1', ...crop, file, join(dir, 'scan')]);
    const { width, height, data } = pixels(readFileSync(join(dir, 'scan-1.ppm')));
    expect(decodeQR({ width, height, data })).toBe(labelText(labels[0]!));
  });
});

/** Of a PPM file, as RGBA. */
function pixels(file: Buffer): { width: number; height: number; data: Uint8Array } {
  const header = /^P6\s(\d+)\s(\d+)\s255\s/.exec(file.subarray(0, 64).toString('latin1'))!;
  const [width, height] = [Number(header[1]), Number(header[2])];
  const rgb = file.subarray(header[0].length);
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) data.set(rgb.subarray(3 * i, 3 * i + 3), 4 * i);
  return { width, height, data };
}
