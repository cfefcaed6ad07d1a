import { type ReactNode, useEffect, useState } from 'react';
import { refreshSession } from '../../session/session.js';
import { useQuietPointer } from '../stage/use-quiet-pointer.js';
import { useStage } from '../stage/use-stage.js';
import { useSpeech } from '../words/words.js';
import { beginPairing, type Pairing as Begun, type PairingState } from './begin-pairing.js';
import { useStore } from '../../live/store.js';

/** How often a screen looks whether the hub has an administrator by now. */
const LOOK_MS = 5000;

/** What a screen shows that the hub does not know, or does not know any more: never a figure of before. */
export function Pairing({ textScale }: { textScale: number }) {
  const [pairing, setPairing] = useState<Begun>();
  useEffect(() => {
    const begun = beginPairing(() => void refreshSession());
    setPairing(begun);
    return () => begun.stop();
  }, []);
  return pairing ? <Waiting pairing={pairing} textScale={textScale} /> : null;
}

function Waiting({ pairing, textScale }: { pairing: Begun; textScale: number }) {
  const { t } = useSpeech();
  const state = useStore(pairing.state);
  const last = useLastCode(state);
  const host = isLoopback(window.location.hostname) ? undefined : window.location.host;
  return (
    <Ground textScale={textScale} title={t.pairing.title} away={state.phase === 'away' ? t.pairing.away : undefined}>
      {last ? (
        <p className={state.phase === 'shown' ? 'code' : 'code old'} aria-label={[...last].join(' ')}>
          <span>{last.slice(0, 3)}</span>
          <span>{last.slice(3)}</span>
        </p>
      ) : (
        <p className="no-code">{state.phase === 'full' ? t.pairing.full : t.pairing.asking}</p>
      )}
      <ol>
        <li>{t.pairing.open(host ? `${host}/admin/man-hinh` : undefined)}</li>
        <li>{t.pairing.type}</li>
      </ol>
      <footer>
        <p>{t.pairing.changes}</p>
        <a href="/sign-in?to=%2Fwall" data-nav="sign-in">
          {t.pairing.signIn}
        </a>
      </footer>
    </Ground>
  );
}

/** Nobody can pair anything before there is an administrator. */
export function NoAdministrator({ textScale }: { textScale: number }) {
  const { t } = useSpeech();
  useEffect(() => {
    const timer = setInterval(() => void refreshSession(), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <Ground textScale={textScale} title={t.pairing.noAdministrator}>
      <p className="no-code">{t.pairing.setUp}</p>
      <ol>
        <li>{t.pairing.setUpLink}</li>
        <li>{t.pairing.setUpThen}</li>
      </ol>
    </Ground>
  );
}

/** Somebody who is signed in and may not watch. */
export function MayNotWatch({ textScale, name }: { textScale: number; name: string }) {
  const { t } = useSpeech();
  return (
    <Ground textScale={textScale} title={t.pairing.mayNot(name)}>
      <p className="no-code">{t.pairing.mayNotWhy}</p>
      <footer>
        <span />
        <a href="/account" data-nav="account">
          {t.pairing.account}
        </a>
      </footer>
    </Ground>
  );
}

function Ground(props: { textScale: number; title: string; away?: string | undefined; children: ReactNode }) {
  const stage = useStage(props.textScale);
  useQuietPointer();
  const { t } = useSpeech();
  return (
    <main
      className="stage pairing"
      style={{ width: stage.width, height: stage.height, left: stage.left, top: stage.top }}
    >
      <header>
        <p>{t.centre}</p>
        <h1>{props.title}</h1>
      </header>
      {props.away && (
        <section className="away hatch" role="alert">
          <p>{props.away}</p>
        </section>
      )}
      {props.children}
    </main>
  );
}

/** The code that is shown, or was shown last: while the hub is away it stands there greyed. */
function useLastCode(state: PairingState): string | undefined {
  const [last, setLast] = useState<string>();
  const shown = state.phase === 'shown' ? state.code : undefined;
  useEffect(() => {
    if (shown) setLast(shown);
  }, [shown]);
  return state.phase === 'away' ? last : shown;
}

/** Of no use to somebody at another machine. */
const isLoopback = (host: string) => /^(localhost|127\.|\[::1\])/.test(host);
