import type { FarmNotice, FarmRecord } from '#hub/contracts';
import type { Round } from '../advising/advisor.js';
import type { Reckoned } from '../advising/reckon.js';
import { smsName } from '../words/advice-words.js';
import { type AllTemplates, fill, type Tongue } from '../words/templates.js';
import { audience, type For, linkOf } from './morning.js';
import { fitted, listed } from './named.js';
import type { LastTold } from './water-told.js';

/** A pump of which nothing was said for longer is not running any more. */
const RUNS_MS = 24 * 3_600_000;

/** Whether a plot's water is salty at this moment, whatever is expected of it later. */
export const isSalty = ({ advice: { verdict, why } }: Pick<Reckoned, 'advice'>): boolean =>
  verdict === 'hold-salty' || (verdict === 'irrigate' && why.some(({ key }) => key === 'salinity-stop'));

/** Plots to which salt came after their people were told to take water, or switched a pump on: since when they may be taking it. */
export function surprised(
  { situation: { now, records }, plots }: Round,
  told: ReadonlyMap<string, LastTold>,
): Map<string, number> {
  const found = new Map<string, number>();
  for (const one of plots) {
    if (!isSalty(one)) continue;
    const said = records.get(one.plot.id) ?? [];
    const last = told.get(one.plot.id);
    const since = Math.max(takingSince(last, said), pumpSince(said, now));
    if (since > (last?.verdict === 'hold' ? last.at : 0)) found.set(one.plot.id, since);
  }
  return found;
}

/** When somebody was told to take water and has not said since that it is in, or that the field is shut. 0: nobody. */
function takingSince(last: LastTold | undefined, records: readonly FarmRecord[]): number {
  if (last?.verdict !== 'take') return 0;
  const ended = standing(records).some(
    ({ deed: { did }, at }) => (did === 'irrigated' || did === 'shut') && at > last.at,
  );
  return ended ? 0 : last.at;
}

/** When a pump was switched on of which nobody said that it is off. 0: none. */
function pumpSince(records: readonly FarmRecord[], now: number): number {
  const last = standing(records)
    .filter(({ deed: { did }, at }) => at <= now && ['running', 'irrigated', 'could-not', 'shut'].includes(did))
    .reduce<FarmRecord | undefined>((a, b) => (a && a.at > b.at ? a : b), undefined);
  return last?.deed.did === 'running' && now - last.at < RUNS_MS ? last.at : 0;
}

function standing(records: readonly FarmRecord[]): FarmRecord[] {
  const taken = new Set(records.flatMap(({ deed }) => (deed.did === 'taken-back' ? [deed.of] : [])));
  return records.filter(({ key }) => !taken.has(key));
}

/** One message for each person: to take no water, of which plots, and why. It does not wait. */
export function saltNotices(round: Round, since: ReadonlyMap<string, number>, templates: AllTemplates): FarmNotice[] {
  return audience(round, ({ plot }) => since.has(plot.id)).map((whom) => noticeOf(whom, round, since, templates));
}

function noticeOf(whom: For, round: Round, since: ReadonlyMap<string, number>, templates: AllTemplates): FarmNotice {
  const { person, keeper, plots } = whom;
  const { now, simulated } = round.situation;
  const [first] = plots;
  const one = plots.length === 1;
  const title = (tongue: Tongue) => {
    const { salt } = templates[tongue];
    return one ? fill(salt.title, { plot: first!.name[tongue] })! : fill(salt.titleMany, { count: `${plots.length}` })!;
  };
  const body = (tongue: Tongue) =>
    one
      ? first!.told.why[tongue]
      : `${listed(
          plots.map(({ name }) => smsName(name, tongue)),
          templates[tongue].many.more,
        )}. ${first!.told.why[tongue]}`;
  const { vi } = templates;
  const head = (names: string) => fill(vi.salt.sms, { plots: names })!;
  const why = first!.told.why.vi.replaceAll('‰', 'g/l');
  // the same salt after the same word is the same notice
  const which = plots.map(({ plot: { id } }) => `${id} ${since.get(id)}`).join(' ');
  return {
    ...{ type: 'farm', person, at: now, simulated, urgent: true, url: linkOf(whom) },
    id: `farm salt ${person} ${keeper ? 'k' : 'f'} ${which}`.slice(0, 200),
    title: { vi: title('vi'), en: title('en') },
    body: { vi: body('vi'), en: body('en') },
    sms: fitted(
      plots.map(({ name }) => smsName(name)),
      vi.many.more,
      [(names) => `${head(names)} ${why}`, head],
    ),
  };
}
