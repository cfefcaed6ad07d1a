import { useLang } from '../../i18n/lang.js';
import { incidentWords } from '../../incidents/words.js';
import { Undo } from '../../phone/undo.js';
import { useOfficer } from '../officer.js';
import type { DeedJob } from '../outbox/deed-job.js';
import { useWords } from '../words.js';

export function UndoDeed({ job }: { job: DeedJob }) {
  const t = useWords();
  const words = incidentWords[useLang()];
  const officer = useOfficer();
  const { deed } = job;
  return (
    <Undo
      job={job}
      said={deed.do === 'false' ? t.undoTitle(words.falseCauses[deed.cause]) : t.deeds[deed.do]}
      left={t.undoIn}
      words={t.undo}
      onTakeBack={() => void officer.takeBack(job.key)}
    />
  );
}
