import type { Alert, HubStatus } from '#hub/contracts';
import { hhmm, whenShort } from '../../format/clock.js';
import { useSpeech } from '../words/words.js';
import { count, hubTroubles } from '../header/hub-notes.js';
import { reportPeriod } from '../header/state-sentence.js';

export interface CalmColumnProps {
  now: number;
  /** Why "nothing" would be a guess, in words: no station reports. */
  blind?: string;
  checkedAt: number;
  ended: readonly Alert[];
  status?: HubStatus;
  silent: number;
  hidePlaces: boolean;
  /** How many lines of the report fit. */
  room: number;
  /** Absent in a replay. */
  onReplay?(): void;
}

/** Nothing is wrong: what happened, and how the system is. */
export function CalmColumn({
  now,
  blind,
  checkedAt,
  ended,
  status,
  silent,
  hidePlaces,
  room,
  onReplay,
}: CalmColumnProps) {
  const { t, lang } = useSpeech();
  const shown = ended.slice(0, ended.length > room ? Math.max(0, room - 1) : room);
  const notes = systemNotes(status, silent, now, t, lang);
  return (
    <>
      <h2>{blind === undefined ? t.nothing : t.unknown}</h2>
      <p>{blind ?? t.checked(hhmm(checkedAt))}</p>
      <h3>
        {reportPeriod(now).name === 'night' ? t.lastNight : t.today}
        {onReplay && ended.length > 0 && (
          <button type="button" data-nav="replay" onClick={onReplay}>
            {t.replayLast}
          </button>
        )}
      </h3>
      <ul>
        {shown.map((alert) => (
          <li key={alert.id}>
            <time>{hhmm(alert.startedAt)}</time>
            <p>
              <strong>
                {lang === 'en' ? alert.text.titleEn : alert.text.title}
                {hidePlaces || !alert.text.place ? '' : `, ${alert.text.place.split(',')[0]}`}
              </strong>
              <span>
                {t.closedAt(whenShort(alert.endedAt ?? alert.updatedAt, now))}
                {alert.acknowledgement?.note && !hidePlaces ? ` · ${alert.acknowledgement.note}` : ''}
              </span>
            </p>
          </li>
        ))}
        {ended.length === 0 && <li className="wide">{t.noIncident}</li>}
        {ended.length > shown.length && (
          <li className="wide">
            {shown.length === 0 ? t.closedCount(ended.length) : t.moreClosed(ended.length - shown.length)}
          </li>
        )}
      </ul>
      {/* a replay does not know how the hub was */}
      {status && (
        <>
          <h3>{t.system}</h3>
          <ul>
            {notes.slice(0, 2).map((note) => (
              <li className="wide" key={note.strong}>
                <strong>{note.strong}</strong>
                {note.detail && <span>{note.detail}</span>}
              </li>
            ))}
            {notes.length === 0 && <li className="wide">{t.systemFine}</li>}
          </ul>
        </>
      )}
    </>
  );
}

function systemNotes(
  status: HubStatus | undefined,
  silent: number,
  now: number,
  t: ReturnType<typeof useSpeech>['t'],
  lang: 'vi' | 'en',
): { strong: string; detail?: string }[] {
  const notes: { strong: string; detail?: string }[] = hubTroubles(status, t).map((strong) => ({ strong }));
  const outage = status?.outage;
  if (outage && now - outage.to < 12 * 3_600_000)
    notes.push({
      strong: t.outageSpan(whenShort(outage.from, now), hhmm(outage.to)),
      detail: t.outageFilled(count(outage.backfilled, lang)),
    });
  if (silent > 0) notes.push({ strong: t.silentStations(silent) });
  if (status && status.unrecognised > 0) notes.push({ strong: t.unrecognised(count(status.unrecognised, lang)) });
  if (status && status.deadLetters > 0) notes.push({ strong: t.deadLetters(count(status.deadLetters, lang)) });
  return notes;
}
