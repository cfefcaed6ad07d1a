import type { AirAbsence } from '#hub/contracts';
import { whenShort } from '../format/clock.js';
import type { AirWords } from './words.js';

/** The reason beside a "—". */
export function absenceWords(absence: AirAbsence, now: number, t: AirWords): string {
  switch (absence.reason) {
    case 'no-particles':
      return t.noParticles;
    case 'out-of-service':
      return t.states[absence.state];
    case 'silent':
      return t.silent(whenShort(absence.since, now));
    case 'too-few-hours':
      return t.tooFew;
  }
}
