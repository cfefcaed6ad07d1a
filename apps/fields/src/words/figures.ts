import { dayName, dayOf, type IrrigationTable, type Reason } from '#hub/irrigation';
import { fill, type Templates, type Tongue } from './templates.js';

const DAY_MS = 86_400_000;

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
export function timeWords(at: number, { templates, now, spoken }: Voice): string {
  const local = new Date(at + 7 * 3_600_000);
  const [h, m] = [local.getUTCHours(), local.getUTCMinutes()];
  const minute = String(m).padStart(2, '0');
  const { full, part } = templates.spokenClock;
  const hour = spoken
    ? fill(m === 0 ? full : part, { h: String(h), m: minute })!
    : `${String(h).padStart(2, '0')}:${minute}`;
  const days = dayOf(at) - dayOf(now);
  const { today, tomorrow, clock } = templates.day;
  const day = days === 0 ? today : days === 1 ? tomorrow : dateWords(at);
  return fill(clock, { hour, day })!;
}

const dateWords = (at: number): string => {
  const [, month, day] = dayName(dayOf(at)).split('-');
  return `${day}/${month}`;
};

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
    else if (name === 'hours') words[name] = numberWords(figure, tongue, figure < 10 ? 1 : 0);
    else words[name] = numberWords(figure, tongue);
  }
  return words;
}

const dayWords = (day: string): string => dateWords(Date.parse(`${day}T00:00:00Z`) + DAY_MS / 2);

/** What stands for what nobody entered: a soil, a ditch. */
function takenWords(key: string, tongue: Tongue, { soils, efficiency }: IrrigationTable): string {
  const found = soils[key] ?? efficiency.ways[key];
  return found ? found[tongue].toLowerCase() : key;
}
