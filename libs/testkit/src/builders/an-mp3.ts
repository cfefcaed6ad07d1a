/** MPEG 2 layer III, 32 kbit/s, 24 kHz, one channel: 96 bytes are 24 ms. */
const HEADER = Buffer.from([0xff, 0xf3, 0x44, 0xc4]);
const FRAME_BYTES = 96;
const FRAME_S = 0.024;

/** Silence, as a recorder would write it. */
export function anMp3(seconds: number): Buffer {
  const frame = Buffer.concat([HEADER, Buffer.alloc(FRAME_BYTES - HEADER.length)]);
  return Buffer.concat(Array.from({ length: Math.round(seconds / FRAME_S) }, () => frame));
}
