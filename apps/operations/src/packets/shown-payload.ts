/** A payload as REST shows it: text where it is text, else base64. Whoever draws it escapes it. */
export interface ShownPayload {
  payload: string;
  encoding: 'utf8' | 'base64';
}

/** `most`: bytes after which it is cut, within no letter. */
export function shownPayload(bytes: Uint8Array, most = Number.POSITIVE_INFINITY): ShownPayload {
  const cut = bytes.byteLength > most;
  const shown = cut ? bytes.subarray(0, most) : bytes;
  try {
    const payload = new TextDecoder('utf-8', { fatal: true }).decode(shown, { stream: cut });
    return { payload, encoding: 'utf8' };
  } catch {
    return { payload: Buffer.from(shown).toString('base64'), encoding: 'base64' };
  }
}
