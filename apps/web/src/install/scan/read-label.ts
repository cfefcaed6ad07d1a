import { type Label, parseLabel } from '#hub/contracts';
import { readPhoto } from './qr-reader.js';

/** The label on a photo; undefined where there is none, or none of ours. */
export async function readLabel(photo: Blob): Promise<Label | undefined> {
  try {
    const text = await readPhoto(photo);
    return text === undefined ? undefined : parseLabel(text);
  } catch {
    return undefined;
  }
}
