import { type FarmNotice, type FarmRecord, OBSTACLES, type Plot } from '#hub/contracts';
import type { Round } from '../advising/advisor.js';
import { namesOf } from '../land/land.js';
import { smsName } from '../words/advice-words.js';
import { timeWords, type Voice } from '../words/figures.js';
import { type AllTemplates, fill, type Tongue } from '../words/templates.js';
import { fitted, NAMED } from './named.js';

/** What is older is no news of the day's turns. */
const NEWS_MS = 24 * 3_600_000;

export interface Obstacle {
  plot: Plot;
  record: FarmRecord & { deed: { did: 'could-not' } };
}
/** Plots of one keeper's block. */
export interface Obstacles {
  keeper: string;
  block: string;
  plots: Obstacle[];
}

/** What could not be pumped since yesterday and stands, by the block whose keeper did not say it himself. */
export function obstaclesOf({ situation: { now, land, records } }: Round): Obstacles[] {
  const found = new Map<string, Obstacles>();
  for (const plot of land.plots) {
    const block = plot.block === undefined ? undefined : land.blocks.get(plot.block);
    if (block?.keeper === undefined) continue;
    const record = lastObstacle(records.get(plot.id) ?? [], now);
    if (!record || record.person === block.keeper) continue;
    const one = found.get(block.id) ?? { keeper: block.keeper, block: block.name, plots: [] };
    one.plots.push({ plot, record });
    found.set(block.id, one);
  }
  return [...found.values()];
}

/** The last that was said, where it is that it could not be. */
function lastObstacle(records: readonly FarmRecord[], now: number): Obstacle['record'] | undefined {
  const taken = new Set(records.flatMap(({ deed }) => (deed.did === 'taken-back' ? [deed.of] : [])));
  const last = records
    .filter(({ key, deed: { did }, at }) => !taken.has(key) && at > now - NEWS_MS && ABOUT_PUMPING.has(did))
    .reduce<FarmRecord | undefined>((a, b) => (a && a.at > b.at ? a : b), undefined);
  return last?.deed.did === 'could-not' ? (last as Obstacle['record']) : undefined;
}
const ABOUT_PUMPING: ReadonlySet<string> = new Set(['irrigated', 'running', 'could-not']);

/** A line to the keeper: which plots, and why. No names of people: it may lie on a locked screen. */
export function obstacleNotice({ keeper, block, plots }: Obstacles, round: Round, templates: AllTemplates): FarmNotice {
  const { now, simulated } = round.situation;
  const voice = (tongue: Tongue): Voice => ({ tongue, templates: templates[tongue], now });
  const whyOf = ({ record }: Obstacle, tongue: Tongue) =>
    OBSTACLES[record.deed.obstacle][tongue].toLocaleLowerCase(tongue);
  const title = (tongue: Tongue) => {
    const { titleOne, title: many } = templates[tongue].couldNot;
    return plots.length === 1
      ? fill(titleOne, { plot: namesOf(plots[0]!.plot)[tongue], block })!
      : fill(many, { count: `${plots.length}`, block })!;
  };
  const body = (tongue: Tongue) => {
    const lines = plots.slice(0, NAMED).map((one) => {
      const at = timeWords(one.record.at, voice(tongue));
      return fill(templates[tongue].couldNot.line, { plot: namesOf(one.plot)[tongue], why: whyOf(one, tongue), at })!;
    });
    const rest = plots.length - NAMED;
    return [...lines, ...(rest > 0 ? [fill(templates[tongue].many.more, { count: `${rest}` })!] : [])].join('\n');
  };
  const { vi } = templates;
  const keys = plots.map(({ record }) => record.key);
  return {
    ...{ type: 'farm', person: keeper, at: now, simulated, urgent: false, url: '/farm/khu' },
    id: `farm could-not ${keeper} ${keys.join(' ')}`.slice(0, 200),
    title: { vi: title('vi'), en: title('en') },
    body: { vi: body('vi'), en: body('en') },
    sms: fitted(
      plots.map((one) => `${smsName(namesOf(one.plot))} (${whyOf(one, 'vi')})`),
      vi.many.more,
      [(names) => fill(vi.couldNot.sms, { plots: names })!],
    ),
  };
}
