import type { Incident } from '#hub/contracts';
import { useLive } from '../../admin/data/hub.js';
import { alertAge } from '../../format/age.js';
import { hhmm } from '../../format/clock.js';
import { formatWords } from '../../format/words.js';
import { useLang } from '../../i18n/lang.js';
import { holds, isDone, isFree, lifeOf, titleOf } from '../../incidents/incident.js';
import { incidentWords } from '../../incidents/words.js';
import { Severity } from '../../ui/severity.js';
import { Way } from '../../ui/way.js';
import { unreached } from '../../incidents/unreached.js';
import { hrefOf } from '../address.js';
import { useTold } from '../incident/use-told.js';
import { statusOf } from '../status-words.js';
import { useWords } from '../words/use-words.js';

/** One incident of the queue: what, where, since when, who has it. */
export function QueueRow({ incident, chosen, now }: { incident: Incident; chosen: boolean; now: number }) {
  const escalation = useLive(({ escalations }) => escalations.get(incident.id));
  const t = useWords();
  const lang = useLang();
  const words = incidentWords[lang];
  const free = isFree(incident) && !isDone(incident);
  const silent = unreached(useTold(free ? incident.id : undefined), now) !== undefined;
  const age =
    holds(incident) && !isDone(incident)
      ? alertAge(now - incident.startedAt, formatWords[lang])
      : t.ended(hhmm(incident.endedAt ?? incident.verdict?.at ?? incident.updatedAt));
  const { devices } = incident.counts;
  const marks = [
    incident.drill && t.drill,
    devices > 1 && words.boxes(devices),
    incident.flappingSince !== undefined && t.flapping,
  ].filter(Boolean);
  return (
    <li className={free ? `queue-row free ${incident.severity}` : 'queue-row'}>
      <Way href={hrefOf(incident.id)} aria-current={chosen ? 'true' : undefined} data-incident={incident.id}>
        <Severity kind={incident.severity} life={isDone(incident) ? 'returned' : lifeOf(incident)} />
        <span className="what">
          <span className="unseen">{words.severity[incident.severity]}: </span>
          {titleOf(incident, lang)}
        </span>
        <span className="age num">{age}</span>
        <span className="where">{[incident.text.place, ...marks].filter(Boolean).join(' · ')}</span>
        <span className={silent ? 'who unreached' : 'who'}>
          {silent && <Severity kind="warning" />}
          {statusOf(incident, now, t, escalation, silent)}
        </span>
      </Way>
    </li>
  );
}
