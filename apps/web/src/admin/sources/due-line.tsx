import type { Due, ListedSource } from '#hub/contracts';
import { Severity } from '../../ui/severity.js';
import { DueMark } from './due-mark.js';
import { dueWords } from './numbers.js';
import { useSourceWords } from './words.js';

/** What is due, with a sign where it does not wait. */
export function DueLine({ what, due }: { what: string; due: Due }) {
  const t = useSourceWords();
  const words = dueWords(what, due, t);
  if (words === undefined) return null;
  return (
    <span className={`due-line ${due.state}`}>
      {(due.state === 'overdue' || due.state === 'soon') && <DueMark state={due.state} />}
      {words}
    </span>
  );
}

/** What of a source does not wait: what is over a limit, then what is due. */
export function SourceState({ listed }: { listed: ListedSource }) {
  const t = useSourceWords();
  const { source, permit, check, exceeding, worst, last } = listed;
  if (source.closed) return <span className="meta">{t.closed}</span>;
  return (
    <>
      {exceeding > 0 && (
        <span className="due-line over">
          <Severity kind={worst ?? 'watch'} />
          {t.exceeding(exceeding)}
        </span>
      )}
      <DueLine what={t.check} due={check} />
      <DueLine what={t.permit} due={permit} />
      {!last && <span className="meta">{t.neverLooked}</span>}
    </>
  );
}
