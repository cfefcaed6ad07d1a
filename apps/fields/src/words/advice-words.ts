import type { Advice as Told } from '#hub/contracts';
import type { Advice, Interval, IrrigationTable, Reason } from '#hub/irrigation';
import { plain, SMS_LENGTH } from '#hub/service-kit';
import { figureWords, hoursWords, numberWords, spanWords, timeWords, type Voice } from './figures.js';
import { type AllTemplates, fill, type Tongue } from './templates.js';

/** What is said beside the reason only where somebody may do something about it; the rest is for whoever keeps the list. */
const QUIET: ReadonlySet<string> = new Set(['variety-assumed', 'no-owner', 'estimated', 'efficiency-assumed', 'soil']);

/** What is said together with why: whoever takes water has to know it first. */
const CAUTIONS: ReadonlySet<string> = new Set([
  ...['salinity-stop', 'salinity-doubted', 'salinity-silent', 'salinity-old', 'fresh-expected'],
  ...['level-guessed', 'inflow-missing', 'turn-part', 'turn-part-pump'],
]);

/** The most salt of the hour that begins at `at`; what is older than the hour just past is said with its time. */
const SALT: ReadonlySet<string> = new Set(['salinity-stop', 'salinity-warn']);
const LAST_HOUR_MS = 2 * 3_600_000;

/** As it is written: in which tongue, and with what. */
export interface Writing {
  templates: AllTemplates;
  table: IrrigationTable;
  now: number;
  /** The plot's turn in its block: water is its then, and at no other time. */
  turn?: Interval | undefined;
}

export interface AdviceWords extends Pick<Told, 'why' | 'sms' | 'spoken' | 'notes'> {
  /** What is to be done, in a few words. */
  title: Told['why'];
}

/** All words of an advice: why in one sentence, the same for a text message and to be read aloud, and what is to be known beside. */
export function adviceWords(
  advice: Advice,
  plotName: Told['why'],
  { templates, table, now, turn }: Writing,
): AdviceWords {
  const vi: Voice = { tongue: 'vi', templates: templates.vi, now };
  const en: Voice = { tongue: 'en', templates: templates.en, now };
  const [first, ...others] = advice.why;
  const say = (reason: Reason, voice: Voice) => reasonWords(reason, voice, table);
  const both = (of: (voice: Voice) => string) => ({ vi: of(vi), en: of(en) });
  const cautions = others.filter(({ key }) => CAUTIONS.has(key));
  const warned = (voice: Voice, most = cautions.length) =>
    cautions
      .slice(0, most)
      .map((reason) => `${say(reason, voice)}.`)
      .join(' ');
  const sentence = (voice: Voice) => [first ? `${say(first, voice)}.` : '', warned(voice)].filter(Boolean).join(' ');
  // where not all has room, what comes first is said
  const fewer = cautions.map((_, i) => warned(vi, cautions.length - i));
  return {
    title: both(({ templates: t }) => t.verdicts[advice.verdict] ?? advice.verdict),
    why: both(sentence),
    sms: smsOf(advice, { plot: smsName(plotName), turn }, vi, [sentence(vi), ...fewer]),
    spoken: both((voice) =>
      spokenOf(advice, { plot: plotName[voice.tongue], turn }, { ...voice, spoken: true }, table),
    ),
    notes: unique(
      others
        .filter(({ key }) => !QUIET.has(key) && !CAUTIONS.has(key))
        .map((reason) => both((voice) => `${say(reason, voice)}.`)),
    ),
  };
}

/** @throws RangeError for a reason that has no words: the release is not whole */
export function reasonWords(reason: Reason, voice: Voice, table: IrrigationTable): string {
  const words = figureWords(reason, voice, table);
  const template = voice.templates.why[keyOf(reason, voice)];
  if (template === undefined) throw new RangeError(`no words for the reason "${reason.key}"`);
  const filled = fill(template, words);
  if (filled !== undefined) return filled;
  // a figure that is not known: the sentence up to where it would stand
  const unknown = [...template.matchAll(/\{(\w+)\}/g)].find(([, name]) => words[name!] === undefined)!;
  return fill(template.slice(0, unknown.index), words)!.replace(/[\s,:(]+$/, '');
}

/** In a list of plots a name is one piece. */
export const smsName = (name: Told['why'], tongue: Tongue = 'vi'): string => name[tongue].replaceAll(',', '');

/** Which of its sentences a reason is said with. */
function keyOf({ key, figures = {} }: Reason, { now }: Voice): string {
  const at = figures['at'];
  if (key === 'enough' && at === undefined) return 'enough-long';
  const then = SALT.has(key) && typeof at === 'number' && now - at > LAST_HOUR_MS;
  return then ? `${key}-then` : key;
}

function amountOf({ hours, m3 }: Advice, voice: Voice): string {
  const cubic = m3 === undefined ? '' : `${numberWords(m3, voice.tongue)} m³`;
  if (hours === undefined) return cubic;
  return `${hoursWords(hours, voice)}${cubic && ` (${cubic})`}`;
}

interface Whose {
  plot: string;
  turn: Interval | undefined;
}

/** The first that fits of what is said beside what is to be done. */
function smsOf(advice: Advice, whose: Whose, voice: Voice, ways: readonly string[]): string {
  const head = headOf(advice, whose, voice);
  // "‰" is no letter of a text message
  const whole = ways.map((why) => plain(`${head} ${why}`.replaceAll('‰', 'g/l')).trim());
  return whole.find((text) => text.length <= SMS_LENGTH) ?? plain(head).slice(0, SMS_LENGTH);
}

function headOf(advice: Advice, { plot, turn }: Whose, voice: Voice): string {
  const { sms, verdicts } = voice.templates;
  const { verdict, doneBy } = advice;
  if (verdict !== 'irrigate') return fill(sms.other, { plot, verdict: verdicts[verdict] })!;
  const amount = amountOf(advice, voice);
  if (turn) return fill(sms.irrigateTurn, { plot, amount, turn: spanWords(turn, voice) })!;
  if (doneBy === undefined) return fill(sms.irrigateAnyTime, { plot, amount })!;
  return fill(sms.irrigate, { plot, amount, before: timeWords(doneBy, voice) })!;
}

function spokenOf(advice: Advice, { plot, turn }: Whose, voice: Voice, table: IrrigationTable): string {
  const { verdicts } = voice.templates;
  const parts = [plot, verdicts[advice.verdict]];
  if (advice.verdict === 'irrigate') parts.push(doing(advice, turn, voice));
  const [first, ...others] = advice.why;
  for (const reason of [...(first ? [first] : []), ...others.filter(({ key }) => CAUTIONS.has(key))])
    parts.push(reasonWords(reason, voice, table));
  return `${parts
    .filter(Boolean)
    .join('. ')
    .replaceAll('‰', voice.tongue === 'vi' ? 'phần nghìn' : 'per mille')
    .replaceAll('m³', voice.tongue === 'vi' ? 'mét khối' : 'cubic metres')}.`;
}

/** One sentence: how long, and by when or in which turn. */
function doing({ hours, m3, doneBy }: Advice, turn: Interval | undefined, voice: Voice): string | undefined {
  const t = voice.templates.what;
  const what =
    hours === undefined
      ? fill(t.m3, { m3: m3 === undefined ? undefined : numberWords(m3, voice.tongue) })
      : fill(t.hours, { hours: hoursWords(hours, voice) });
  if (turn) return fill(t.turn, { what, turn: spanWords(turn, voice) });
  return doneBy === undefined ? what : fill(t.before, { what, before: timeWords(doneBy, voice) });
}

const unique = (notes: readonly { vi: string; en: string }[]) =>
  notes.filter((note, i) => notes.findIndex(({ vi }) => vi === note.vi) === i);
