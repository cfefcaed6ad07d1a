import {
  type BlockDay,
  plotName,
  SKIP_REASONS,
  type SkipReason,
  type Turn,
  type TurnChange,
  turnRefusal,
} from '#hub/contracts';
import { type ReactNode, useRef, useState } from 'react';
import { DAY_MS, ddmm, hhmm } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { RequestFailed, sendJson } from '../../live/rest.js';
import { useStore } from '../../live/store.js';
import { useClock } from '../../phone/use-clock.js';
import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { go } from '../../ui/way.js';
import { useFarmer } from '../farmer.js';
import { whole } from '../model/figures.js';
import { blocksHref } from '../paths.js';
import { Frame } from '../screens/frame.js';
import { turnWords } from '../words/deed-words.js';
import { useWords } from '../words/use-words.js';
import { fixing, freeing, isChanged, moving, proposing, skipping, turnOf } from './changes.js';

const STEP_MS = 30 * 60_000;
const REASONS = Object.keys(SKIP_REASONS) as SkipReason[];
type Change = Omit<TurnChange, 'key'>;

/** One plot's turn of a day, in its keeper's hands: earlier or later, longer or shorter, none, or as the hub proposes it. */
export default function TurnScreen({ block, plot }: { block: BlockDay; plot: string }) {
  const t = useWords();
  const lang = useLang();
  const turn = turnOf(block, plot);
  const skipped = block.skipped.find((one) => one.plot === plot);
  const { send, failed, busy, lost } = useChange(block);
  const name = plotName({ id: plot, name: turn?.name ?? skipped?.name }, lang);
  return (
    <Frame
      title={name}
      under={[ddmm(block.day), turn?.owner].filter(Boolean).join(' · ')}
      back={() => go(blocksHref(block.day), { replace: true })}
      quiet
      className="turn"
    >
      <div className="pad more">
        {lost && (
          <p className="state short">
            <Icon name="noSignal" />
            {t.turnsNeedLine}
          </p>
        )}
        <p role="alert" className="state short">
          {failed && !lost && <Icon name="alert" />}
          {!lost && failed}
        </p>
        {turn && (
          <Hours
            key={`${turn.from} ${turn.to} ${turn.fixed}`}
            block={block}
            turn={turn}
            off={lost}
            busy={busy}
            send={send}
          />
        )}
        {turn && <Skip block={block} plot={plot} off={lost || busy} send={send} />}
        {skipped && <p className="state short">{t.skippedFor(skipped.reason[lang].toLocaleLowerCase(lang))}</p>}
        {!turn && !skipped && <p>{t.turnGone}</p>}
        {(turn?.fixed || skipped) && (
          <Button wide wet icon="undo" aria-disabled={lost || busy} onClick={() => void send(freeing(block, plot))}>
            {t.asProposed}
          </Button>
        )}
        {isChanged(block) && (
          <Button kind="quiet" wide aria-disabled={lost || busy} onClick={() => void send(proposing(block))}>
            {t.dayAsProposed}
          </Button>
        )}
      </div>
    </Frame>
  );
}

type Send = (change: Change) => Promise<void>;

/** Sends a change; nothing is another before the hub has said so. The same change is sent again under the same name. */
function useChange(block: BlockDay) {
  const t = useWords();
  const { known } = useFarmer();
  const lost = useStore(known.line) === 'lost';
  const [failed, setFailed] = useState('');
  const [busy, setBusy] = useState(false);
  const last = useRef({ what: '', key: '' });
  const send: Send = async (change) => {
    const what = JSON.stringify(change);
    if (last.current.what !== what) last.current = { what, key: crypto.randomUUID() };
    setBusy(true);
    setFailed('');
    try {
      const body = { ...change, key: last.current.key } satisfies TurnChange;
      await known.take(await sendJson<BlockDay>('POST', `/api/farm/blocks/${block.block}/turns`, body));
      go(blocksHref(block.day), { replace: true });
    } catch (error) {
      setFailed(error instanceof RequestFailed && error.reason !== 'unreachable' ? said(error) : t.turnNotSent);
      await known.refresh();
    }
    setBusy(false);
  };
  return { send, failed, busy, lost };
}

/** In the hub's words: what stands in the way of a field says more than that something is wrong. */
const said = ({ answer, message }: RequestFailed): string => answer.fields?.[0]?.problem ?? answer.message ?? message;

function Hours(props: { block: BlockDay; turn: Turn; off: boolean; busy: boolean; send: Send }) {
  const { block, turn, off, busy, send } = props;
  const t = useWords();
  const lang = useLang();
  const now = useClock(30_000);
  const [span, setSpan] = useState({ from: turn.from, to: turn.to });
  const { from, to } = span;
  const begun = turn.from <= now;
  const moved = from !== turn.from || to !== turn.to;
  const others = block.turns.map((one) => ({ ...one, stays: one.fixed || one.from <= now }));
  const refusal = moved ? turnRefusal({ ...turn, from, to }, others, { now, flow: block.flow }) : undefined;
  const nameOf = (id: string) => plotName({ id, name: block.turns.find(({ plot }) => plot === id)?.name }, lang);
  const why =
    refusal?.key === 'past'
      ? t.turnPast
      : refusal && t.turnOverlap(nameOf(refusal.with), hhmm(refusal.from), hhmm(refusal.to));
  const outside = !block.open.some((one) => one.from <= from && one.to >= to);
  const shift = (by: number) => () => {
    const start = snapped(from + by, by);
    if (start >= block.day && start + (to - from) <= block.day + DAY_MS)
      setSpan({ from: start, to: start + (to - from) });
  };
  const stretch = (by: number) => () => {
    const end = from + Math.max(STEP_MS, Math.round((to - from + by) / STEP_MS) * STEP_MS);
    if (end <= block.day + DAY_MS) setSpan({ from, to: end });
  };
  const move = (by: -1 | 1) => {
    const change = turn.fixed ? undefined : moving(block, turn.plot, by, now);
    return { off: off || busy || !change, go: () => void (change && send(change)) };
  };
  const [up, down] = [move(-1), move(1)];
  return (
    <>
      <section>
        <p className="span num">
          <b>
            {hhmm(from)}–{hhmm(to)}
          </b>
        </p>
        <p className="meta">
          {[turn.fixed && t.fixed, turnWords(to - from, t, lang), t.wants(whole(turn.need, lang))]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <Stepper
          label={t.begins}
          less={t.earlier}
          more={t.later}
          off={begun}
          onLess={shift(-STEP_MS)}
          onMore={shift(STEP_MS)}
        >
          {hhmm(from)}
        </Stepper>
        <Stepper label={t.lasts} less={t.shorter} more={t.longer} onLess={stretch(-STEP_MS)} onMore={stretch(STEP_MS)}>
          {turnWords(to - from, t, lang)}
        </Stepper>
        {why && (
          <p className="state short" role="status">
            <Icon name="alert" />
            {why}
          </p>
        )}
        {moved && !why && outside && <p className="meta short">{t.turnOutside}</p>}
        <Button
          kind="go"
          wide
          wet
          icon="lock"
          busy={busy && t.sendingTurn}
          aria-disabled={off || Boolean(why) || (!moved && turn.fixed)}
          onClick={() => void send(fixing(block, turn.plot, span))}
        >
          {t.fixTurn(hhmm(from), hhmm(to))}
        </Button>
      </section>
      {!turn.fixed && (
        <div className="pair">
          <Button wet icon="up" aria-disabled={up.off} onClick={up.go}>
            {t.goBefore}
          </Button>
          <Button wet icon="down" aria-disabled={down.off} onClick={down.go}>
            {t.goAfter}
          </Button>
        </div>
      )}
    </>
  );
}

/** To the half hour that lies in the direction of the step. */
function snapped(at: number, by: number): number {
  return (by < 0 ? Math.ceil(at / STEP_MS) : Math.floor(at / STEP_MS)) * STEP_MS;
}

function Stepper(props: {
  label: string;
  less: string;
  more: string;
  off?: boolean;
  onLess: () => void;
  onMore: () => void;
  children: ReactNode;
}) {
  const { label, less, more, off = false, onLess, onMore, children } = props;
  return (
    <fieldset className="stepper" disabled={off}>
      <legend className="meta">{label}</legend>
      <button type="button" onClick={onLess}>
        {less}
      </button>
      <output className="num">{children}</output>
      <button type="button" onClick={onMore}>
        {more}
      </button>
    </fieldset>
  );
}

function Skip({ block, plot, off, send }: { block: BlockDay; plot: string; off: boolean; send: Send }) {
  const t = useWords();
  const lang = useLang();
  return (
    <section>
      <h2>{t.skipTitle}</h2>
      <div className="reasons">
        {REASONS.map((reason) => (
          <button key={reason} type="button" disabled={off} onClick={() => void send(skipping(block, plot, reason))}>
            {SKIP_REASONS[reason][lang]}
          </button>
        ))}
      </div>
    </section>
  );
}
