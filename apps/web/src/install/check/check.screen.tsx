import { useEffect, useRef, useState } from 'react';
import { hhmm } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { useStore } from '../../live/store.js';
import { PacketWay } from '../../phone/packet-way.js';
import { Screen } from '../../phone/screen.js';
import { useAwake } from '../../phone/use-awake.js';
import { Icon } from '../../ui/icon.js';
import { go } from '../../ui/way.js';
import { everyWords } from '../every-words.js';
import { useInstaller } from '../installer.js';
import { LineBand } from '../line-band.js';
import { checkOf, type Job } from '../outbox/job.js';
import { HOME } from '../paths.js';
import { useWords } from '../words/use-words.js';
import { NewSecret } from './new-secret.js';
import { NextBox } from './next-box.js';
import { Support } from './support.js';
import { TellMe } from './tell-me.js';
import { type Seen, seenIn, SLOW_MS, toDo, wayOf } from './way-of-packet.js';

/** Where the first packet is, and the one thing to do where it does not come. */
export function CheckScreen({ job }: { job: Job }) {
  const { follower } = useInstaller();
  const t = useWords();
  const lang = useLang();
  useEffect(() => {
    follower.watch(job.key);
    return () => follower.watch(undefined);
  }, [follower, job.key]);
  useAwake();
  const now = useNow(1000);
  const seen = useSeen(job, now);
  const check = checkOf(job);
  const todo = toDo(check);
  // it is in, and sends when its time comes: nobody has to stand there
  const slow = todo === 'wait' && check !== undefined && check.expectedEveryMs > SLOW_MS;
  const secret = todo === 'secret';
  return (
    <Screen
      title={slow ? t.slowTitle : t.checkTitle}
      over={`${t.step(5)} · ${job.registration.name}`}
      joint={5}
      back={{ words: t.back, go: () => go(HOME, { replace: true }) }}
      bands={<LineBand quiet />}
      dock={
        secret ? (
          <>
            <NewSecret job={job} />
            <Support />
          </>
        ) : (
          <>
            <NextBox kind={slow ? 'go' : 'line'} />
            {check?.state === 'refused' && <Support />}
          </>
        )
      }
    >
      <div className="pad">
        <div className="small-gap">
          <PacketWay joints={wayOf(check, seen, { t, lang, now })} />
        </div>
        <hr className="rule" />
        {slow ? (
          <>
            <p className="said">
              <Icon name="wait" />
              {t.slowHow(everyWords(check.expectedEveryMs, lang))}
            </p>
            <TellMe />
          </>
        ) : (
          todo && (
            <>
              <h2 className="strong">{t.toDo}</h2>
              <p>{t.doNow[todo]}</p>
            </>
          )
        )}
        <Asked at={job.checkedAt} now={now} />
      </div>
    </Screen>
  );
}

/** A little more than two rounds: until then nothing needs to be said. */
const SILENT_MS = 8000;
function Asked({ at, now }: { at: number | undefined; now: number }) {
  const t = useWords();
  const { outbox } = useInstaller();
  const line = useStore(outbox.line);
  if (at !== undefined && now - at < SILENT_MS) return null;
  if (at === undefined && line !== 'unreachable') return null;
  return (
    <p className="meta gap" role="status">
      {t.notReached} {at !== undefined && t.askedAt(hhmm(at))}
    </p>
  );
}

function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** Times of the way, as this phone saw them go by. */
function useSeen(job: Job, now: number): Seen {
  const seen = useRef<Seen>({ since: job.sentAt ?? now });
  const check = checkOf(job);
  if (check) seen.current = seenIn(check, seen.current, job.checkedAt ?? now);
  return seen.current;
}
