import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { type PushState, ringTestBell, switchPushOn } from '../push/push.js';
import { useWords } from '../words.js';

/** A push service may take its time. */
const ASKED_MS = 5000;

/** Whether this phone rings; if not, why it should and how. A browser asks only once: first it is said what for. */
export function Bell({ state, onState }: { state: PushState | undefined; onState(state: PushState): void }) {
  const t = useWords();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const on = async () => {
    setBusy(true);
    setFailed(false);
    try {
      onState(await switchPushOn());
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };
  if (state === undefined) return null;
  if (state === 'on' || state === 'unsupported')
    return <p className="pad meta push">{state === 'on' ? t.noneWhy : t.noneNoPush}</p>;
  return (
    <section className="pad bell push" aria-labelledby="bell-title">
      <h2 id="bell-title">
        <Icon name="bell" />
        {t.pushTitle}
      </h2>
      <p>{state === 'denied' ? t.pushDenied : t.pushWhy}</p>
      {failed && (
        <p role="alert" className="said warning">
          {t.pushFailed}
        </p>
      )}
      {state === 'ask' && (
        <Button kind="go" wide icon="bell" busy={busy && t.connecting} onClick={() => void on()}>
          {t.pushOn}
        </Button>
      )}
    </section>
  );
}

/** Rings this phone, as it will ring at night. That it rang is seen when it does. */
export function TestBell() {
  const t = useWords();
  const [state, setState] = useState<'ready' | 'asked' | 'failed'>('ready');
  const ring = async () => {
    setState('asked');
    try {
      await ringTestBell();
      setTimeout(() => setState('ready'), ASKED_MS);
    } catch {
      setState('failed');
    }
  };
  return (
    <Button wide icon="bell" busy={state === 'asked' && t.ringing} onClick={() => void ring()}>
      {state === 'failed' ? t.ringFailed : t.ring}
    </Button>
  );
}
