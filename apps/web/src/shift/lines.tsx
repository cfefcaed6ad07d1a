import type { Incident } from '#hub/contracts';
import { hhmm, whenShort } from '../format/clock.js';
import { useLang } from '../i18n/lang.js';
import { hasNews, isDone, lifeOf, titleOf } from '../incidents/incident.js';
import { Severity } from '../ui/severity.js';
import { Way } from '../ui/way.js';
import { hrefOf } from '../operations/address.js';
import type { Missing } from './use-shift.js';
import { type ShiftWords, useShiftWords } from './words.js';

/** Incidents, a line each. `named`: with who has them. */
export function IncidentLines(props: { incidents: readonly Incident[]; now: number; most: number; named: boolean }) {
  const { incidents, now, most, named } = props;
  const t = useShiftWords();
  const lang = useLang();
  const more = incidents.length - most;
  return (
    <ul className="shift-lines">
      {incidents.slice(0, most).map((incident) => (
        <li key={incident.id}>
          <Severity kind={incident.severity} life={isDone(incident) ? 'returned' : lifeOf(incident)} />
          <span className="when num">{whenShort(incident.startedAt, now)}</span>
          <span className="what">
            <span className="unseen">{t.severities[incident.severity]}: </span>
            {incident.drill && <b>{t.drill} · </b>}
            <Way href={hrefOf(incident.id)}>{titleOf(incident, lang)}</Way>
            {incident.text.place && ` · ${incident.text.place}`}
          </span>
          <span className="meta">{standing(incident, t, named)}</span>
        </li>
      ))}
      {more > 0 && <li className="meta">{t.more(more)}</li>}
    </ul>
  );
}

/** How it stands, in a few words. */
export function standing(incident: Incident, t: ShiftWords, named: boolean): string {
  const { verdict, shelved, acknowledgement, assigned, state } = incident;
  if (verdict?.kind === 'false') return t.falseOne;
  if (verdict) return t.resolved;
  if (shelved) return t.until(hhmm(shelved.until));
  const who = assigned?.name ?? acknowledgement?.by;
  if (state === 'closed') return who === undefined ? t.over : named ? t.overOf(who) : t.overTaken;
  if (state === 'returned') return t.waitsForLook;
  if (who === undefined) return t.nobody;
  if (acknowledgement === undefined) return named ? t.assignedTo(who) : t.assigned;
  const taken = named ? t.takenBy(who) : t.taken;
  return hasNews(incident) ? t.withNews(taken) : taken;
}

export function MissingLines({ missing, now, most }: { missing: readonly Missing[]; now: number; most: number }) {
  const t = useShiftWords();
  if (missing.length === 0) return <p>{t.devicesFine}</p>;
  const more = missing.length - most;
  return (
    <ul className="shift-lines">
      {missing.slice(0, most).map(({ device, why, since }) => (
        <li key={device.id}>
          <Severity kind="stale" />
          <span className="what">
            {device.name}
            {device.hamlet && ` · ${device.hamlet}`}
          </span>
          <span className="meta">
            {t[why]}
            {since !== undefined && ` ${t.since(whenShort(since, now))}`}
          </span>
        </li>
      ))}
      {more > 0 && <li className="meta">{t.more(more)}</li>}
    </ul>
  );
}
