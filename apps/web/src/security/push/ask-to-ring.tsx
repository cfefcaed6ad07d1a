import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { type PushState, switchPushOn } from './push.js';

/** Asks whether this phone may ring. A browser asks only once: first it is said what for. */
export function AskToRing(props: {
  state: PushState | undefined;
  onState(state: PushState): void;
  /** A page has one filled button: `line` where it is another. */
  kind?: 'go' | 'line';
  words: Record<'title' | 'why' | 'on' | 'denied' | 'failed' | 'busy', string>;
}) {
  const { state, onState, kind = 'go', words } = props;
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
  if (state !== 'ask' && state !== 'denied') return null;
  return (
    <section className="pad bell push" aria-labelledby="bell-title">
      <h2 id="bell-title">
        <Icon name="bell" />
        {words.title}
      </h2>
      <p>{state === 'denied' ? words.denied : words.why}</p>
      {failed && (
        <p role="alert" className="said warning">
          {words.failed}
        </p>
      )}
      {state === 'ask' && (
        <Button wide kind={kind} icon="bell" busy={busy && words.busy} onClick={() => void on()}>
          {words.on}
        </Button>
      )}
    </section>
  );
}
