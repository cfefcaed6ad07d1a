import type { Alert } from '#hub/contracts';
import { useEffect, useRef } from 'react';
import { hhmm, hhmmss, startOfDay, whenShort } from '../../format/clock.js';
import { useSpeech } from '../words/words.js';
import { FitText } from '../stage/fit-text.js';
import { useServerNow } from '../stage/use-server-now.js';
import { useWall } from '../wall-context.js';

export interface ReplayBandProps {
  alert: Alert;
  /** Live server time: says whether the past was today. */
  today: number;
  hidePlace: boolean;
  onStop(): void;
}

/** Above it the present, below it the past. Rendered within the replayed wall. */
export function ReplayBand({ alert, today, hidePlace, onStop }: ReplayBandProps) {
  const { t, lang } = useSpeech();
  const { from, to } = useWall().data.span();
  const now = useServerNow();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    button.current?.focus();
    return () => {
      if (before instanceof HTMLElement || before instanceof SVGElement) before.focus();
    };
  }, []);
  const place = hidePlace ? '' : alert.text.place.split(',')[0]!;
  const title = lang === 'en' ? alert.text.titleEn : alert.text.title;
  const part = (now - from) / Math.max(1, to - from);
  const begun = (alert.startedAt - from) / Math.max(1, to - from);
  return (
    <section className="replay-band" role="status">
      <svg viewBox="0 0 48 48" aria-hidden="true">
        <path d="M24 8 6 24l18 16V8ZM43 8 25 24l18 16V8Z" />
      </svg>
      <h2>{t.replay(whenShort(from, today), startOfDay(from) === startOfDay(to) ? hhmm(to) : whenShort(to, from))}</h2>
      <FitText as="p" text={[title, place].filter(Boolean).join(', ')} least={0.6} />
      <time>{hhmmss(now)}</time>
      <button ref={button} type="button" data-nav="live" onClick={onStop}>
        {t.toLive}
      </button>
      <div className="track">
        <i style={{ width: `${100 * part}%` }} />
        <b style={{ left: `${100 * begun}%` }} />
      </div>
    </section>
  );
}
