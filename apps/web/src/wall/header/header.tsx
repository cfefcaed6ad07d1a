import { ddmmyyyy, hhmm, localDate, weekdayOf } from '../../format/clock.js';
import { useSpeech } from '../words/words.js';
import { lunarDate, yearName } from '../../format/lunar.js';
import { Shape } from '../shapes.js';
import { FitText } from '../stage/fit-text.js';
import type { StateSentence } from './state-sentence.js';

export interface HeaderProps {
  commune?: string;
  /** Of a person, who has an account to go to; a paired screen has none. */
  account?: string | undefined;
  sentence: StateSentence;
  sub: { text: string; trouble: boolean };
  now: number;
  /** Short dates: lettering is large. */
  narrow: boolean;
}

export function Header({ commune, account, sentence, sub, now, narrow }: HeaderProps) {
  const { t } = useSpeech();
  const { day, month, year } = localDate(now);
  const lunar = lunarDate(day, month, year);
  const { shape } = sentence;
  return (
    <header className="header">
      <div className="commune">
        <FitText as="strong" text={commune ?? '—'} />
        {account === undefined ? (
          <span>{t.centre}</span>
        ) : (
          <a href="/account">
            <FitText text={t.account(account)} />
          </a>
        )}
      </div>
      <div className="rule" />
      <div className="state" role="status">
        {shape.kind === 'severity' ? (
          <Shape kind={shape.severity} accepted={shape.accepted} />
        ) : (
          <Shape kind={shape.kind} />
        )}
        <FitText as="strong" text={sentence.text} least={0.55} />
        <FitText className={sub.trouble ? 'sub trouble' : 'sub'} text={sub.text} least={0.6} />
      </div>
      <time className="clock">{hhmm(now)}</time>
      <div className="dates">
        <span>{narrow ? ddmmyyyy(now) : `${t.weekdays[weekdayOf(now)]} ${ddmmyyyy(now)}`}</span>
        <span className="lunar">
          {narrow
            ? t.lunarTiny(lunar.day, lunar.month)
            : t.lunar(lunar.day, lunar.month, lunar.leap, yearName(lunar.year))}
        </span>
      </div>
    </header>
  );
}
