import { join } from 'node:path';
import { NamedPhotos } from '../installations/named-photos.js';

/** Pictures of inspections of waste-water sources. */
export class SourcePhotos extends NamedPhotos {
  /** `dir` is that of all pictures. */
  constructor(dir: string) {
    super(join(dir, 'sources'));
  }
}
