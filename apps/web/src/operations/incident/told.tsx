import type { Incident, Notice } from '#hub/contracts';
import { hhmm } from '../../format/clock.js';
import { type Lang, useLang } from '../../i18n/lang.js';
import type { IncidentNotices } from '../../incidents/incident.js';
import { noticeReason } from '../../incidents/notice-reasons.js';
import { useWords } from '../words/use-words.js';
import type { Words } from '../words/vi.js';

const TONE: Record<Notice['state'], string> = {
  queued: 'waits',
  sent: 'waits',
  delivered: '',
  read: 'well',
  failed: 'bad',
  skipped: 'waits',
  unknown: 'bad',
};

/** Whom the hub told of it, how, and how far it got. */
export function Told({ told, incident }: { told: IncidentNotices | undefined; incident: Incident }) {
  const t = useWords();
  const lang = useLang();
  const notices = byPerson(told?.notices ?? []);
  const stopped = told?.escalation?.stopped;
  // of what is simulated the rows say who would have been told: a drill is told of
  const kept = incident.simulated && !incident.drill;
  const title = kept ? t.wouldTell : t.toldWhom;
  const why = kept ? t.simulated : stopped && t.toldStopped[stopped];
  return (
    <section className="desk-part" aria-label={title}>
      <h2>
        {title}
        {why && <span className="meta">{why}</span>}
      </h2>
      {notices.length === 0 ? (
        <p className="meta">{t.toldNobody}</p>
      ) : (
        <table className="told">
          <thead>
            <tr>
              {[t.person, t.channel, t.sent, t.arrived, t.result].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {notices.map((notice, i) => {
              const name = notice.name ?? t.everybody;
              const again = i > 0 && (notices[i - 1]!.name ?? t.everybody) === name;
              return (
                <tr key={notice.id} className={again ? 'again' : undefined}>
                  <th scope="row">{again ? <span className="unseen">{name}</span> : name}</th>
                  <td>{t.channels[notice.channel]}</td>
                  <td className="num">{notice.sentAt === undefined ? '—' : hhmm(notice.sentAt)}</td>
                  <td className="num">{notice.deliveredAt === undefined ? '—' : hhmm(notice.deliveredAt)}</td>
                  <td className={TONE[notice.state]}>{resultOf(notice, t, lang)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Whoever was told first stands first, with all that was tried. */
function byPerson(notices: readonly Notice[]): Notice[] {
  const ordered = [...notices].sort((a, b) => a.queuedAt - b.queuedAt);
  const whom = ({ person, name }: Notice) => person ?? name;
  const people = [...new Set(ordered.map(whom))];
  return people.flatMap((one) => ordered.filter((notice) => whom(notice) === one));
}

const resultOf = ({ state, reason, dryRun }: Notice, t: Words, lang: Lang): string =>
  [reason === undefined ? t.notice[state] : noticeReason(reason, lang), dryRun && t.dryRun].filter(Boolean).join(' · ');
