import { useLang } from '../../i18n/lang.js';
import { incidentWords } from '../../incidents/words.js';
import { Button } from '../../ui/button.js';
import { UNDO_MS, useOfficer } from '../officer.js';
import type { DeedJob } from '../outbox/deed-job.js';
import { useWords } from '../words.js';

/** In place of the dock for five seconds: nothing is sent before they are over. */
export function Undo({ job, now }: { job: DeedJob; now: number }) {
  const t = useWords();
  const words = incidentWords[useLang()];
  const officer = useOfficer();
  const { deed } = job;
  const left = Math.max(1, Math.ceil(((job.notBefore ?? 0) - now) / 1000));
  return (
    <div className="undo" role="status">
      <p className="say">{deed.do === 'false' ? t.undoTitle(words.falseCauses[deed.cause]) : t.deeds[deed.do]}</p>
      <p className="meta">{t.undoIn(left)}</p>
      <span className="left" style={{ animationDuration: `${UNDO_MS}ms` }} />
      <Button kind="go" wide icon="undo" onClick={() => void officer.takeBack(job.key)}>
        {t.undo}
      </Button>
    </div>
  );
}
