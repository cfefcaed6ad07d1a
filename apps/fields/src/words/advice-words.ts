import type { Advice as Told } from '#hub/contracts';
import type { Advice, IrrigationTable, Reason } from '#hub/irrigation';
import { plain, SMS_LENGTH } from '#hub/service-kit';
import { figureWords, numberWords, timeWords, type Voice } from './figures.js';
import { type AllTemplates, fill, type Templates } from './templates.js';

/** What is said beside the reason only where somebody may do something about it; the rest is for whoever keeps the list. */
const QUIET: ReadonlySet<string> = new Set(['variety-assumed', 'no-owner', 'estimated', 'efficiency-assumed', 'soil']);

/** What is said together with why: whoever takes water has to know it first. */
const CAUTIONS: ReadonlySet<string> = new Set(['salinity-doubted', 'salinity-silent', 'salinity-old']);

export interface AdviceWords extends Pick<Told, 'why' | 'sms' | 'spoken' | 'notes'> {
  /** What is to be done, in a few words. */
  title: Told['why'];
}

/** All words of an advice: why in one sentence, the same for a text message and to be read aloud, and what is to be known beside. */
export function adviceWords(
  advice: Advice,
  plotName: string,
  { templates, table, now }: { templates: AllTemplates; table: IrrigationTable; now: number },
): AdviceWords {
  const vi: Voice = { tongue: 'vi', templates: templates.vi, now };
  const en: Voice = { tongue: 'en', templates: templates.en, now };
  const [first, ...others] = advice.why;
  const say = (reason: Reason, voice: Voice) => reasonWords(reason, voice, table);
  const both = (of: (voice: Voice) => string) => ({ vi: of(vi), en: of(en) });
  const cautions = others.filter(({ key }) => CAUTIONS.has(key));
  const warned = (voice: Voice) => cautions.map((reason) => `${say(reason, voice)}.`).join(' ');
  const sentence = (voice: Voice) => [first ? `${say(first, voice)}.` : '', warned(voice)].filter(Boolean).join(' ');
  return {
    title: both(({ templates: t }) => t.verdicts[advice.verdict] ?? advice.verdict),
    why: both(sentence),
    sms: smsOf(advice, plotName, vi, [sentence(vi), warned(vi)]),
    spoken: both((voice) => spokenOf(advice, plotName, { ...voice, spoken: true }, table)),
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
  const key = reason.key === 'enough' && words['at'] === undefined ? 'enough-long' : reason.key;
  const template = voice.templates.why[key];
  if (template === undefined) throw new RangeError(`no words for the reason "${reason.key}"`);
  const filled = fill(template, words);
  if (filled !== undefined) return filled;
  // a figure that is not known: the sentence up to where it would stand
  const unknown = [...template.matchAll(/\{(\w+)\}/g)].find(([, name]) => words[name!] === undefined)!;
  return fill(template.slice(0, unknown.index), words)!.replace(/[\s,:(]+$/, '');
}

function amountOf({ hours, m3 }: Advice, { tongue }: Voice, unit: string): string {
  const cubic = m3 === undefined ? '' : `${numberWords(m3, tongue)} m³`;
  if (hours === undefined) return cubic;
  return `${numberWords(hours, tongue, 1)} ${unit}${cubic && ` (${cubic})`}`;
}

/** The first that fits of what is said beside what is to be done. */
function smsOf(advice: Advice, plot: string, voice: Voice, ways: readonly string[]): string {
  const { sms, verdicts } = voice.templates;
  const before = advice.doneBy === undefined ? undefined : timeWords(advice.doneBy, voice);
  const amount = amountOf(advice, voice, 'giờ');
  const head =
    advice.verdict === 'irrigate'
      ? fill(before === undefined ? sms.irrigateAnyTime : sms.irrigate, { plot, amount, before })!
      : fill(sms.other, { plot, verdict: verdicts[advice.verdict] })!;
  // "‰" is no letter of a text message
  const whole = ways.map((why) => plain(`${head} ${why}`.replaceAll('‰', 'g/l')).trim());
  return whole.find((text) => text.length <= SMS_LENGTH) ?? plain(head).slice(0, SMS_LENGTH);
}

function spokenOf(advice: Advice, plot: string, voice: Voice, table: IrrigationTable): string {
  const { verdicts, what } = voice.templates;
  const parts = [plot, verdicts[advice.verdict]];
  if (advice.verdict === 'irrigate') parts.push(...doing(advice, voice, what));
  const [first, ...others] = advice.why;
  for (const reason of [...(first ? [first] : []), ...others.filter(({ key }) => CAUTIONS.has(key))])
    parts.push(reasonWords(reason, voice, table));
  return `${parts
    .filter(Boolean)
    .join('. ')
    .replaceAll('‰', voice.tongue === 'vi' ? 'phần nghìn' : 'per mille')
    .replaceAll('m³', voice.tongue === 'vi' ? 'mét khối' : 'cubic metres')}.`;
}

function doing({ hours, m3, doneBy }: Advice, voice: Voice, what: Templates['what']): (string | undefined)[] {
  return [
    hours === undefined
      ? fill(what.m3, { m3: m3 === undefined ? undefined : numberWords(m3, voice.tongue) })
      : fill(what.hours, { hours: numberWords(hours, voice.tongue, 1) }),
    doneBy === undefined ? undefined : fill(what.before, { before: timeWords(doneBy, voice) }),
  ];
}

const unique = (notes: readonly { vi: string; en: string }[]) =>
  notes.filter((note, i) => notes.findIndex(({ vi }) => vi === note.vi) === i);
