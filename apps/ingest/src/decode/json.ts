export type JsonRecord = Record<string, unknown>;

/** What is given back for text that is no JSON: no JSON value equals it. */
export const BROKEN = Symbol('broken');

/** Begins at a mark, so that a packet of blanks takes no longer than another. */
const BARE_NAN = /([:[,]\s*)[-+]?(?:nan|inf(?:inity)?)(?=\s*[,\]}])/gi;

export function textOf(payload: Uint8Array): string {
  // what the broker has just read is a Buffer, what comes off the disk need not be
  const bytes =
    payload instanceof Buffer ? payload : Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  const text = bytes.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Parses once. Boxes that print a bare `NaN` are understood; anything else that is not JSON is BROKEN. */
export function parseJson(payload: Uint8Array): unknown {
  const text = textOf(payload);
  try {
    return JSON.parse(text);
  } catch {
    return parseWithNan(text);
  }
}

function parseWithNan(text: string): unknown {
  const patched = text.replace(BARE_NAN, '$1null');
  if (patched === text) return BROKEN;
  try {
    return JSON.parse(patched);
  } catch {
    return BROKEN;
  }
}

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own property only: what a prototype has was never sent. */
export const own = (record: JsonRecord, key: string): unknown => (Object.hasOwn(record, key) ? record[key] : undefined);

export const ownText = (record: JsonRecord, key: string): string | undefined => {
  const value = own(record, key);
  return typeof value === 'string' ? value : undefined;
};

/** Names of the leaves that carry something like a value, for telling an installer what there was. At most `most`. */
export function valueKeys(record: JsonRecord, most = 8): string[] {
  const keys: string[] = [];
  for (const key in record) {
    if (keys.length >= most) break;
    const value = record[key];
    if (isRecord(value)) {
      for (const inner in value) {
        if (keys.length >= most) break;
        if (looksLikeValue(value[inner])) keys.push(`${key}.${inner}`);
      }
    } else if (looksLikeValue(value)) keys.push(key);
  }
  return keys;
}

/** Numbers, switches, and text that is a number: what a measurement may look like. */
export const looksLikeValue = (value: unknown): boolean =>
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (typeof value === 'string' && /^\s*-?\d+([.,]\d+)?\s*$/.test(value));
