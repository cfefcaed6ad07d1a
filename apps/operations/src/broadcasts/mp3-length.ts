/** kbit/s of MPEG 1 and of MPEG 2 and 2.5, layer III, by the header's four bits (ISO/IEC 11172-3, 13818-3). */
const RATES = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const HERTZ: Readonly<Record<number, readonly number[]>> = {
  3: [44_100, 48_000, 32_000],
  2: [22_050, 24_000, 16_000],
  0: [11_025, 12_000, 8000],
};
/** Less than that is noise which looks like a frame. */
const FEWEST_FRAMES = 10;
const HEADER = 4;

/** How long an MP3 plays, seconds; undefined where it is none. What stands before and after its frames is passed over. */
export function mp3Length(bytes: Buffer): number | undefined {
  let at = afterTag(bytes);
  let frames = 0;
  let seconds = 0;
  while (at + HEADER <= bytes.length) {
    const frame = frameAt(bytes, at);
    if (!frame) {
      // the first frame must stand where the tag ends; after the last comes whatever a program wrote there
      if (frames < FEWEST_FRAMES) return undefined;
      break;
    }
    frames++;
    seconds += frame.seconds;
    at += frame.length;
  }
  return frames < FEWEST_FRAMES ? undefined : seconds;
}

/** An ID3v2 tag says its length in four times seven bits. */
function afterTag(bytes: Buffer): number {
  if (bytes.length < 10 || bytes.toString('latin1', 0, 3) !== 'ID3') return 0;
  return 10 + bytes.subarray(6, 10).reduce((length, byte) => length * 128 + (byte & 0x7f), 0);
}

function frameAt(bytes: Buffer, at: number): { length: number; seconds: number } | undefined {
  const [first, second, third] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!];
  if (first !== 0xff || second >> 5 !== 0b111 || ((second >> 1) & 3) !== 1) return undefined;
  const version = (second >> 3) & 3;
  const hertz = HERTZ[version]?.[(third >> 2) & 3];
  const kbits = RATES[version === 3 ? 1 : 2][third >> 4];
  if (!hertz || !kbits) return undefined;
  const samples = version === 3 ? 1152 : 576;
  const length = Math.floor((samples / 8) * ((kbits * 1000) / hertz)) + ((third >> 1) & 1);
  return { length, seconds: samples / hertz };
}
