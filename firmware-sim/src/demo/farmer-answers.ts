import type { BlockDay, FarmAnswer, FarmDeed } from '#hub/contracts';
import { PLOTS, type PlotPlan } from '../commune/register/fields.js';
import { SITES } from '../commune/register/sites.js';
import { DAY_MS, HOUR_MS } from '../physics/sun.js';
import { drawAt, seedOf } from '../random.js';
import type { Fill } from '../world/world.js';

/** The hub takes no answer that is older than a fortnight. */
const OLDEST_MS = 14 * DAY_MS - HOUR_MS;
/** Of what comes in at the gate, the part that reaches a field. */
const ARRIVES = 0.8;
/** One neighbour after the other opens his gate. */
const APART_MS = HOUR_MS / 2;
/** Of those whose turn is over, so many say that it was pumped, and so many that it could not be; the others forget. */
const PUMPED = 0.75;
const COULD_NOT = 0.1;

const areaM2 = ({ from, to }: PlotPlan): number => (to[0] - from[0]) * (to[1] - from[1]);
const quarters = (hours: number): number => Math.max(0.25, Math.round(hours * 4) / 4);

/**
 * What the farmers of a block tell of the day on which the paddy that is watched there was filled: all of them let water in,
 * one after the other, as long as it takes with what comes to the block.
 */
export function answersToFill({ field, ended, mm }: Fill, now: number): FarmAnswer[] {
  const watched = SITES.find(({ id }) => id === field)?.plot;
  const own = PLOTS.find(({ id }) => id === watched);
  if (!own || ended < now - OLDEST_MS) return [];
  const others = PLOTS.filter(
    ({ block, crop, unsown, id }) => block === own.block && crop === 'rice' && !unsown && id !== own.id,
  );
  return [own, ...others].flatMap((plot, i): FarmAnswer[] => {
    const at = Math.round(ended + i * APART_MS);
    const hours = quarters((mm * areaM2(plot)) / 1000 / ARRIVES / own.block.flowM3h);
    return at > now ? [] : [{ key: `mo-phong ${plot.id} ${at}`, plot: plot.id, deed: { did: 'irrigated', hours }, at }];
  });
}

/** Of the turns that are over, what their farmers say; those of `silent` (people by name) are left to whoever looks. */
export function answersToTurns(
  days: readonly BlockDay[],
  silent: ReadonlySet<string>,
  { seed, now }: { seed: number; now: number },
): FarmAnswer[] {
  const watched = new Set(SITES.map(({ plot }) => plot));
  return days.flatMap(({ turns }) =>
    turns.flatMap(({ plot, owner, from, to, done }): FarmAnswer[] => {
      // where there is a probe, the water is what it measures
      if (done || to > now || owner === undefined || silent.has(owner) || watched.has(plot)) return [];
      const deed = deedOf(drawAt(seedOf('answer', seed, plot, from), 0), (to - from) / HOUR_MS);
      return deed ? [{ key: `mo-phong ${plot} ${from}`, plot, deed, at: to }] : [];
    }),
  );
}

function deedOf(draw: number, hours: number): FarmDeed | undefined {
  if (draw < PUMPED) return { did: 'irrigated', hours };
  return draw < PUMPED + COULD_NOT ? { did: 'could-not', obstacle: 'no-power' } : undefined;
}
