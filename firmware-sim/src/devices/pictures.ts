import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.js';

/** The folder with the drawn pictures. */
const PICTURES = join(ROOT, 'firmware-sim', 'pictures');

export type Light = 'day' | 'night';
export type Scene = 'field' | 'sluice' | 'pump' | 'road';
/** What comes into view in a scene. */
export type Subject = 'smoke' | 'person' | 'rider' | 'boat';

const read = new Map<string, Uint8Array>();

/** A camera's picture, JPEG. @throws when nobody drew it */
export function picture(scene: Scene, subject: Subject, light: Light): Uint8Array {
  const name = `${scene}-${subject}-${light}.jpg`;
  let jpeg = read.get(name);
  if (!jpeg) read.set(name, (jpeg = readFileSync(join(PICTURES, name))));
  return jpeg;
}
