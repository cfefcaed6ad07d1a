import { hhmm } from '../../format/clock.js';
import { Icon, type IconName } from '../../ui/icon.js';
import type { DeedJob } from '../outbox/deed-job.js';
import { useWords } from '../words.js';

/** What was done here and is not at the centre: when it was pressed, and how far it got. */
export function Queued({ jobs }: { jobs: readonly DeedJob[] }) {
  const t = useWords();
  const waiting = jobs.filter(({ state }) => state === 'queued');
  if (waiting.length === 0) return null;
  return (
    <ul className="queued">
      {waiting.map((job) => (
        <li key={job.key}>
          <Icon name={iconOf(job)} />
          <span>
            <b>{job.hasPhoto ? t.deeds.photo : t.deeds[job.deed.do]}</b>
            <small>{t.pressedAt(hhmm(job.doneAt))}</small>
          </span>
          <span className="how-far">{job.deed.do === 'acknowledge' ? t.notThere : t.waits}</span>
        </li>
      ))}
    </ul>
  );
}
const iconOf = ({ deed, hasPhoto }: DeedJob): IconName =>
  hasPhoto ? 'camera' : deed.do === 'comment' ? 'note' : deed.do === 'false' ? 'close' : 'check';
