import { pumpTime } from '#hub/contracts';
import { dayName, dayOf, type Interval, type IrrigationTable, type Reason } from '#hub/irrigation';
import { fill, type Templates, type Tongue } from './templates.js';

const DAY_MS = 86_400_000;
const VIETNAM_MS = 7 * 3_600_000;

export interface Voice {
  tongue: Tongue;
  templates: Templates;
  /** Read aloud: times and signs as they are said. */
  spoken?: boolean;
  /** Now, milliseconds. */
  now: number;
}

const round = (value: number, decimals = 0): number => Number(value.toFixed(decimals));
export const numberWords = (value: number, tongue: Tongue, decimals = 0): string =>
  round(value, decimals).toLocaleString(tongue === 'vi' ? 'vi-VN' : 'en-GB');

/** "16 cm below the surface": what stands in the tube, as people see it. */
export function levelWords(cm: number, { tongue, templates }: Pick<Voice, 'tongue' | 'templates'>): string {
  const whole = Math.round(cm);
  if (whole === 0) return templates.level.at;
  return fill(whole < 0 ? templates.level.below : templates.level.above, {
    cm: numberWords(Math.abs(whole), tongue),
  })!;
}

/** "17:00 hôm nay"; of other days the date. By Vietnam's clock. */
export function timeWords(at: number, voice: Voice): string {
  return fill(voice.templates.day.clock, { hour: clockWords(at, voice), day: dayOfWords(at, voice) })!;
}

/** "02:00–06:00 ngày mai"; where it goes over midnight each of the two has its day. */
export function spanWords({ from, to }: Interval, voice: Voice): string {
  const { span, spanSpoken } = voice.templates.day;
  const day = dayOfWords(to, voice);
  const begins = dayOf(from) === dayOf(to) ? clockWords(from, voice) : timeWords(from, voice);
  return fill(voice.spoken ? spanSpoken : span, { from: begins, to: clockWords(to, voice), day })!;
}

/** "06:00–10:00 thứ Năm": of what somebody may read on another day. */
export function weekdaySpan({ from, to }: Interval, { day }: Templates): string {
  const clock = (at: number) => new Date(at + VIETNAM_MS).toISOString().slice(11, 16);
  const weekday = (at: number) => day.weekdays[new Date(at + VIETNAM_MS).getUTCDay()]!;
  const [first, last] = [weekday(from), weekday(to)];
  return fill(day.span, { from: first === last ? clock(from) : `${clock(from)} ${first}`, to: clock(to), day: last })!;
}

/** "17:00"; read aloud "5 giờ chiều", "5 giờ rưỡi chiều". */
function clockWords(at: number, { templates, spoken }: Voice): string {
  const local = new Date(at + VIETNAM_MS);
  const [h, m] = [local.getUTCHours(), local.getUTCMinutes()];
  if (!spoken) return `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
  const { full, half, part, parts } = templates.spokenClock;
  const of = {
    h: String(h % 12 || 12),
    m: String(m),
    mm: String(m).padStart(2, '0'),
    part: parts.find(({ to }) => h < to)?.is,
  };
  return fill(m === 0 ? full : m === 30 ? half : part, of)!;
}

function dayOfWords(at: number, { templates, now }: Voice): string {
  const days = dayOf(at) - dayOf(now);
  const { today, tomorrow } = templates.day;
  return days === 0 ? today : days === 1 ? tomorrow : dateWords(at);
}

const dateWords = (at: number): string => {
  const [, month, day] = dayName(dayOf(at)).split('-');
  return `${day}/${month}`;
};

/** "45 phút", "nửa giờ", "1 giờ rưỡi": the same on the screen, in a text message and read aloud. */
export function hoursWords(given: number, { templates: { duration: t } }: Pick<Voice, 'templates'>): string {
  const { hours, minutes } = pumpTime(given);
  const h = hours === 0 ? '' : hours === 1 ? 'hour' : 'hours';
  const m = minutes === 0 ? '' : minutes === 30 ? 'Half' : 'Minutes';
  const key = (h ? h + m : m.toLowerCase()) as keyof typeof t;
  return fill(t[key], { h: String(hours), m: String(minutes) })!;
}

/** The figures of a reason as words, by their names. */
export function figureWords(
  { figures = {} }: Reason,
  voice: Voice,
  table: IrrigationTable,
): Record<string, string | undefined> {
  const { tongue } = voice;
  const words: Record<string, string | undefined> = {};
  for (const [name, figure] of Object.entries(figures)) {
    if (name === 'taken') words[name] = takenWords(String(figure), tongue, table);
    else if (name === 'day') words[name] = dayWords(String(figure));
    else if (typeof figure !== 'number') words[name] = figure;
    else if (name === 'at' || name === 'since') words[name] = timeWords(figure, voice);
    else if (name === 'level') words[name] = levelWords(figure, voice);
    else if (name === 'value' || (name === 'limit' && 'value' in figures)) words[name] = numberWords(figure, tongue, 1);
    else words[name] = numberWords(figure, tongue);
    if (name === 'hours' && typeof figure === 'number') words['lacking'] = hoursWords(figure, voice);
  }
  const { from, to } = figures;
  if (typeof from === 'number' && typeof to === 'number') words['span'] = spanWords({ from, to }, voice);
  return words;
}

const dayWords = (day: string): string => dateWords(Date.parse(`${day}T00:00:00Z`) + DAY_MS / 2);

/** What stands for what nobody entered: a soil, a ditch. */
function takenWords(key: string, tongue: Tongue, { soils, efficiency }: IrrigationTable): string {
  const found = soils[key] ?? efficiency.ways[key];
  return found ? found[tongue].toLowerCase() : key;
}
