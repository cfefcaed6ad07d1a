import type { AiredThere, Broadcast } from '#hub/contracts';
import { askAgain } from '../admin/data/ask.js';
import { useSend } from '../admin/data/send.js';
import { Failed } from '../admin/parts/failed.js';
import { whenShort } from '../format/clock.js';
import { useLang } from '../i18n/lang.js';
import { noticeReason } from '../incidents/notice-reasons.js';
import { postJson } from '../live/rest.js';
import { may } from '../session/me.js';
import { useMe } from '../session/use-me.js';
import { Button } from '../ui/button.js';
import { say } from '../ui/toast.js';
import { BROADCASTS_API, type BroadcastsAnswer } from './data.js';
import { audienceOf, nextAir } from './look.js';
import { type BroadcastWords, useBroadcastWords } from './words.js';

interface Shown {
  broadcast: Broadcast;
  windows: BroadcastsAnswer['windows'];
  now: number;
  onEdit(): void;
}

/** One message: what it says, where it stands, what came of it in each hamlet, and what may be done with it. */
export function BroadcastCard({ broadcast, windows, now, onEdit }: Shown) {
  const t = useBroadcastWords();
  const lang = useLang();
  const { id, state, urgency, text, seconds, recording, drill, simulated, reason } = broadcast;
  const known = state === 'stopped' && broadcast.airingAt === undefined ? t.taken : t.states[state];
  return (
    <article className={`broadcast ${state} ${urgency}`} aria-labelledby={`${id}-text`}>
      <header>
        <b className={`broadcast-state ${state}`}>{known}</b>
        <span className={urgency === 'emergency' ? 'broadcast-urgency emergency' : 'broadcast-urgency'}>
          {t[urgency]}
        </span>
        <span>{audienceOf(broadcast, t)}</span>
        <span className="num">{t.seconds(Math.ceil(seconds))}</span>
        {recording && <span>{t.recorded}</span>}
        {drill && <b>{t.drill}</b>}
        {simulated && <b>{t.simulated}</b>}
      </header>
      <p className="broadcast-text" id={`${id}-text`} lang="vi">
        {text}
      </p>
      {recording && (
        <audio controls preload="none" src={`/api/recordings/${recording.name}`} aria-label={t.listen}>
          <track kind="captions" />
        </audio>
      )}
      <p className="meta">{storyOf(broadcast, now, t)}</p>
      {reason && <p className="broadcast-reason">{noticeReason(reason, lang)}</p>}
      {broadcast.receipts.length > 0 && <Receipts receipts={broadcast.receipts} />}
      <Deeds broadcast={broadcast} windows={windows} now={now} onEdit={onEdit} />
    </article>
  );
}

function storyOf(one: Broadcast, now: number, t: BroadcastWords): string {
  const { written, approved, stopped, template, state, dueAt, airBefore } = one;
  const when = (at: number) => whenShort(at, now);
  return [
    t.writtenBy(written.by, when(written.at)),
    approved &&
      (template
        ? t.templateBy(template.title, template.version, approved.by)
        : t.approvedBy(approved.by, when(approved.at))),
    stopped && t.stoppedBy(stopped.by, when(stopped.at)),
    state === 'approved' && (dueAt === undefined ? t.noSlot : t.airsAt(when(dueAt))),
    state === 'draft' && t.lapsesAt(when(airBefore)),
  ]
    .filter(Boolean)
    .join(' · ');
}

function Receipts({ receipts }: { receipts: readonly AiredThere[] }) {
  const t = useBroadcastWords();
  const lang = useLang();
  return (
    <ul className="broadcast-there">
      {receipts.map(({ hamlet, name, state, reason, stop, stopReason, dryRun }) => (
        <li key={hamlet} className={state}>
          <b>{name}</b>
          <span>
            {[
              t.there[state],
              reason && noticeReason(reason, lang),
              stop && (stop === 'queued' ? t.stopping : stop === 'sent' ? t.stopped : t.notStopped),
              stop !== 'sent' && stopReason && noticeReason(stopReason, lang),
              dryRun && t.dryRun,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Deeds({ broadcast, windows, now, onEdit }: Shown) {
  const t = useBroadcastWords();
  const me = useMe();
  const sending = useSend();
  const { id, state, revision, urgency, seconds, audience, commune } = broadcast;
  const places = audience.everywhere ? [{ commune }] : audience.hamlets.map((one) => ({ commune, hamlet: one.id }));
  const mayAll = (permission: 'broadcasts.write' | 'broadcasts.approve') =>
    places.every((place) => may(me, permission, place));
  if (!mayAll('broadcasts.write') || (state !== 'draft' && state !== 'approved' && state !== 'airing')) return null;
  const post = (step: string, body: object, done?: string) =>
    sending.run(async () => {
      try {
        await postJson(`${BROADCASTS_API}/${id}/${step}`, body);
        if (done) say(done);
      } finally {
        askAgain(BROADCASTS_API);
      }
    });
  const airAt = nextAir(windows, now, seconds);
  const approve = urgency === 'emergency' || airAt <= now ? t.approveNow : t.approveAt(whenShort(airAt, now));
  return (
    <footer>
      {state === 'draft' && mayAll('broadcasts.approve') && (
        <Button
          kind="go"
          icon="sound"
          wide
          busy={sending.busy && t.approving}
          onClick={() => void post('approve', { revision }, t.approved)}
        >
          {approve}
        </Button>
      )}
      {state === 'draft' && (
        <Button icon="edit" onClick={onEdit}>
          {t.edit}
        </Button>
      )}
      {state === 'airing' ? (
        <Button
          kind="danger"
          icon="off"
          busy={(sending.busy || broadcast.stopped !== undefined) && t.stopping}
          onClick={() => void post('stop', {})}
        >
          {t.stop}
        </Button>
      ) : (
        <Button icon="undo" onClick={() => void post('stop', {})}>
          {t.takeBack}
        </Button>
      )}
      <Failed error={sending.failed} />
    </footer>
  );
}
