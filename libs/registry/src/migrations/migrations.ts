import { Initial1795478400000 } from './0001-initial.migration.js';
import { People1795564800000 } from './0002-people.migration.js';
import { Things1795564801000 } from './0003-things.migration.js';
import { Claims1795564802000 } from './0004-claims.migration.js';
import { Commands1795564803000 } from './0005-commands.migration.js';
import { Life1795651200000 } from './0006-life.migration.js';
import { Incidents1795737600000 } from './0007-incidents.migration.js';
import { Notices1795737601000 } from './0008-notices.migration.js';
import { Rules1795737603000 } from './0009-rules.migration.js';
import { Handovers1795737604000 } from './0010-handovers.migration.js';
import { PushSessions1795824000000 } from './0011-push-sessions.migration.js';
import { Broadcasts1795824001000 } from './0012-broadcasts.migration.js';
import { Drills1795824002000 } from './0013-drills.migration.js';
import { Fields1795996800000 } from './0014-fields.migration.js';
import { Turns1796083200000 } from './0015-turns.migration.js';
import { GivenTo1796169600000 } from './0016-given-to.migration.js';
import { WindHeight1796256000000 } from './0017-wind-height.migration.js';
import { SmokeReports1796342400000 } from './0018-smoke-reports.migration.js';

/** In the order in which they are run, each once. */
export const MIGRATIONS = [
  Initial1795478400000,
  People1795564800000,
  Things1795564801000,
  Claims1795564802000,
  Commands1795564803000,
  Life1795651200000,
  Incidents1795737600000,
  Notices1795737601000,
  Rules1795737603000,
  Handovers1795737604000,
  PushSessions1795824000000,
  Broadcasts1795824001000,
  Drills1795824002000,
  Fields1795996800000,
  Turns1796083200000,
  GivenTo1796169600000,
  WindHeight1796256000000,
  SmokeReports1796342400000,
];
