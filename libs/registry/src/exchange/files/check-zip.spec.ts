import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import { checkZip } from './check-zip.js';

/** A zip of one entry that says it is as large as it is told to say. */
function zipOf(content: Buffer, { says = content.length, method = 8 } = {}): Buffer {
  const data = method === 8 ? deflateRawSync(content, { level: 9 }) : content;
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const header = (signature: number, size: number) => {
    const bytes = Buffer.alloc(size);
    bytes.writeUInt32LE(signature, 0);
    return bytes;
  };
  const local = header(0x04034b50, 30);
  local.writeUInt16LE(name.length, 26);
  const entry = header(0x02014b50, 46);
  entry.writeUInt16LE(method, 10);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt32LE(says, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = header(0x06054b50, 22);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + name.length + data.length, 16);
  return Buffer.concat([local, name, data, entry, name, end]);
}

describe('a workbook that is brought', () => {
  it('is let through as Excel writes it', async () => {
    const workbook = new exceljs.Workbook();
    workbook.addWorksheet('a').addRows([['Mã'], ['bac']]);
    const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
    expect(() => checkZip(bytes)).not.toThrow();
  });

  it.each([
    ['what it says', {}],
    ['something else than it says', { says: 100 }],
  ])('is refused when a few kilobytes unpack to hundreds of megabytes: %s', (_what, says) => {
    const bomb = zipOf(Buffer.alloc(200_000_000), says);
    expect(bomb.length).toBeLessThan(400_000);
    expect(() => checkZip(bomb)).toThrow('giải nén ra quá lớn');
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('Mã;Tên')],
    ['half of one', zipOf(Buffer.from('<x/>')).subarray(40)],
    ['packed in a way that Excel does not use', zipOf(Buffer.from('<x/>'), { method: 12 })],
  ])('is refused when it is %s', (_what, bytes) => {
    expect(() => checkZip(bytes)).toThrow('không phải tệp Excel');
  });
});
