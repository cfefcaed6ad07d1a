/** What a still may weigh, bytes. */
export const LARGEST_STILL = 256 * 1024;

/** Begins and goes on as every JPEG file does: start of image, then a marker. */
export const isJpeg = (bytes: Uint8Array): boolean =>
  bytes.length > 4 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
