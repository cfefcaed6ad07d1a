import { Button } from '../ui/button.js';
import { UNDO_MS } from './offline/deed-book.js';
import type { WaitingDeed } from './offline/send-deeds.js';
import { useClock } from './use-clock.js';

/** In place of the dock for five seconds: nothing is sent before they are over. */
export function Undo(props: {
  job: Pick<WaitingDeed, 'notBefore'>;
  /** What was done. */
  said: string;
  /** That it will be sent, in so many seconds. */
  left: (seconds: number) => string;
  words: string;
  onTakeBack: () => void;
}) {
  const { job, said, left, words, onTakeBack } = props;
  const seconds = Math.max(1, Math.ceil(((job.notBefore ?? 0) - useClock(500)) / 1000));
  return (
    <div className="undo" role="status">
      <p className="say">{said}</p>
      <p className="meta">{left(seconds)}</p>
      <span className="left" style={{ animationDuration: `${UNDO_MS}ms` }} />
      <Button kind="go" wide icon="undo" onClick={onTakeBack}>
        {words}
      </Button>
    </div>
  );
}
