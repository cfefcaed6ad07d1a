import type { Advice } from '#hub/contracts';
import { ddmm, hhmm, localHour, startOfDay } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { turnWords } from '../words/deed-words.js';
import { useWords } from '../words/use-words.js';

const HOUR_MS = 3_600_000;
/** A day as it is worked, and whole where a turn is by night. */
const DAY = { from: 5, to: 21 };
const WHOLE = { from: 0, to: 24 };

/** When water is this plot's. */
export function TurnBar({ turn, now }: { turn: NonNullable<Advice['turn']>; now: number }) {
  const t = useWords();
  const lang = useLang();
  if (turn.done) return <p className="strong">{t.turnDone}</p>;
  const day = startOfDay(turn.from);
  const byNight = localHour(turn.from) < DAY.from || turn.to > day + DAY.to * HOUR_MS;
  const { from, to } = byNight ? WHOLE : DAY;
  const at = (ms: number) => Math.min(100, Math.max(0, ((ms - day) / HOUR_MS - from) * (100 / (to - from))));
  const marks = byNight ? [0, 6, 12, 18, 24] : [5, 9, 13, 17, 21];
  const words: [string, string] = [hhmm(turn.from), hhmm(turn.to)];
  return (
    <>
      <p className="strong">{day === startOfDay(now) ? t.turnToday(...words) : t.turnOn(ddmm(day), ...words)}</p>
      <div className="day-bar" aria-hidden="true">
        <span style={{ left: `${at(turn.from)}%`, width: `${at(turn.to) - at(turn.from)}%` }}>
          {at(turn.to) - at(turn.from) > 18 && turnWords(turn.to - turn.from, t, lang)}
        </span>
      </div>
      <div className="day-hours" aria-hidden="true">
        {marks.map((hour) => (
          <span key={hour} style={{ left: `${Math.min(92, Math.max(8, ((hour - from) / (to - from)) * 100))}%` }}>
            {String(hour).padStart(2, '0')}:00
          </span>
        ))}
      </div>
    </>
  );
}
