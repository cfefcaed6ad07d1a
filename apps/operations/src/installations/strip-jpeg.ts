const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
/** How colours are coded: without it some pictures turn green. */
const APP14 = 0xee;
const APP15 = 0xef;
/** Which colours they are; what else has this marker are further pictures. */
const APP2 = 0xe2;
const ICC = Buffer.from('ICC_PROFILE\0');
const COM = 0xfe;

const hasNoLength = (marker: number) => (marker >= 0xd0 && marker <= 0xd7) || marker === 0x01;

/**
 * A JPEG without what a phone writes into it beside the picture: where it was taken, by which phone, whose, and a small
 * copy that cropping left alone. Undefined where the bytes are no JPEG.
 */
export function strippedJpeg(bytes: Uint8Array): Buffer | undefined {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== SOI) return undefined;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === EOI || hasNoLength(marker)) return undefined;
    const end = at + 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
    if (end > bytes.length || end < at + 4) return undefined;
    if (marker === SOS) {
      const picture = upToEnd(bytes, at);
      return picture && Buffer.concat([...kept, picture]);
    }
    const segment = bytes.subarray(at, end);
    if (!tells(marker, segment)) kept.push(segment);
    at = end;
  }
  return undefined;
}

function tells(marker: number, segment: Uint8Array): boolean {
  if (marker === APP2) return !ICC.equals(segment.subarray(4, 4 + ICC.length));
  return (marker > APP0 && marker <= APP15 && marker !== APP14) || marker === COM;
}

/** From the first scan to the end of the picture; what follows it is something else, such as a film. */
function upToEnd(bytes: Uint8Array, from: number): Uint8Array | undefined {
  for (let at = from; at + 1 < bytes.length; at++)
    if (bytes[at] === 0xff && bytes[at + 1] === EOI) return bytes.subarray(from, at + 2);
  return undefined;
}
