import type { ReactNode } from 'react';
import { hhmm } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { Icon } from '../../ui/icon.js';
import { Severity } from '../../ui/severity.js';
import { go } from '../../ui/way.js';
import { refusalWord, valuesInOrder, valueWords } from '../check/way-of-packet.js';
import { type Job, problemKind, stateOf } from '../outbox/job.js';
import { boxPath } from '../paths.js';
import { useWords } from '../words/use-words.js';

/** One box and how far it got; opens it. `place`: its place among those that wait. */
export function JobRow({ job, place }: { job: Job; place?: number }) {
  const t = useWords();
  const lang = useLang();
  const made = hhmm(job.registration.takenAt);

  const said = (): { mark: ReactNode; words: string } => {
    switch (stateOf(job)) {
      case 'queued':
        return { mark: <span className="place num">{place}</span>, words: t.rowQueued(made) };
      case 'refused': {
        const { code, at } = job.problem!;
        return { mark: <Severity kind="watch" />, words: t.problemRow(hhmm(at), t.problemShort[problemKind(code)]) };
      }
      case 'waiting':
        return { mark: <Icon name="wait" />, words: t.rowWaiting(hhmm(job.sentAt ?? job.order)) };
      case 'turned-away': {
        const { reason, words, last } = job.check!.refusal!;
        return { mark: <Severity kind="warning" />, words: t.rowRefused(refusalWord(reason, words, lang), hhmm(last)) };
      }
      case 'off-profile':
        return { mark: <Severity kind="watch" />, words: t.rowOffProfile(hhmm(job.check!.lastAt ?? job.order)) };
      case 'heard': {
        const [first] = valuesInOrder(job.check!);
        const value = first ? valueWords(first.metric, first.value, lang) : t.heardTitle;
        return { mark: <Icon name="check" />, words: t.rowHeard(value, hhmm(first?.ts ?? job.heardAt!)) };
      }
    }
  };
  const { mark, words } = said();
  return (
    <li className={`row ${stateOf(job)}`}>
      <button type="button" onClick={() => go(boxPath(job.key))}>
        {mark}
        <span>
          <b>{job.registration.name}</b>
          <small>{words}</small>
        </span>
        <Icon name="next" />
      </button>
    </li>
  );
}
