import { join } from 'node:path';
import { NamedPhotos } from '../installations/named-photos.js';

/** Pictures that people add to incidents. */
export class IncidentPhotos extends NamedPhotos {
  /** `dir` is that of all pictures. */
  constructor(dir: string) {
    super(join(dir, 'incidents'));
  }
}
