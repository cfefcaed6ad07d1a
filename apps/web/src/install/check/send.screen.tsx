import { useEffect, useState } from 'react';
import { hhmm } from '../../format/clock.js';
import { useStore } from '../../live/store.js';
import { Screen } from '../../phone/screen.js';
import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { go } from '../../ui/way.js';
import { useInstaller } from '../installer.js';
import { LineBand } from '../line-band.js';
import type { Job } from '../outbox/job.js';
import { HOME } from '../paths.js';
import { useWords } from '../words/use-words.js';
import { NextBox } from './next-box.js';

/** A photo takes half a minute on a weak line: long enough to say that it is on its way. */
const LONG_MS = 8000;

/** It is on its way, or waits on the phone until there is one. */
export function SendScreen({ job, stranger }: { job: Job; stranger: boolean }) {
  const { outbox } = useInstaller();
  const t = useWords();
  const line = useStore(outbox.line);
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
  const waits = stranger || line === 'unreachable' || line === 'signed-out' || line === 'later';
  return (
    <Screen
      title={waits ? t.savedTitle : t.sendTitle}
      over={t.step(5)}
      joint={5}
      back={{ words: t.back, go: () => go(HOME, { replace: true }) }}
      bands={<LineBand stranger={stranger} />}
      dock={
        <>
          <NextBox />
          <Button kind="line" wide wet icon="list" onClick={() => go(HOME, { replace: true })}>
            {t.toList}
          </Button>
        </>
      }
    >
      <div className="pad">
        <p className="said gap">
          <Icon name={waits ? 'noSignal' : 'send'} />
          {waits ? t.saved : t.sendingOne}
        </p>
        <p className="do gap">{job.registration.name}</p>
        <p className="meta">{t.rowQueued(hhmm(job.registration.takenAt))}</p>
        {waits ? <p className="gap">{t.savedHow}</p> : long && <p className="gap">{t.slowLine}</p>}
      </div>
    </Screen>
  );
}
