import { type Alert, type AlertFacts, isMetric, METRICS, type Rule, startsAbout } from '#hub/contracts';
import { readReference } from '#hub/service-kit';
import { figure, limitFigure, spokenTime, unitOf, writtenTime } from './figures.js';
import { atHamlet, atPlace, type Place, placeLine } from './place.js';
import { fitted } from './sms.js';
import { fill, type Phrases, type Texts } from './texts.js';

/** By UV-Vis: estimates (reference/water.json). */
const OPTICAL = (readReference('water.json') as { optical: { metrics: readonly string[] } }).optical.metrics;

/** Alert that was learnt of this long after its condition was fulfilled says so: "bắt đầu 01:10, nhận tin 03:05". */
const LATE_NEWS_MS = 10 * 60_000;

export interface Story {
  rule: Rule;
  place: Place;
  /** Profile kind of the station. */
  kind: string;
  facts: AlertFacts;
  startedAt: number;
  endedAt?: number;
  confirmedAt: number;
  learntAt: number;
  /** When it is told: times of other days carry their date. Milliseconds. */
  at: number;
  /** The probe is not to be trusted: that is the first thing to look into. */
  doubted?: true;
  ending?: 'over' | 'withdrawn' | 'noLongerWatched';
}

interface Voice {
  phrases: Phrases;
  time: (ms: number, now: number) => string;
  separator: ',' | '.';
  language: 'vi' | 'en';
  /** What follows a figure. */
  unit: string;
  station: string;
}

/** All words of an alert: one sentence, and its forms for the card, SMS, voice and in English. */
export function compose(texts: Texts, story: Story): Alert['text'] {
  const { rule, facts } = story;
  const vi = texts.vi.templates[rule.template]!;
  const en = texts.en.templates[rule.template]!;
  const metric = facts.metric;
  const unit = unitOf(metric);
  const forms = texts.vi.units[unit] ?? { sms: unit, spoken: unit };
  const behind = (text: string, gap: string) => (text ? gap + text : '');
  const written: Voice = {
    language: 'vi',
    phrases: texts.vi.phrases,
    time: writtenTime,
    separator: ',',
    unit: behind(unit, '\u00a0'),
    station: stationOf(texts.vi.stations, story.kind),
  };
  const english: Voice = {
    ...written,
    language: 'en',
    phrases: texts.en.phrases,
    separator: '.',
    station: stationOf(texts.en.stations, story.kind),
  };
  const spoken: Voice = { ...written, time: spokenTime, unit: behind(forms.spoken, ' ') };
  const short: Voice = { ...written, unit: forms.sms };
  return {
    title: vi.title,
    place: placeLine(story.place),
    sentence: sentence(vi, story, written),
    sms: smsOf(vi, story, short),
    voice: speakable(sentence(vi, story, spoken), texts.vi.spoken),
    titleEn: en.title,
    sentenceEn: sentence(en, story, english),
  };
}

const stationOf = (stations: Record<string, string>, kind: string) => stations[kind] ?? stations.generic!;

function values(story: Story, voice: Voice, at: string): Record<string, string | undefined> {
  const { facts, rule } = story;
  const { metric, limit } = facts;
  const of = (value: number | undefined, against?: number) =>
    value === undefined ? undefined : figure(value, metric, voice.separator, against) + voice.unit;
  return {
    at,
    since: since(story, voice),
    start: start(story, voice),
    value: worstOrPresent(story, voice, of),
    limit: limit === undefined ? undefined : limitFigure(limit, metric, voice.separator) + voice.unit,
    background: of(facts.background),
    count: facts.count === undefined ? undefined : String(facts.count),
    zone: facts.zone,
    command: facts.command?.[voice.language],
    metric: metricName(metric, voice.language),
    estimate: OPTICAL.includes(metric ?? '') ? voice.phrases.optical : '',
    side: voice.phrases[facts.side ?? 'above'],
    limitOf: facts.limitOf?.[voice.language],
    station: voice.station,
    window: rule.type === 'rate' ? span(rule.windowMs, voice.phrases) : undefined,
  };
}

/** As it stands within a sentence: "nhiệt độ nước", and "COD" as it is. */
function metricName(metric: string | undefined, language: Voice['language']): string | undefined {
  if (metric === undefined || !isMetric(metric)) return undefined;
  const name = METRICS[metric][language];
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLocaleLowerCase('vi') + name.slice(1) : name;
}

/** The present figure while it is beyond the limit, else the worst one: the sentence must not contradict itself. */
function worstOrPresent(
  { facts, rule, endedAt }: Story,
  { phrases }: Voice,
  write: (value: number | undefined, against?: number) => string | undefined,
): string | undefined {
  const { value, limit, peak, background, side } = facts;
  if (value === undefined || limit === undefined || peak === undefined) return write(value, limit);
  const lower = side === 'below' || (rule.type === 'threshold' && rule.direction === 'below');
  const present = rule.type === 'neighbours' ? value - (background ?? 0) : value;
  if (endedAt === undefined && (lower ? present < limit : present >= limit)) return write(value, limit);
  return fill(lower ? phrases.lowest : phrases.highest, { value: write(peak, limit) });
}

function start({ facts, startedAt, at }: Story, { phrases, time }: Voice): string {
  const exactly = time(startedAt, at);
  return startsAbout(facts) ? fill(phrases.about, { time: exactly }) : exactly;
}

function since(story: Story, voice: Voice): string {
  const late = story.learntAt - story.confirmedAt >= LATE_NEWS_MS;
  const { phrases } = voice;
  const over = story.endedAt !== undefined;
  const phrase = over ? (late ? phrases.spanLate : phrases.span) : late ? phrases.sinceLate : phrases.since;
  return fill(phrase, {
    start: start(story, voice),
    end: story.endedAt === undefined ? undefined : voice.time(story.endedAt, story.at),
    learnt: voice.time(story.learntAt, story.at),
  });
}

const span = (ms: number, phrases: Phrases) =>
  ms >= 7_200_000 && ms % 3_600_000 === 0
    ? fill(phrases.hours, { n: String(ms / 3_600_000) })
    : fill(phrases.minutes, { n: String(Math.round(ms / 60_000)) });

function sentence(template: Texts['en']['templates'][string], story: Story, voice: Voice): string {
  const at = atPlace(story.place, voice.phrases);
  const filled = values(story, voice, at);
  if (story.ending === 'withdrawn') return `${fill(voice.phrases.withdrawn, { ...filled, title: template.title })}.`;
  const now = story.doubted ? voice.phrases.doubted : template.action;
  const action = story.ending ? endingOf(story, template, voice.phrases) : now;
  return `${fill(template.fact, filled)}. ${action}.`;
}

function endingOf(
  { ending = 'over', facts }: Story,
  { over }: { over?: string | undefined },
  phrases: Phrases,
): string {
  if (ending !== 'over') return phrases[ending];
  return facts.lost ? phrases.lost : (over ?? phrases.over);
}

function smsOf(template: Texts['vi']['templates'][string], story: Story, voice: Voice): string {
  const { phrases } = voice;
  const candidates = [atPlace(story.place, phrases), atHamlet(story.place, phrases), ''].map((at) => {
    const filled = values(story, voice, at);
    if (story.ending === 'withdrawn') return `${fill(phrases.withdrawn, { ...filled, title: template.title })}.`;
    const now = story.doubted ? phrases.doubted : template.smsAction;
    return `${fill(template.sms, filled)}. ${story.ending ? endingOf(story, template, phrases) : now}.`;
  });
  return fitted(candidates);
}

function speakable(text: string, spoken: Record<string, string>): string {
  let said = text
    .replaceAll('\u00a0', ' ')
    .replace(/−(?=\d)/g, 'âm ')
    .replace(/[“”]/g, '')
    .replace(/ \(([^)]*)\)(?=[.:])/g, ', $1')
    .replace(/ \(([^)]*)\),?/g, ', $1,')
    .replace(/:(?=\d{4}\b)/g, ' năm ');
  for (const [written, voice] of Object.entries(spoken)) said = said.replaceAll(written, voice);
  return said.charAt(0).toLocaleUpperCase('vi') + said.slice(1);
}
