import type { Stream } from '#hub/contracts';

/**
 * Keys are bytes, compared as such, and short: a level of the tree is one more page in every flush. Positions come
 * first, then state, then records, those of the busiest streams last: a tree that grows at its end fills its pages.
 */
export type StoreKey = Buffer;
export const KEYS = 'binary';

const POSITION = 1;
const STATE = 2;
const RECORD = 3;
/** On disk for ever: a number is never given to another stream. */
const STREAM_NUMBER: Readonly<Record<Stream, number>> = {
  alerts: 1,
  requests: 2,
  presence: 3,
  'dead-letters': 4,
  refusals: 5,
  commands: 6,
  receipts: 7,
  notices: 8,
  findings: 9,
  farm: 10,
  readings: 254,
  telemetry: 255,
};

const RECORD_AT = 2;
const RECORD_BYTES = 6;
export function recordKey(stream: Stream, record: number): StoreKey {
  const key = Buffer.allocUnsafe(RECORD_AT + RECORD_BYTES);
  key[0] = RECORD;
  key[1] = STREAM_NUMBER[stream];
  key.writeUIntBE(record, RECORD_AT, RECORD_BYTES);
  return key;
}
/** Ends that no record has, since one end of a range does not count. */
export const recordRange = (stream: Stream): [start: StoreKey, end: StoreKey] => {
  const start = Buffer.of(RECORD, STREAM_NUMBER[stream]);
  return [start, behind(Buffer.concat([start, Buffer.alloc(RECORD_BYTES, 255)]))];
};
export const recordOf = (key: StoreKey): number => Buffer.from(key).readUIntBE(RECORD_AT, RECORD_BYTES);

/** What follows the kind: names, divided by what no name has. */
const text = (kind: number, ...parts: string[]): StoreKey => Buffer.from(String.fromCharCode(kind) + parts.join('\0'));
const partsOf = (key: StoreKey): string[] => Buffer.from(key).toString('utf8', 1).split('\0');
/** Behind everything that begins like this: UTF-8 has no such byte. */
const behind = (key: StoreKey): StoreKey => Buffer.concat([key, Buffer.of(255)]);

export const positionKey = (group: string, stream: Stream): StoreKey => text(POSITION, group, stream);
export const positionRange = (): [start: StoreKey, end: StoreKey] => [Buffer.of(POSITION), Buffer.of(STATE)];
export function positionOf(key: StoreKey): { group: string; stream: Stream } {
  const [group, stream] = partsOf(key);
  return { group: group!, stream: stream as Stream };
}

/** The engine refuses longer keys. Bytes. */
const MAX_BYTES = 1900;
/** @throws RangeError for a key that is too long */
export function stateKey(group: string, name: string): StoreKey {
  const key = text(STATE, group, name);
  if (key.length > MAX_BYTES) throw new RangeError(`the key of a state is longer than ${MAX_BYTES} bytes`);
  return key;
}
export function stateRange(group: string, prefix: string): [start: StoreKey, end: StoreKey] {
  const start = text(STATE, group, prefix);
  return [start, behind(start)];
}
/** The owner's own key; it may have any characters. */
export const stateNameOf = (group: string, key: StoreKey): string =>
  Buffer.from(key).toString('utf8', text(STATE, group, '').length);
