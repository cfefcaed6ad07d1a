import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with the drawn pictures; the same from the sources as from the build. */
const PICTURES = (() => {
  let dir = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(dir, 'package.json'))) dir = dirname(dir);
  return join(dir, 'firmware-sim', 'pictures');
})();

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
