import { ageWords } from '../../format/age.js';
import { upToWord, whenShort } from '../../format/clock.js';
import type { Words } from '../words/vi.js';
import type { Absence } from './station-state.js';

/** The reason beside a "—", in words. */
export function absenceWords(absence: Absence, now: number, t: Words): string {
  switch (absence.why) {
    case 'silent':
      return t.lostSignal(ageWords(now - absence.since, t));
    case 'backlog':
      return t.backlogOf(upToWord(absence.upTo, now));
    case 'calibrating':
      return t.calibrating;
    case 'faulty':
      return t.faulty;
    case 'maintenance':
      return absence.until === undefined ? t.maintenance : t.maintenanceUntil(whenShort(absence.until, now));
    case 'not-installed':
      return t.notInstalled;
    case 'nothing-yet':
      return t.nothingYet;
    case 'no-history':
      return t.noHistory;
    case 'sensor-fault':
      return t.sensorFault;
  }
}
