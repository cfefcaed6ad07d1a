import { type Alert, METRICS, type Metric, startsAbout } from '#hub/contracts';
import { alertAge } from '../../format/age.js';
import { stopwatch, whenShort } from '../../format/clock.js';
import { withUnit } from '../../format/figures.js';
import type { Speech } from '../words/words.js';
import { isDrill } from './drill.js';
import type { Matter } from './matters.js';
import { byUrgency } from '../stations/station-state.js';

export interface Card {
  alert: Matter;
  size: 'top' | 'dense' | 'full' | 'accepted' | 'compact';
}
export interface Column {
  cards: Card[];
  /** Alerts that found no room. */
  more: number;
}

/** Heights at 1080 lines, px; the gap between cards is 8. */
export const CARD_HEIGHT = { top: 344, dense: 200, full: 224, accepted: 160, compact: 116 } as const;
const GAP = 8;
const MORE_HEIGHT = 48;
const MOST = 5;

/**
 * Which cards the column holds, worst first and drills last: the first of these that fits. Up to three have room to speak; else the top
 * one alone has; else all stand dense, and what does not fit is counted. Under a band (`withBand`) the band's own alert
 * is not repeated and all cards are compact.
 */
export function columnOf(alerts: readonly Matter[], available: number, withBand: boolean): Column {
  const sorted = [...alerts].sort((a, b) => Number(isDrill(a)) - Number(isDrill(b)) || byUrgency(a, b));
  const open = (a: Matter) => a.state === 'unacknowledged';
  const small = (a: Matter): Card => ({ alert: a, size: 'compact' });
  const under = (first: 'top' | 'dense') =>
    sorted.map((alert, i): Card => (!withBand && i === 0 && open(alert) ? { alert, size: first } : small(alert)));
  const roomy = sorted.map(
    (alert, i): Card => ({ alert, size: i === 0 && open(alert) ? 'top' : open(alert) ? 'full' : 'accepted' }),
  );
  const fits = (cards: Card[]) => cards.length <= MOST && heightOf(cards) <= available;
  const whole = [...(!withBand && sorted.length <= 3 ? [roomy] : []), under('top'), under('dense')].find(fits);
  if (whole) return { cards: whole, more: 0 };
  const all = under('dense').slice(0, MOST);
  let cards = all;
  while (cards.length > 1 && heightOf(cards) + MORE_HEIGHT > available) cards = cards.slice(0, -1);
  return { cards, more: sorted.length - cards.length };
}

const heightOf = (cards: readonly Card[]) => cards.reduce((sum, c) => sum + CARD_HEIGHT[c.size] + GAP, -GAP);

/** Seconds between a start and the news of it that are worth telling apart: late data. */
const LATE_NEWS_MS = 10 * 60_000;

/** Who has it, and that somebody does: names are not for a wall. */
function ownerOf(
  { state, acknowledgement, matter, doubted }: Matter,
  t: Speech['t'],
): { owner: string; ownerShort: string } {
  if (matter?.settles) return { owner: t.settles, ownerShort: t.settlesShort };
  if (state === 'acknowledged') {
    const owner = matter?.assigned ? t.assignedToSomebody : t.acceptedBySomebody;
    return { owner, ownerShort: matter?.assigned ? t.assigned : t.accepted };
  }
  if (acknowledgement) return { owner: t.news, ownerShort: t.newsShort };
  if (doubted && !matter?.assigned) return { owner: t.doubtedNobody, ownerShort: t.doubtedShort };
  return matter?.assigned
    ? { owner: t.assignedNotAccepted, ownerShort: t.assigned }
    : { owner: t.nobody, ownerShort: t.nobody };
}

const nextWords = (at: number | undefined, now: number, t: Speech['t']): string | undefined =>
  at === undefined ? undefined : at > now ? t.nextCall(stopwatch(at - now)) : t.nextCallNow;

export interface CardWords {
  title: string;
  place: string;
  /** Value against its background or limit; undefined where the alert has none. */
  value?: string;
  age: string;
  owner: string;
  /** How many boxes are behind it, where it is not one. */
  boxes?: string;
  /** When the next one is called, while nobody has it. */
  next?: string;
  /** Who has accepted it, in one word, for narrow cards. */
  ownerShort: string;
  since: string;
  /** When the news came, where it came late. */
  learnt?: string;
}

/** Letters that a narrow card has room for. */
const NARROW = 42;

/** The one line of a narrow card. Who has it must be readable: for the place the count of boxes goes first, then its end. */
export function narrowStatus(place: string, { age, boxes, ownerShort }: CardWords): string {
  const least = `${age} · ${ownerShort}`;
  const near = place.split(',')[0]!;
  if (!near) return boxes ? `${boxes} · ${least}` : least;
  const roomBeside = (rest: string) => NARROW - rest.length - 3;
  const counted = boxes && `${boxes} · ${least}`;
  if (counted && near.length <= roomBeside(counted)) return `${near} · ${counted}`;
  const room = roomBeside(least);
  return `${near.length > room ? `${near.slice(0, room).replace(/\s\S*$/, '')}…` : near} · ${least}`;
}

/** When it began: of a fire nobody knows that to the minute. */
export function startWords({ startedAt, facts, matter }: Matter, now: number, t: Speech['t']): string {
  const start = whenShort(startedAt, now);
  return (matter?.beganAbout ?? startsAbout(facts)) ? t.about(start) : start;
}

/** `frozenAt`: the line is lost, so ages stand still and times are told instead. */
export function cardWords(alert: Matter, now: number, { lang, t }: Speech, frozenAt?: number): CardWords {
  const late = alert.learntAt - alert.startedAt >= LATE_NEWS_MS;
  return {
    title: lang === 'en' ? alert.text.titleEn : alert.text.title,
    place: alert.text.place,
    value: valueWords(alert, { lang, t }),
    age: frozenAt !== undefined ? t.atTime(whenShort(frozenAt, now)) : alertAge(now - alert.startedAt, t),
    ...ownerOf(alert, t),
    next: frozenAt === undefined ? nextWords(alert.matter?.nextCallAt, now, t) : undefined,
    boxes: alert.matter && alert.matter.devices > 1 ? t.boxes(alert.matter.devices) : undefined,
    since: (late ? t.began : t.since)(startWords(alert, now, t)),
    learnt: late ? t.learnt(whenShort(alert.learntAt, now)) : undefined,
  };
}

export function valueWords({ facts, pm25 }: Alert & Pick<Matter, 'pm25'>, { lang, t }: Speech): string | undefined {
  const { metric, value, background, limit, event } = pm25 ? { ...facts, ...pm25, metric: 'pm25' } : facts;
  if (metric !== undefined && value !== undefined && Object.hasOwn(METRICS, metric)) {
    const m = metric as Metric;
    const against =
      background !== undefined
        ? t.background(withUnit(m, background, lang))
        : limit !== undefined
          ? t.limit(withUnit(m, limit, lang))
          : '';
    return [`${shortName(m, lang)} ${withUnit(m, value, lang)}`, against].filter(Boolean).join(', ');
  }
  return event ? t.events[event] : undefined;
}

/** Name that fits beside its figure: "PM2.5" rather than "Bụi mịn PM2.5". */
export function shortName(metric: Metric, lang: 'vi' | 'en'): string {
  const name = METRICS[metric][lang];
  return /PM\d/.exec(name)?.[0].concat(name.includes('2.5') ? '.5' : '') ?? name;
}

/** The first action, where the sentence ends in one ("… Gọi 114, đưa dân ra khỏi hướng khói."). */
export function firstAction(sentence: string): string | undefined {
  const parts = sentence.split(/(?<=[.!])\s+(?=\p{Lu})/u).map((p) => p.trim());
  return parts.length > 1 ? parts[parts.length - 1]!.replace(/[.]$/, '') : undefined;
}
