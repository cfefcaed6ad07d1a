import type { Incident } from '#hub/contracts';
import { hhmm, whenShort } from '../format/clock.js';
import type { Lang } from '../i18n/lang.js';
import { hasNews } from '../incidents/incident.js';
import { incidentWords } from '../incidents/words.js';
import { endedAt } from './standing.js';
import type { Words } from './words.js';

/** Why it waits to be taken: nobody has it, or something joined since somebody took it. */
export function waitsFor(incident: Incident, me: string, t: Words): string {
  const { acknowledgement } = incident;
  if (!acknowledgement || !hasNews(incident)) return t.nobody;
  const at = hhmm(acknowledgement.at);
  return t.withNews(acknowledgement.person === me ? t.mine(at) : t.theirs(acknowledgement.by, at));
}

/** What came of it, by whom and when; without a verdict, that it is over. `now`: a day that is over is named. */
export function outcomeOf(incident: Incident, { me, now, t, lang }: { me: string; now: number; t: Words; lang: Lang }) {
  const { verdict } = incident;
  const at = whenShort(endedAt(incident), now);
  if (!verdict) return t.endedAt(at);
  const falseOf = verdict.cause ? t.undoTitle(incidentWords[lang].falseCauses[verdict.cause]) : t.deeds.false;
  const what = verdict.kind === 'resolved' ? t.deeds.resolve : falseOf;
  return t.saidBy(what, verdict.person === me ? t.you : verdict.by, at);
}
