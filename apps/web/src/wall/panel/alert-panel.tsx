import { METRICS, type Metric } from '#hub/contracts';
import { useEffect, useState } from 'react';
import { whenShort } from '../../format/clock.js';
import { withUnit } from '../../format/figures.js';
import { type Speech, useSpeech } from '../words/words.js';
import { postJson } from '../../live/rest.js';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { type CardWords, cardWords, startWords } from '../alerts/cards.js';
import type { Matter } from '../alerts/matters.js';
import { peakIsLowest } from '../alerts/peak-is-lowest.js';
import { Shape } from '../shapes.js';
import type { PanelProps } from './panel-props.js';
import { WholeLines } from './whole-lines.js';

/** An incident is taken as a whole; what is of none, by itself. */
const takingPath = ({ id, matter }: Matter): string =>
  `/api/${matter ? 'incidents' : 'alerts'}/${encodeURIComponent(matter?.id ?? id)}/acknowledge`;

/** A hub that took the request answers at once. */
const ANSWER_MS = 10_000;

/** All that is known of an alert, and the button by which somebody takes it. */
export function AlertPanel({ alert, rules, clock, visitor, onReplay, onClose }: PanelProps & { alert: Matter }) {
  const speech = useSpeech();
  const { t, lang } = speech;
  const me = useMe();
  const words = cardWords(alert, clock, speech);
  const { metric, peak } = alert.facts;
  const rule = rules.find((r) => r.id === alert.rule);
  const rows: [string, string | undefined][] = [
    [t.begun, `${startWords(alert, clock, t)} · ${words.age}`],
    // the widest beside the narrowest
    [t.valueNow, words.value],
    [t.notified, alert.learntAt - alert.startedAt > 60_000 ? whenShort(alert.learntAt, clock) : undefined],
    [
      peakIsLowest(alert, rule) ? t.trough : t.peak,
      metric && peak !== undefined && Object.hasOwn(METRICS, metric)
        ? withUnit(metric as Metric, peak, lang)
        : undefined,
    ],
    [t.state, stateWords(alert, words, clock, t)],
    [t.behind, words.boxes],
    [t.note, visitor ? undefined : alert.acknowledgement?.note],
  ];
  return (
    <>
      <header>
        <Shape kind={alert.severity} accepted={alert.state === 'acknowledged'} />
        <h2>{words.title}</h2>
        <button type="button" data-nav="replay" onClick={() => onReplay(alert)}>
          {t.replayThis}
        </button>
        <button
          type="button"
          className="close"
          data-nav="close"
          onClick={onClose}
          data-first={alert.state === 'acknowledged' ? '' : undefined}
        >
          {t.close}
        </button>
      </header>
      {!visitor && <p className="place">{words.place}</p>}
      <p className="whole">
        {visitor ? t.severity[alert.severity] : lang === 'en' ? alert.text.sentenceEn : alert.text.sentence}
      </p>
      <dl>
        {rows.map(([name, value]) =>
          value === undefined ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {rule && (
        <WholeLines
          className="source"
          text={`${t.limitSource}: ${rule.source}${rule.demo ? ` · ${t.demoRule}` : ''}`}
        />
      )}
      {alert.state === 'unacknowledged' &&
        !visitor &&
        (may(me, 'alerts.acknowledge') ? <Acknowledge alert={alert} /> : <p className="look-only">{t.lookOnly}</p>)}
    </>
  );
}

/** How it stands, and since when somebody has it, or has dealt with it. */
function stateWords(alert: Matter, { owner }: CardWords, clock: number, t: Speech['t']): string {
  const { acknowledgement, verdict, matter, state } = alert;
  if (!acknowledgement) return owner;
  const at = whenShort(((matter?.settles && verdict) || acknowledgement).at, clock);
  return state === 'unacknowledged' ? `${t.acceptedBySomebody} ${at} · ${owner}` : `${owner} · ${at}`;
}

function Acknowledge({ alert }: { alert: Matter }) {
  const { t } = useSpeech();
  const me = useMe();
  const [note, setNote] = useState('');
  const [state, setState] = useState<'ready' | 'sending' | 'failed'>('ready');
  const send = async () => {
    setState('sending');
    try {
      await postJson(takingPath(alert), {
        note: note.trim() || undefined,
      });
    } catch {
      setState('failed');
    }
  };
  // taken over when the alert itself comes back accepted: until then nothing is certain
  useEffect(() => {
    if (state !== 'sending') return;
    const timer = setTimeout(() => setState('failed'), ANSWER_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p className="as">{t.acceptAs(me.name)}</p>
      <label className="note">
        {t.note}
        <input data-nav="note" value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
      </label>
      <button type="submit" className="accept" data-nav="accept" data-first="" disabled={state === 'sending'}>
        {state === 'sending' ? t.acknowledging : t.acknowledge}
      </button>
      {state === 'failed' && <p role="alert">{t.acknowledgeFailed}</p>}
    </form>
  );
}
