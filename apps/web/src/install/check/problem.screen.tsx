import { useState } from 'react';
import { hhmm, whenShort } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { Screen } from '../../phone/screen.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Severity } from '../../ui/severity.js';
import { go } from '../../ui/way.js';
import type { Step } from '../draft/draft.js';
import { useInstaller } from '../installer.js';
import { LineBand } from '../line-band.js';
import { type Job, type ProblemKind, problemKind } from '../outbox/job.js';
import { HOME, stepPath } from '../paths.js';
import { useWords } from '../words/use-words.js';
import { Support } from './support.js';

/** From which step on a box is mended that was not taken. */
const MENDS: Record<ProblemKind, Step> = {
  'already-claimed': 'scan',
  'unknown-code': 'scan',
  expired: 'scan',
  'name-taken': 'name',
  'not-now': 'name',
  forbidden: 'place',
  'too-large': 'place',
  other: 'scan',
};

/** Why the centre did not take it, and how to mend it: what was entered is still there. */
export function ProblemScreen({ job }: { job: Job }) {
  const { model } = useInstaller();
  const t = useWords();
  const lang = useLang();
  const [dropping, setDropping] = useState(false);
  const problem = job.problem!;
  const kind = problemKind(problem.code);
  const now = Date.now();
  const mend = () => {
    model.mend(job, MENDS[kind]);
    go(stepPath(MENDS[kind]), { replace: true });
  };
  const words = {
    'already-claimed': t.scanOther,
    'unknown-code': t.scanOther,
    expired: t.scanOther,
    'name-taken': t.rename,
    'not-now': t.rename,
    forbidden: t.placeAgain,
    'too-large': t.photoAgain,
    other: t.lookThrough,
  }[kind];
  return (
    <Screen
      title={t.problemTitle}
      over={job.registration.name}
      back={{ words: t.back, go: () => go(HOME, { replace: true }) }}
      bands={<LineBand quiet />}
      dock={
        <>
          <Button kind="go" wide wet onClick={mend}>
            {words}
          </Button>
          {kind === 'already-claimed' && <Support />}
        </>
      }
    >
      <div className="pad">
        <p className="said watch gap">
          <Severity kind="watch" />
          {t.problem[kind]}
        </p>
        <p className="meta small-gap">
          {hhmm(problem.at)}
          {lang === 'vi' && problem.message && ` · ${problem.message}`}
        </p>
        {problem.claimedAt !== undefined && (
          <p className="small-gap">
            {problem.own
              ? t.claimedByYou(whenShort(problem.claimedAt, now))
              : problem.by
                ? t.claimedBy(problem.by, whenShort(problem.claimedAt, now))
                : t.claimedAt(whenShort(problem.claimedAt, now))}
          </p>
        )}
        {problem.device && <p className="small-gap">{t.claimedAs(problem.device)}</p>}
        {problem.fields?.map(({ field, problem: words }) => (
          <p key={field} className="small-gap">
            {field}: {words}
          </p>
        ))}
        <h2 className="strong gap">{t.toDo}</h2>
        <p>{t.problemDo[kind]}</p>
        <Button kind="quiet" icon="trash" className="gap" onClick={() => setDropping(true)}>
          {t.dropJob}
        </Button>
      </div>
      {dropping && (
        <Dialog
          title={t.dropJob}
          onClose={() => setDropping(false)}
          actions={
            <>
              <Button kind="line" wide wet onClick={() => setDropping(false)}>
                {t.keepIt}
              </Button>
              <Button kind="danger" wide wet onClick={() => model.dropJob(job)}>
                {t.yesThrowAway}
              </Button>
            </>
          }
        >
          <p>{t.dropJobAsk}</p>
        </Dialog>
      )}
    </Screen>
  );
}
