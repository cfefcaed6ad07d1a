import type { Advice, AdviceChange } from '#hub/contracts';
import { foulAdvice } from '../discharge/foul-words.js';
import { namesOf } from '../land/land.js';
import type { AllTemplates } from '../words/templates.js';
import type { SituationDeps } from './situation.js';

type Deps = Pick<SituationDeps, 'foul' | 'registry' | 'land'> & { templates: AllTemplates };

/**
 * While measurements cannot be read advice stays as it was, but for foul water: to take none waits for nothing. Where it is
 * past, nothing is advised until there are measurements again.
 */
export async function adviceWithoutStore(
  deps: Deps,
  told: ReadonlyMap<string, AdviceChange>,
  now: number,
): Promise<AdviceChange[]> {
  const foul = await deps.foul(now);
  const past = [...told.values()].filter(({ plot, advice }) => advice?.verdict === 'no-intake' && !foul.has(plot));
  const over = past.map(({ plot }): AdviceChange => ({ type: 'advice', plot, at: now }));
  if (foul.size === 0) return over;
  const { plots } = await deps.land();
  const simulated = (await deps.registry.communes.list()).some((commune) => commune.simulated);
  const held = plots.flatMap((plot): AdviceChange[] => {
    const { id } = plot;
    const [water, known] = [foul.get(id), told.get(id)];
    if (!water || known?.advice?.verdict === 'no-intake') return [];
    const before = known?.advice ?? nothingKnown(id, now, simulated);
    const advice = foulAdvice(before, water, namesOf(plot), { templates: deps.templates, now });
    return [{ type: 'advice', plot: id, advice, days: known?.days ?? [], at: now }];
  });
  return [...over, ...held];
}

const NOTHING = { vi: '', en: '' };
const nothingKnown = (plot: string, at: number, simulated: boolean): Advice => ({
  ...{ plot, at, verdict: 'unknown', urgent: false, basis: 'estimated', simulated },
  ...{ why: NOTHING, spoken: NOTHING, sms: '', notes: [] },
});
