import type { FarmNotice } from '#hub/contracts';
import { dayName, dayOf, startOfDay } from '#hub/irrigation';
import type { Round } from '../advising/advisor.js';
import type { Reckoned } from '../advising/reckon.js';
import { blockOf, whomToTell } from '../land/land.js';
import { hoursWords } from '../words/figures.js';
import { smsName } from '../words/advice-words.js';
import { type AllTemplates, fill, type Tongue } from '../words/templates.js';
import { keptDays, turnWords } from './keeper-morning.js';
import { fitted, listed, NAMED } from './named.js';

const MINUTE_MS = 60_000;
/** A morning that the hub slept through for longer is over. */
const LATEST_MS = 4 * 3_600_000;
/** Of these people are told; that nothing is needed they see when they look. */
const WORTH_TELLING: ReadonlySet<string> = new Set(['irrigate', 'hold-salty', 'drain']);

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

export interface For {
  person: string;
  keeper: boolean;
  plots: Reckoned[];
}

/**
 * Who is told of which plots: of each block its keeper, or each farmer, as the block has it. Of plots that foul water is on its
 * way to nothing else is said: they are told of that alone, at once.
 */
export function audience({ situation: { land, foul }, plots }: Round, counts: (plot: Reckoned) => boolean): For[] {
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

/** Page that a notice opens. */
export const linkOf = ({ keeper, plots }: For): string =>
  keeper ? '/farm/khu' : `/farm?thua=${encodeURIComponent(plots[0]!.plot.id)}`;

/** Whom the morning tells of which plots: those who have something to do, and whoever was to take water and is to wait now. */
export const morningAudience = (round: Round, waits: (plot: string) => boolean): For[] =>
  audience(
    round,
    ({ plot, advice: { verdict } }) => WORTH_TELLING.has(verdict) || (verdict === 'wait-for-rain' && waits(plot.id)),
  );

export const isUrgent = ({ advice }: Reckoned): boolean =>
  advice.urgency === 'urgent' && WORTH_TELLING.has(advice.verdict);
/** Names what does not wait, so that it is told once a day. */
export const urgentId = (person: string, { plot, advice }: Reckoned): string =>
  `${person} ${plot.id} ${advice.verdict}`;

/** The notice of a morning, or of what does not wait. `again`: what else it is about, where one day has several. */
export function noticeOf(
  { person, keeper, plots }: For,
  round: Round,
  { kind, templates, again = '' }: { kind: 'morning' | 'urgent'; templates: AllTemplates; again?: string },
): FarmNotice {
  const { now, simulated } = round.situation;
  const inOrder = [...plots].sort(
    (a, b) =>
      Number(b.advice.urgency === 'urgent') - Number(a.advice.urgency === 'urgent') ||
      (a.advice.doneBy ?? Number.POSITIVE_INFINITY) - (b.advice.doneBy ?? Number.POSITIVE_INFINITY) ||
      (a.plot.id < b.plot.id ? -1 : 1),
  );
  const day = dayName(dayOf(now));
  const which =
    kind === 'morning' ? day : `${day} ${again}${inOrder.map(({ plot }) => plot.id).join(' ')}`.slice(0, 200);
  const words =
    keeper && kind === 'morning' ? dayWords(inOrder, round, templates) : wordsOf(inOrder, keeper, templates);
  return {
    ...{ type: 'farm', id: `farm ${kind} ${person} ${keeper ? 'k' : 'f'} ${which}`, person, at: now, simulated },
    ...(keeper ? withUnowned(words, inOrder, round, templates) : words),
    url: linkOf({ person, keeper, plots: inOrder }),
    ...byOf(inOrder),
    urgent: kind === 'urgent',
  };
}

/** When the first of the plots gets its water: its turn begins, or it is to begin at the latest. */
function byOf(plots: readonly Reckoned[]): Pick<FarmNotice, 'by'> {
  const times = plots.flatMap(({ advice }) => advice.deadline ?? []);
  return times.length === 0 ? {} : { by: Math.min(...times) };
}

const wordsOf = (plots: readonly Reckoned[], keeper: boolean, templates: AllTemplates): Words => ({
  title: both((tongue) =>
    keeper ? fill(templates[tongue].many.keeper, { count: `${plots.length}` })! : farmerTitle(plots, templates, tongue),
  ),
  body: both((tongue) => bodyOf(plots, templates, tongue)),
  sms: smsOf(plots, keeper, templates),
});

/** A keeper's morning: gates and plots in the order of their turns, then what is to be done without one. */
function dayWords(plots: readonly Reckoned[], round: Round, templates: AllTemplates): Words {
  const days = keptDays(round, new Set(plots.flatMap(({ plot }) => plot.block ?? [])));
  if (days.length === 0) return wordsOf(plots, true, templates);
  const inTurn = new Set(days.flatMap(({ plan }) => plan.turns.map(({ plot }) => plot)));
  const others = plots.filter(({ plot }) => !inTurn.has(plot.id));
  const words = turnWords(days);
  if (others.length === 0) return words;
  return { ...words, body: both((tongue) => `${words.body[tongue]}\n${bodyOf(others, templates, tongue)}`) };
}

/** Words to a keeper who is told in place of farmers whom nobody entered say so. */
function withUnowned(
  words: Words,
  plots: readonly Reckoned[],
  { situation: { land } }: Round,
  templates: AllTemplates,
): Words {
  const without = plots.filter(({ plot }) => plot.owner === undefined && blockOf(land, plot)?.told === 'farmers');
  if (without.length === 0) return words;
  return {
    ...words,
    body: both((tongue) => {
      const { more, unowned } = templates[tongue].many;
      const names = without.map(({ name }) => smsName(name, tongue));
      return `${words.body[tongue]}\n${fill(unowned, { names: listed(names, more) })!}`;
    }),
  };
}

const both = (of: (tongue: Tongue) => string): { vi: string; en: string } => ({ vi: of('vi'), en: of('en') });
/** The first plot, and how many more there are: on a locked screen nothing else may be seen. */
function farmerTitle(plots: readonly Reckoned[], templates: AllTemplates, tongue: Tongue): string {
  const first = titleOf(plots[0]!, tongue);
  const rest = plots.length - 1;
  return rest === 0 ? first : `${first}, ${fill(templates[tongue].many.more, { count: `${rest}` })!}`;
}
const titleOf = ({ name, title }: Reckoned, lang: Tongue) => `${name[lang]}: ${title[lang]}`;

function bodyOf(plots: readonly Reckoned[], templates: AllTemplates, tongue: Tongue): string {
  const { more } = templates[tongue].many;
  const lines = plots.slice(0, NAMED).map((one) => `${titleOf(one, tongue)}. ${one.told.why[tongue]}`);
  if (plots.length > NAMED) lines.push(fill(more, { count: `${plots.length - NAMED}` })!);
  return lines.join('\n');
}

/** By what they are advised, in this order. */
const KINDS = ['irrigate', 'hold-salty', 'drain', 'wait-for-rain'] as const;

function smsOf(plots: readonly Reckoned[], keeper: boolean, templates: AllTemplates): string {
  const [first] = plots;
  if (!keeper && plots.length === 1) return first!.told.sms;
  const { many } = templates.vi;
  const kinds = KINDS.flatMap((kind) => {
    const some = plots.filter(({ advice }) => advice.verdict === kind);
    return some.length === 0 ? [] : [{ kind, some }];
  });
  const say = (kind: (typeof KINDS)[number], some: readonly Reckoned[], names: string) => {
    const hours = some.reduce((sum, { told }) => sum + (told.hours ?? 0), 0);
    const total =
      kind === 'irrigate' && hours > 0
        ? fill(many.total, { hours: hoursWords(hours, { templates: templates.vi }) })!
        : '';
    const text = fill(many[kind], { count: `${some.length}`, total, names })!;
    return names === '' ? text.replace(/:\s*$/, '') : text;
  };
  // names of the first kind; of the others how many
  const [{ kind, some }, ...others] = kinds as [(typeof kinds)[number], ...typeof kinds];
  const rest = others.map((one) => `. ${say(one.kind, one.some, '')}`).join('');
  return fitted(
    some.map(({ name }) => smsName(name)),
    many.more,
    [(names) => `${say(kind, some, names)}${rest}. ${many.see}`, () => `${say(kind, some, '')}${rest}. ${many.see}`],
  );
}
