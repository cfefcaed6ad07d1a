import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { AskToRing } from '../push/ask-to-ring.js';
import { type PushState, ringTestBell } from '../push/push.js';
import { useWords } from '../words.js';

/** A push service may take its time. */
const ASKED_MS = 5000;

/** Whether this phone rings; if not, why it should and how. */
export function Bell({ state, onState }: { state: PushState | undefined; onState(state: PushState): void }) {
  const t = useWords();
  if (state === 'on' || state === 'unsupported')
    return <p className="pad meta push">{state === 'on' ? t.noneWhy : t.noneNoPush}</p>;
  const words = { title: t.pushTitle, why: t.pushWhy, on: t.pushOn, denied: t.pushDenied, failed: t.pushFailed };
  return <AskToRing state={state} onState={onState} words={{ ...words, busy: t.connecting }} />;
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
