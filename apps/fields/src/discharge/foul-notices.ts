import type { FarmNotice, Plot } from '#hub/contracts';
import { blockOf, type Land, namesOf, whomToTell } from '../land/land.js';
import type { ToldPerson } from './discharge-book.js';
import type { FoulWater } from './foul-water.js';
import { allClearWords, type Telling, warningWords } from './foul-words.js';

/** All that is to be told now, and what was told once it is. */
export interface FoulNews {
  notices: FarmNotice[];
  told: ToldPerson[];
}
interface Input extends Telling {
  land: Land;
  simulated: boolean;
  /** By plot: those that are to take no water now; those of which it was said that it was none, or of which nobody knows. */
  foul: ReadonlyMap<string, FoulWater>;
  denied: ReadonlySet<string>;
  lost: ReadonlySet<string>;
  /** Nobody is woken to hear that all is well. */
  quiet: boolean;
  told: readonly ToldPerson[];
}
type Whom = Pick<ToldPerson, 'person' | 'keeper' | 'instead'>;

/** One warning to each person whose plots are newly concerned, and one that takes it back when none of them is any more. */
export function foulNews(input: Input): FoulNews {
  const { told, foul } = input;
  const toldOf = ({ person, keeper }: Whom) => told.find((one) => one.person === person && one.keeper === keeper);
  const news: FoulNews = { notices: [], told: [] };
  const concerned = concernedOf(input);
  for (const { whom, plots } of concerned) {
    const known = toldOf(whom);
    const fresh = plots.filter(({ id }) => !known?.plots.includes(id));
    if (fresh.length === 0) continue;
    news.notices.push(warning(whom, fresh, input));
    const still = (known?.plots ?? []).filter((id) => foul.has(id));
    news.told.push({ ...whom, plots: [...still, ...fresh.map(({ id }) => id)], simulated: input.simulated });
  }
  for (const one of input.quiet ? [] : told) {
    if (one.plots.some((id) => foul.has(id)) || news.told.some((next) => sameWhom(next, one))) continue;
    news.notices.push(allClear(one, input));
    news.told.push({ ...one, plots: [] });
  }
  return news;
}

const sameWhom = (a: Whom, b: Whom) => a.person === b.person && a.keeper === b.keeper;

/** Plots that are concerned by who hears of them. */
function concernedOf({ land, foul }: Input): { whom: Whom; plots: Plot[] }[] {
  const found = new Map<string, { whom: Whom; plots: Plot[] }>();
  for (const plot of land.plots) {
    if (!foul.has(plot.id)) continue;
    const keeper = blockOf(land, plot)?.keeper;
    const whom = whomToTell(land, plot);
    if (!whom) continue;
    const key = `${whom.person} ${whom.keeper}`;
    // who has no phone is told by whoever keeps the water of the block
    const instead = !whom.keeper && keeper !== undefined && keeper !== whom.person && { instead: keeper };
    const one = found.get(key) ?? { whom: { ...whom, ...instead }, plots: [] };
    one.plots.push(plot);
    found.set(key, one);
  }
  return [...found.values()];
}

function warning(whom: Whom, concerned: readonly Plot[], input: Input): FarmNotice {
  const { foul, land } = input;
  const plots = [...concerned].sort((a, b) => foul.get(a.id)!.at - foul.get(b.id)!.at);
  const waters = plots.map(({ id, block }) => {
    const canal = block === undefined ? undefined : land.canals.get(block);
    return { ...foul.get(id)!, ...(canal !== undefined && { canal }) };
  });
  // the first to come says when; of several ends the last, and none where one is not known
  const first = waters.reduce((a, b) => (b.at < a.at ? b : a));
  const ends = waters.map(({ until }) => until ?? Number.POSITIVE_INFINITY);
  const until = Math.max(...ends);
  const { until: _, ...one } = first;
  const water = { ...one, ...(Number.isFinite(until) && { until }) };
  return notice('foul', whom, plots, warningWords(water, named(whom, plots, land), input), input);
}

function allClear({ plots: ids, ...whom }: ToldPerson, input: Input): FarmNotice {
  const known = new Map(input.land.plots.map((plot) => [plot.id, plot]));
  const plots = ids.map((id) => known.get(id) ?? ({ id } as Plot));
  const why = ids.some((id) => input.denied.has(id))
    ? 'denied'
    : ids.some((id) => input.lost.has(id))
      ? 'lost'
      : 'over';
  return notice('clear', whom, plots, allClearWords(why, named(whom, plots, input.land), input), input);
}

function named({ keeper }: Whom, plots: readonly Plot[], land: Land) {
  const names = plots.map(namesOf);
  const block = blockOf(land, plots[0]!);
  const kept = keeper &&
    block &&
    plots.every((plot) => plot.block === block.id) && {
      block: { name: block.name, gates: land.gates.get(block.id) ?? [] },
    };
  return { names, ...kept };
}

function notice(
  kind: 'foul' | 'clear',
  { person, keeper, instead }: Whom,
  plots: readonly Plot[],
  words: Pick<FarmNotice, 'title' | 'body' | 'sms'>,
  { now, simulated }: Input,
): FarmNotice {
  return {
    ...{
      type: 'farm',
      id: `farm ${kind} ${person} ${keeper ? 'k' : 'f'} ${now}`,
      person,
      ...words,
      at: now,
      simulated,
    },
    ...(instead !== undefined && { instead }),
    url: keeper ? '/farm/khu' : `/farm?thua=${encodeURIComponent(plots[0]!.id)}`,
    urgent: kind === 'foul',
  };
}
