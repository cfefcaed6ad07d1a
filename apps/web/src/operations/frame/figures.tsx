import { useAsk } from '../../admin/data/ask.js';
import { DAY_MS, startOfDay } from '../../format/clock.js';
import { figure } from '../../format/figures.js';
import { useNow } from '../../admin/data/hub.js';
import { useLang } from '../../i18n/lang.js';
import { useWords } from '../words/use-words.js';

/** How good the alert system is. Shares are between 0 and 1; absent where there was nothing to count. */
export interface AlertFigures {
  /** Alerts for each operator and hour. */
  perHour?: number;
  /** Open for longer than a day. */
  standing: number;
  inTimeShare?: number;
  falseShare?: number;
}
const EVERY_MS = 5 * 60_000;

/** Four figures of a month: what alarms too much, too long, too late or for nothing. */
export function Figures() {
  const t = useWords();
  const lang = useLang();
  const tomorrow = startOfDay(useNow(60_000)) + DAY_MS;
  const { value } = useAsk<AlertFigures>(`/api/alert-figures?from=${tomorrow - 30 * DAY_MS}&to=${tomorrow}`, EVERY_MS);
  const share = (part: number | undefined) => (part === undefined ? '—' : `${figure(part * 100, 0, lang)} %`);
  const rows: [string, string][] = [
    [t.perHour, value?.perHour === undefined ? '—' : figure(value.perHour, 1, lang)],
    [t.standing, value ? String(value.standing) : '—'],
    [t.inTime, share(value?.inTimeShare)],
    [t.falseShare, share(value?.falseShare)],
  ];
  return (
    <dl className="desk-figures" aria-label={t.figures}>
      <div className="head">
        <dt>{t.figures}</dt>
      </div>
      {rows.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="num">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
