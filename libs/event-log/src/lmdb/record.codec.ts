import { decodeItems, type Encoder, encodeItems } from './compact.codec.js';

/** What stands before the items of a record, readable without decoding them. */
export interface RecordHeader {
  /** Items of the stream before this record, since the stream began. */
  base: number;
  /** Bytes of the stream before this record, as they count on disk. */
  offset: number;
  /** When its first item was appended, milliseconds. */
  at: number;
  /** Newest `received` up to and including this record, milliseconds. */
  newest: number;
}

const HEADER_BYTES = 32;

/** The items, behind room for the header. */
export const encodeRecord = (encoder: Encoder, items: readonly unknown[]): Buffer =>
  encodeItems(encoder, items, HEADER_BYTES);

export function writeHeader(record: Buffer, header: RecordHeader): void {
  record.writeDoubleLE(header.base, 0);
  record.writeDoubleLE(header.offset, 8);
  record.writeDoubleLE(header.at, 16);
  record.writeDoubleLE(header.newest, 24);
}

export function readHeader(record: Buffer): RecordHeader {
  return {
    base: record.readDoubleLE(0),
    offset: record.readDoubleLE(8),
    at: record.readDoubleLE(16),
    newest: record.readDoubleLE(24),
  };
}

export const decodeRecord = (encoder: Encoder, record: Buffer): unknown[] => decodeItems(encoder, record, HEADER_BYTES);

export const PAGE_BYTES = 4096;
const PAGE_HEADER_BYTES = 16;
const INLINE_MAX_BYTES = 2000;
/** What a value takes in LMDB: small ones share a leaf, larger ones have whole pages. */
export function bytesOnDisk(length: number): number {
  if (length <= INLINE_MAX_BYTES) return length;
  return Math.ceil((length + PAGE_HEADER_BYTES) / PAGE_BYTES) * PAGE_BYTES;
}
