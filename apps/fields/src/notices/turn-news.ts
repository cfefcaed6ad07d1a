import { type FarmNotice, type Plot, SKIP_REASONS, type SkipReason } from '#hub/contracts';
import { plain, SMS_LENGTH } from '#hub/service-kit';
import type { Round } from '../advising/advisor.js';
import type { Reckoned } from '../advising/reckon.js';
import { blockOf, namesOf, whomToTell } from '../land/land.js';
import { smsName } from '../words/advice-words.js';
import { weekdaySpan } from '../words/figures.js';
import { type AllTemplates, fill, type Tongue } from '../words/templates.js';
import { morningOf } from './morning.js';
import { fitted, NAMED } from './named.js';
import type { TurnChange } from './turns-known.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What begins sooner is told at once, and what is cancelled; the rest in the morning. */
const SOON_MS = 12 * HOUR_MS;
/** A keeper who arranges a day changes it several times: it is told when he has left it alone for so long. */
const SETTLED_MS = 5 * 60_000;
/** … unless a turn begins within the hour. */
const NEAR_MS = HOUR_MS;

/** A change that somebody is to hear of. */
export interface TurnNews extends TurnChange {
  of: Plot;
  person: string;
  reason?: SkipReason;
}

/**
 * Whom a block's changes concern: each farmer where the block tells farmers. Who keeps the block made them himself. A plot that
 * wants no water any more has no turn because of that and not because of the keeper, unless he skipped it.
 */
export function turnNews(
  changes: readonly TurnChange[],
  { situation: { land, foul }, plots, turns }: Round,
): TurnNews[] {
  const known = new Map(plots.map((one) => [one.plot.id, one]));
  return changes.flatMap((change): TurnNews[] => {
    const one = known.get(change.plot);
    if (!one || foul.has(change.plot)) return [];
    const whom = whomToTell(land, one.plot);
    const block = blockOf(land, one.plot);
    if (!whom || whom.keeper || !block || whom.person === block.keeper) return [];
    const skipped = [turns?.today, turns?.tomorrow].flatMap((plans) => plans?.get(block.id)?.skipped ?? []);
    const reason = change.after ? undefined : skipped.find(({ plot }) => plot === change.plot)?.reason;
    if (!change.after && reason === undefined && one.advice.verdict !== 'irrigate') return [];
    return [{ ...change, of: one.plot, person: whom.person, ...(reason !== undefined && { reason }) }];
  });
}

const startsOf = ({ before, after }: TurnChange): number =>
  Math.min(...[before, after].map((turn) => turn?.from ?? Number.POSITIVE_INFINITY));

/** Whether it is told now and does not wait for the next morning's notice. `quiet`: nobody is woken but for what comes before it. */
export function isTurnUrgent(
  news: TurnChange,
  { now, morning, quiet }: { now: number; morning: string; quiet: boolean },
): boolean {
  const start = startsOf(news);
  const next = morningOf(now, morning) > now ? morningOf(now, morning) : morningOf(now + DAY_MS, morning);
  if (now - news.since < SETTLED_MS && start - now > NEAR_MS) return false;
  if (start < next) return true;
  return !quiet && (news.after === undefined || start - now <= SOON_MS);
}

/** One sentence of a plot's turn. */
export function turnSentence({ of, before, after, reason }: TurnNews, templates: AllTemplates, tongue: Tongue): string {
  const { turn: t } = templates[tongue];
  const span = (turn: typeof before) => turn && weekdaySpan(turn, templates[tongue]);
  const why = reason && fill(t.why, { reason: SKIP_REASONS[reason][tongue].toLocaleLowerCase(tongue) });
  return fill(before ? (after ? t.moved : t.off) : t.given, {
    ...{ plot: namesOf(of)[tongue], why: why ?? '' },
    ...{ old: span(before), new: span(after) },
  })!;
}

/** Without diacritics, in one message: the sentence of one plot, of several which plot has its turn when. */
export function turnSms(news: readonly TurnNews[], templates: AllTemplates): string {
  const { turn: t, many } = templates.vi;
  const [first, ...others] = news as [TurnNews, ...TurnNews[]];
  if (others.length === 0) return plain(turnSentence(first, templates, 'vi')).slice(0, SMS_LENGTH);
  const shortly = news.map(
    ({ of, after }) =>
      fill(after ? t.short : t.shortOff, {
        plot: smsName(namesOf(of)),
        new: after && weekdaySpan(after, templates.vi),
      })!,
  );
  return fitted(shortly, many.more, [(plots) => fill(t.sms, { plots })!]);
}

/** Lines of several plots, and how many more there are. */
export function turnLines(news: readonly TurnNews[], templates: AllTemplates, tongue: Tongue): string {
  const lines = news.slice(0, NAMED).map((one) => turnSentence(one, templates, tongue));
  const rest = news.length - NAMED;
  return [...lines, ...(rest > 0 ? [fill(templates[tongue].many.more, { count: `${rest}` })!] : [])].join('\n');
}

/** A farmer hears what became of the turns of his plots. */
export function turnNotice(
  news: readonly TurnNews[],
  { now, simulated }: Round['situation'],
  { templates, urgent }: { templates: AllTemplates; urgent: boolean },
): FarmNotice {
  const ordered = [...news].sort((a, b) => startsOf(a) - startsOf(b));
  const [first] = ordered as [TurnNews];
  const title = (tongue: Tongue) => {
    const { turn: t } = templates[tongue];
    if (news.length > 1) return fill(t.titleMany, { count: `${news.length}` })!;
    return fill(first.after ? t.title : t.titleOff, { plot: namesOf(first.of)[tongue] })!;
  };
  const start = startsOf(first);
  return {
    ...{ type: 'farm', person: first.person, at: now, simulated, urgent },
    id: `farm turn ${first.person} ${ordered.map(({ plot, since }) => `${plot} ${since}`).join(' ')}`.slice(0, 200),
    title: { vi: title('vi'), en: title('en') },
    body: { vi: turnLines(ordered, templates, 'vi'), en: turnLines(ordered, templates, 'en') },
    sms: turnSms(ordered, templates),
    url: `/farm?thua=${encodeURIComponent(first.plot)}`,
    ...(Number.isFinite(start) && { by: start }),
  };
}

/** The morning's notice says it beside its own. A message that names the new turn itself needs no other. */
export function withTurns(
  notice: FarmNotice,
  news: readonly TurnNews[],
  templates: AllTemplates,
  plots: readonly Reckoned[],
): FarmNotice {
  const sms = turnSms(news, templates);
  const both = `${sms} ${notice.sms}`;
  const [only] = plots;
  const named = plots.length === 1 && only!.plot.id === news[0]!.plot && only!.told.before === news[0]!.after?.to;
  const body = (tongue: Tongue) => `${turnLines(news, templates, tongue)}\n${notice.body[tongue]}`;
  return {
    ...notice,
    body: { vi: body('vi'), en: body('en') },
    sms: both.length <= SMS_LENGTH ? both : named ? notice.sms : sms,
  };
}
