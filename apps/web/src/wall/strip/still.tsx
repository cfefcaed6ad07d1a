import type { CameraEvent } from '#hub/contracts';
import { useEffect, useState } from 'react';
import { hhmm, hhmmss } from '../../format/clock.js';
import { useSpeech } from '../words/words.js';
import { Shape } from '../shapes.js';

export interface StillProps {
  name: string;
  event?: CameraEvent;
  /** An active alert of this camera: its frame takes the colour. */
  marked?: string;
  /** It looks at a suspected area: a frame of that colour, dashed as the area is. */
  watches?: string;
  frozenAt?: number;
  /** A picture may show faces: visitors see none. */
  hidden: boolean;
}

const RETRY_MS = 10_000;

/** A camera's last picture with the time it was taken. */
export function Still({ name, event, marked, watches, frozenAt, hidden }: StillProps) {
  const { t } = useSpeech();
  const [failed, setFailed] = useState<string>();
  const source = event?.still ? `${event.still}${event.still.includes('?') ? '&' : '?'}ts=${event.ts}` : undefined;
  useEffect(() => {
    if (failed === undefined) return;
    const timer = setTimeout(() => setFailed(undefined), RETRY_MS);
    return () => clearTimeout(timer);
  }, [failed]);
  const shown = source && source !== failed && !hidden;
  const what = event && (t.events[event.event] ?? '');
  return (
    <figure className="still">
      {shown ? (
        <img src={source} alt={`${name}, ${hhmmss(event!.ts)}`} onError={() => setFailed(source)} />
      ) : (
        <div className="blank">
          <Shape kind="off" className="" />
          <span>{hidden ? t.hiddenStill : what || t.noStill}</span>
        </div>
      )}
      {marked && shown && <i className="marked" style={{ borderColor: marked }} />}
      {watches && !marked && shown && <i className="marked watches" style={{ borderColor: watches }} />}
      {!hidden && <figcaption className="name">{name}</figcaption>}
      {event && <span className="time">{frozenAt === undefined ? hhmmss(event.ts) : t.stoppedAt(hhmm(frozenAt))}</span>}
    </figure>
  );
}
