import { inflateRawSync } from 'node:zlib';
import { UnreadableFile } from './file-rows.js';

/** Of everything in it, unpacked: a sheet of 20,000 rows with outlines takes a tenth. */
const MOST_BYTES = 120_000_000;
const MOST_ENTRIES = 500;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const [STORED, DEFLATED] = [0, 8];

const notXlsx = (cause?: unknown) => new UnreadableFile('không phải tệp Excel (.xlsx)', { cause });
const tooLarge = () => new UnreadableFile('tệp Excel giải nén ra quá lớn');

/**
 * An XLSX file is a zip, and a few kilobytes of it can unpack to what no machine has room for. Unpacks each entry with a
 * limit, whatever it says of its size. @throws UnreadableFile
 */
export function checkZip(bytes: Buffer): void {
  let left = MOST_BYTES;
  for (const { method, data } of entriesOf(bytes)) {
    if (method === STORED) left -= data.length;
    else if (method === DEFLATED) left -= unpacked(data, left);
    else throw notXlsx();
    if (left < 0) throw tooLarge();
  }
}

function unpacked(data: Buffer, most: number): number {
  try {
    return inflateRawSync(data, { maxOutputLength: most + 1 }).length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw notXlsx(error);
  }
}

function entriesOf(bytes: Buffer): { method: number; data: Buffer }[] {
  try {
    const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0 || bytes.readUInt32LE(end) !== END) throw notXlsx();
    const count = bytes.readUInt16LE(end + 10);
    if (count > MOST_ENTRIES) throw tooLarge();
    const entries = [];
    for (let i = 0, at = bytes.readUInt32LE(end + 16); i < count; i++) {
      if (bytes.readUInt32LE(at) !== ENTRY) throw notXlsx();
      const size = bytes.readUInt32LE(at + 20);
      const local = bytes.readUInt32LE(at + 42);
      if (bytes.readUInt32LE(local) !== LOCAL) throw notXlsx();
      const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      entries.push({ method: bytes.readUInt16LE(at + 10), data: bytes.subarray(begin, begin + size) });
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return entries;
  } catch (error) {
    throw error instanceof UnreadableFile ? error : notXlsx(error);
  }
}
