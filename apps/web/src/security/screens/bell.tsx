import { useEffect, useState } from 'react';
import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { type PushState, pushState, switchPushOn } from '../push/push.js';
import { useWords } from '../words.js';

/** Whether this phone rings; if not, why it should and how. A browser asks only once: first it is said what for. */
export function Bell() {
  const t = useWords();
  const [state, setState] = useState<PushState>();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  useEffect(() => void pushState().then(setState), []);
  const on = async () => {
    setBusy(true);
    setFailed(false);
    try {
      setState(await switchPushOn());
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
