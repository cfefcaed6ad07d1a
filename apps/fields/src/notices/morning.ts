import type { FarmNotice } from '#hub/contracts';
import { dayName, dayOf, startOfDay } from '#hub/irrigation';
import { plain, SMS_LENGTH } from '#hub/service-kit';
import type { Round } from '../advising/advisor.js';
import type { Reckoned } from '../advising/reckon.js';
import { whomToTell } from '../land/land.js';
import { keptDays, turnWords } from './keeper-morning.js';

const MINUTE_MS = 60_000;
/** A morning that the hub slept through for longer is over. */
const LATEST_MS = 4 * 3_600_000;
/** Of these people are told; that nothing is needed they see when they look. */
const WORTH_TELLING: ReadonlySet<string> = new Set(['irrigate', 'hold-salty', 'drain']);
/** So many plots stand in one message by name. */
const NAMED = 5;

/** When this day's people are told, "05:30" by Vietnam's clock. */
export function morningOf(at: number, clock: string): number {
  const [hour, minute] = clock.split(':').map(Number);
  return startOfDay(dayOf(at)) + (hour! * 60 + minute!) * MINUTE_MS;
}
export const isMorning = (at: number, clock: string): boolean => {
  const since = at - morningOf(at, clock);
  return since >= 0 && since < LATEST_MS;
};

type Words = Pick<FarmNotice, 'title' | 'body' | 'sms'>;

interface For {
  person: string;
  keeper: boolean;
  plots: Reckoned[];
}

/** Who is told of which plots: of each block its keeper, or each farmer, as the block has it. */
/** … but for plots that are to take no water now: they are told of that alone, at once. */
function audience({ situation: { land, foul }, plots }: Round, counts: (plot: Reckoned) => boolean): For[] {
  const found = new Map<string, For>();
  for (const reckoned of plots) {
    if (!counts(reckoned) || foul.has(reckoned.plot.id)) continue;
    const whom = whomToTell(land, reckoned.plot);
    if (!whom) continue;
    const key = `${whom.person} ${whom.keeper ? 'keeper' : 'farmer'}`;
    const one = found.get(key) ?? { ...whom, plots: [] };
    one.plots.push(reckoned);
    found.set(key, one);
  }
  return [...found.values()];
}

/** One notice for each person who has something to do today. */
export const morningNotices = (round: Round): FarmNotice[] =>
  audience(round, ({ advice }) => WORTH_TELLING.has(advice.verdict)).map((whom) => noticeOf(whom, round, 'morning'));

/** What does not wait: told once a day for each plot, at any hour. */
export const urgentNotices = (round: Round, told: (id: string) => boolean): FarmNotice[] =>
  audience(round, isUrgent).flatMap((whom) => {
    const news = whom.plots.filter((one) => !told(urgentId(whom.person, one)));
    return news.length === 0 ? [] : [noticeOf({ ...whom, plots: news }, round, 'urgent')];
  });

const isUrgent = ({ advice }: Reckoned) => advice.urgency === 'urgent' && WORTH_TELLING.has(advice.verdict);
const urgentId = (person: string, { plot, advice }: Reckoned): string => `${person} ${plot.id} ${advice.verdict}`;
/** Names all of this round that does not wait. */
export const urgentIds = (round: Round): string[] =>
  audience(round, isUrgent).flatMap(({ person, plots }) => plots.map((one) => urgentId(person, one)));

function noticeOf({ person, keeper, plots }: For, round: Round, kind: 'morning' | 'urgent'): FarmNotice {
  const { now, simulated } = round.situation;
  const inOrder = [...plots].sort(
    (a, b) =>
      Number(b.advice.urgency === 'urgent') - Number(a.advice.urgency === 'urgent') ||
      (a.advice.doneBy ?? Number.POSITIVE_INFINITY) - (b.advice.doneBy ?? Number.POSITIVE_INFINITY) ||
      (a.plot.id < b.plot.id ? -1 : 1),
  );
  const first = inOrder[0]!;
  const day = dayName(dayOf(now));
  const which = kind === 'morning' ? day : `${day} ${inOrder.map(({ plot }) => plot.id).join(' ')}`.slice(0, 200);
  return {
    ...{ type: 'farm', id: `farm ${kind} ${person} ${keeper ? 'k' : 'f'} ${which}`, person, at: now, simulated },
    ...(keeper && kind === 'morning' ? dayWords(inOrder, round) : wordsOf(inOrder, keeper)),
    url: keeper ? '/farm/khu' : `/farm?thua=${encodeURIComponent(first.plot.id)}`,
    ...byOf(inOrder, round),
    urgent: kind === 'urgent',
  };
}

/** When the first of the plots gets its water: its turn begins, or it is to begin at the latest. */
function byOf(plots: readonly Reckoned[], { situation: { now }, turns }: Round): Pick<FarmNotice, 'by'> {
  const times = plots.flatMap(({ plot, advice }) => {
    const planned = plot.block === undefined ? [] : (turns?.get(plot.block)?.turns ?? []);
    const own = planned.filter((turn) => turn.plot === plot.id && !turn.done && turn.to > now);
    return own.length > 0 ? own.map(({ from }) => from) : (advice.deadline ?? []);
  });
  return times.length === 0 ? {} : { by: Math.min(...times) };
}

const wordsOf = (plots: readonly Reckoned[], keeper: boolean): Words => ({
  title: keeper ? keeperTitle(plots) : { vi: titleOf(plots[0]!, 'vi'), en: titleOf(plots[0]!, 'en') },
  body: { vi: bodyOf(plots, 'vi'), en: bodyOf(plots, 'en') },
  sms: smsOf(plots, keeper),
});

/** A keeper's morning: gates and plots in the order of their turns, then what is to be done without one. */
function dayWords(plots: readonly Reckoned[], round: Round): Words {
  const days = keptDays(round, new Set(plots.flatMap(({ plot }) => plot.block ?? [])));
  if (days.length === 0) return wordsOf(plots, true);
  const inTurn = new Set(days.flatMap(({ plan }) => plan.turns.map(({ plot }) => plot)));
  const others = plots.filter(({ plot }) => !inTurn.has(plot.id));
  const words = turnWords(days);
  if (others.length === 0) return words;
  return {
    ...words,
    body: { vi: `${words.body.vi}\n${bodyOf(others, 'vi')}`, en: `${words.body.en}\n${bodyOf(others, 'en')}` },
  };
}

const nameOf = ({ plot }: Reckoned, lang: 'vi' | 'en') =>
  plot.ownName ?? `${lang === 'vi' ? 'Thửa' : 'Plot'} ${plot.id}`;
const titleOf = (reckoned: Reckoned, lang: 'vi' | 'en') => `${nameOf(reckoned, lang)}: ${reckoned.title[lang]}`;
const keeperTitle = ({ length: n }: readonly Reckoned[]) => ({
  vi: `${n} thửa cần nước hôm nay`,
  en: `${n} ${n === 1 ? 'plot' : 'plots'} want something today`,
});

function bodyOf(plots: readonly Reckoned[], lang: 'vi' | 'en'): string {
  const lines = plots.slice(0, NAMED).map((one) => `${titleOf(one, lang)}. ${one.told.why[lang]}`);
  const more = plots.length - NAMED;
  if (more > 0) lines.push(lang === 'vi' ? `và ${more} thửa khác` : `and ${more} more`);
  return lines.join('\n');
}

function smsOf(plots: readonly Reckoned[], keeper: boolean): string {
  const [first] = plots;
  if (!keeper && plots.length === 1) return first!.told.sms;
  const names = (n: number) =>
    plots
      .slice(0, n)
      .map((one) => nameOf(one, 'vi'))
      .join(', ');
  const hours = plots.reduce((sum, { advice }) => sum + (advice.hours ?? 0), 0);
  const total = hours > 0 ? `, tong ${String(Math.round(hours * 10) / 10).replace('.', ',')} gio bom` : '';
  for (let n = Math.min(NAMED, plots.length); n > 0; n--) {
    const rest = plots.length - n;
    const text = plain(
      `Hom nay ${plots.length} thua can nuoc${total}: ${names(n)}${rest > 0 ? ` va ${rest} thua khac` : ''}. Xem trang Ruong.`,
    );
    if (text.length <= SMS_LENGTH) return text;
  }
  return plain(`Hom nay ${plots.length} thua can nuoc${total}. Xem trang Ruong.`);
}
