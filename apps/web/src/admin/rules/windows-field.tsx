import './days.css';
import type { RuleWindow } from '#hub/contracts';
import { Button, IconButton } from '../../ui/button.js';
import type { RenderedField } from '../form/spec.js';
import { useRuleWords } from './words.js';

const DAY_MINUTES = 1440;
const hhmm = (minute: number) =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
function minuteOf(text: string, end: boolean): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  const minute = hours * 60 + minutes;
  return end && minute === 0 ? DAY_MINUTES : minute;
}
/** Monday first, as a week is read. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];

/** Hours of the week in which a rule holds. */
export function WindowsField({ value, error, onChange }: RenderedField) {
  const t = useRuleWords();
  const windows = (value as RuleWindow[] | undefined | null) ?? [];
  const put = (i: number, window: RuleWindow) => onChange(windows.map((known, at) => (at === i ? window : known)));
  return (
    <fieldset className="whole rule-lines">
      <legend>{t.windows}</legend>
      <p className="meta">{t.windowsHint}</p>
      <ul>
        {windows.map((window, i) => (
          // a line has no name but its place
          <li key={i} className="rule-window">
            <label>
              {t.from}
              <input
                className="input num"
                type="time"
                value={hhmm(window.from)}
                onChange={(e) => e.target.value && put(i, { ...window, from: minuteOf(e.target.value, false) })}
              />
            </label>
            <label>
              {t.to}
              <input
                className="input num"
                type="time"
                value={hhmm(window.to)}
                onChange={(e) => e.target.value && put(i, { ...window, to: minuteOf(e.target.value, true) })}
              />
            </label>
            <Days window={window} onWindow={(changed) => put(i, changed)} />
            <IconButton
              icon="trash"
              label={t.removeWindow}
              onClick={() => onChange(windows.filter((_, at) => at !== i))}
            />
          </li>
        ))}
      </ul>
      <Button icon="add" onClick={() => onChange([...windows, { from: 6 * 60, to: 18 * 60 }])}>
        {t.addWindow}
      </Button>
      {error && (
        <p className="shape-problem" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function Days({ window, onWindow }: { window: RuleWindow; onWindow(window: RuleWindow): void }) {
  const t = useRuleWords();
  const { days, ...hours } = window;
  const on = days ?? WEEK;
  const toggle = (day: number) => {
    const next = on.includes(day) ? on.filter((known) => known !== day) : [...on, day].sort((a, b) => a - b);
    // a window on no day would be none
    if (next.length > 0) onWindow(next.length === WEEK.length ? hours : { ...hours, days: next });
  };
  return (
    <div className="rule-days" role="group" aria-label={t.windows}>
      {WEEK.map((day) => (
        <label key={day} className={on.includes(day) ? 'on' : undefined}>
          <input type="checkbox" checked={on.includes(day)} onChange={() => toggle(day)} />
          {t.days[day]}
        </label>
      ))}
    </div>
  );
}
