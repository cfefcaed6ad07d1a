import type { BurningFigures } from '#hub/contracts';
import { useAsk } from '../../admin/data/ask.js';
import { DAY_MS, startOfDay } from '../../format/clock.js';
import { figure } from '../../format/figures.js';
import { useLive, useNow } from '../../admin/data/hub.js';
import { useLang } from '../../i18n/lang.js';
import { useWords } from '../words/use-words.js';

/** How the alert system does, as the hub counts it. */
interface AlertFigures {
  perOperatorHour: number;
  /** Open for longer than a day. */
  standing: number;
  /** Of those whose time to be taken is over. */
  due: number;
  takenInTime: number;
  opened: number;
  markedFalse: number;
  outOfService: number;
}
const EVERY_MS = 5 * 60_000;

/** Figures of a month, of what is real: what alarms too much, too long, too late or for nothing; and what nobody watches now. */
export function Figures() {
  const t = useWords();
  const lang = useLang();
  const simulated = useLive((live) => live.status?.simulated === true);
  const tomorrow = startOfDay(useNow(60_000)) + DAY_MS;
  const span = `?from=${tomorrow - 30 * DAY_MS}&to=${tomorrow}`;
  const { value } = useAsk<AlertFigures>(`/api/alert-figures${span}`, EVERY_MS);
  const burning = useAsk<BurningFigures>(`/api/burning-figures${span}`, EVERY_MS).value;
  const share = (part = 0, whole = 0) => (whole === 0 ? undefined : `${figure((part / whole) * 100, 0, lang)} %`);
  const rows: [string, string | undefined][] = [
    [t.perHour, value ? figure(value.perOperatorHour, 1, lang) : '—'],
    [t.standing, value ? String(value.standing) : '—'],
    [t.inTime, share(value?.takenInTime, value?.due)],
    [t.falseShare, share(value?.markedFalse, value?.opened)],
    [t.outOfService, value ? String(value.outOfService) : '—'],
    [t.burning, burning ? String(burning.detected) : '—'],
    [t.burningVerified, share(burning?.verifiedInTime, burning?.due)],
    [t.burningFalse, share(burning?.falseAlarms, burning?.judged)],
  ];
  return (
    <dl className="desk-figures" aria-label={t.figures}>
      <div className="head">
        <dt>{simulated ? t.figuresReal : t.figures}</dt>
      </div>
      {rows.map(
        ([name, text]) =>
          // of nothing there is no share
          text !== undefined && (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="num">{text}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
