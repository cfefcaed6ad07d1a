import './air-bar.css';
import type { Broadcast } from '#hub/contracts';
import { useAsk } from '../admin/data/ask.js';
import { useLive, useNow } from '../admin/data/hub.js';
import { useSend } from '../admin/data/send.js';
import { Failed } from '../admin/parts/failed.js';
import { stopwatch } from '../format/clock.js';
import { postJson } from '../live/rest.js';
import { BROADCASTS } from '../operations/address.js';
import { may } from '../session/me.js';
import { useMe } from '../session/use-me.js';
import { Button } from '../ui/button.js';
import { Icon } from '../ui/icon.js';
import { usePath, Way } from '../ui/way.js';
import { BROADCASTS_API, type BroadcastsAnswer } from './data.js';
import { audienceOf, isPastStopping } from './look.js';
import { useBroadcastWords } from './words.js';

/** What is said to all right now, over every page of the desk, and the way to stop it. */
export function AirBar() {
  const me = useMe();
  const broadcasts = useLive((live) => live.broadcasts);
  const path = usePath();
  const t = useBroadcastWords();
  if (!may(me, 'broadcasts.write')) return null;
  const all = [...broadcasts.values()];
  const airing = all.filter(({ state }) => state === 'airing');
  const drafts = may(me, 'broadcasts.approve') ? all.filter(({ state }) => state === 'draft').length : 0;
  const asks = drafts > 0 && path !== BROADCASTS;
  if (airing.length === 0 && !asks) return null;
  return (
    <section className="air-bar" aria-label={t.page}>
      {airing.map((one) => (
        <OnAir key={one.id} broadcast={one} />
      ))}
      {asks && (
        <div className="air-line asks">
          <Icon name="sound" />
          <p>{t.waitingFor(drafts)}</p>
          <Way className="btn line" href={BROADCASTS}>
            {t.look}
          </Way>
        </div>
      )}
    </section>
  );
}

function OnAir({ broadcast }: { broadcast: Broadcast }) {
  const t = useBroadcastWords();
  const now = useNow(1000);
  const sending = useSend();
  const known = useAsk<BroadcastsAnswer>(BROADCASTS_API).value;
  const { id, text, endsAt, stopped, urgency, drill, receipts } = broadcast;
  const stop = () => sending.run(async () => void (await postJson(`${BROADCASTS_API}/${id}/stop`, {})));
  return (
    <div className={`air-line on ${urgency}`} role="status">
      <Icon name="sound" />
      <p>
        <b>{t.airing}</b>
        {drill && <b> · {t.drill}</b>}
        {receipts.some(({ dryRun }) => dryRun) && <b> · {t.dryRun}</b>}
        <span> · {audienceOf(broadcast, t)} · </span>
        <span className="num">
          {endsAt === undefined ? t.sending : t.left(stopwatch(Math.max(0, endsAt - now) + 999))}
        </span>
        <q>{text}</q>
      </p>
      <Button
        kind="danger"
        icon="off"
        busy={(sending.busy || stopped !== undefined) && t.stopping}
        off={isPastStopping(broadcast, known) && t.cannotStop}
        onClick={() => void stop()}
      >
        {t.stop}
      </Button>
      <Failed error={sending.failed} />
    </div>
  );
}
