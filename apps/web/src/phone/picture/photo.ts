import { PHOTO_BYTES } from '#hub/contracts';
import { bytesOf } from './data-url.js';

/** Long side of a photo, px: a screw on the box can still be seen. */
const LONG_SIDE = 1280;
const QUALITIES = [0.72, 0.6, 0.48, 0.36];
const PREFIX = 'data:image/jpeg;base64,';

/** The same shape within a square of `side`; never larger than it is. */
export function within(size: { width: number; height: number }, side: number): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(size.width, size.height));
  return { width: Math.max(1, Math.round(size.width * scale)), height: Math.max(1, Math.round(size.height * scale)) };
}

/** Tries coarser JPEGs, then smaller pictures, until one may be sent. */
export function fitBytes(draw: (side: number, quality: number) => string, largest = PHOTO_BYTES): string {
  for (let side = LONG_SIDE; ; side = Math.round(side * 0.7))
    for (const quality of QUALITIES) {
      const dataUrl = draw(side, quality);
      if (bytesOf(dataUrl) <= largest) return dataUrl;
    }
}

/**
 * A photo as it is sent: turned upright, at most 300 kB, and drawn anew, so that nothing of what the camera wrote beside it
 * (where, when, which phone) is left. Rejects for a file that is no picture.
 */
export async function shrinkPhoto(file: Blob): Promise<string> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const canvas = document.createElement('canvas');
  const ctx = canvas.getContext('2d')!;
  try {
    return fitBytes((side, quality) => {
      Object.assign(canvas, within(bitmap, side));
      ctx.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      const dataUrl = canvas.toDataURL('image/jpeg', quality);
      if (!dataUrl.startsWith(PREFIX)) throw new Error('this browser writes no JPEG');
      return dataUrl;
    });
  } finally {
    bitmap.close();
  }
}
