import type { Advice } from '#hub/contracts';
import type { IrrigationTable } from '#hub/irrigation';
import type { Discharge } from './discharge-book.js';

/** Waste water that is suspected on its way to a plot: when it gets there, and when it is past, where that is known. */
export type FoulWater = NonNullable<Advice['foul']>;

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * Plots that are to take no water now. A front is reckoned to come earlier and to leave later than water takes on the way;
 * while it still flows in, or its station is silent, nobody knows its end.
 */
export function foulWaters(
  believed: readonly Discharge[],
  now: number,
  rules: IrrigationTable['discharge'],
): Map<string, FoulWater> {
  const found = new Map<string, FoulWater>();
  for (const discharge of believed)
    for (const { plot, at, estimated } of discharge.plots) {
      const { from, until: heldUntil } = spanOf(discharge, at, rules);
      if (now < from || (heldUntil !== undefined && now >= heldUntil)) continue;
      // the warning has an end, the water of a silent station has none that anybody knows
      const until = discharge.lost ? undefined : heldUntil;
      const known = found.get(plot);
      const first = !known || at < known.at ? { at, estimated } : { at: known.at, estimated: known.estimated };
      // of two fronts the first to come, and the last to leave
      const end = known && (known.until === undefined || until === undefined) ? undefined : later(known?.until, until);
      found.set(plot, { ...first, ...(end !== undefined && { until: end }) });
    }
  return found;
}

/** The next moment at which another plot is concerned, or one no more. */
export function nextChange(
  believed: readonly Discharge[],
  now: number,
  rules: IrrigationTable['discharge'],
): number | undefined {
  const moments = believed.flatMap((discharge) =>
    discharge.plots.flatMap(({ at }) => Object.values(spanOf(discharge, at, rules))),
  );
  const coming = moments.flatMap((moment) => (moment !== undefined && moment > now ? [moment] : []));
  return coming.length === 0 ? undefined : Math.min(...coming);
}

const later = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.max(a, b);

function spanOf(
  { startedAt, endedAt, lost }: Discharge,
  at: number,
  { leadHours, lostHours, slack }: IrrigationTable['discharge'],
): { from: number; until: number | undefined } {
  const way = Math.max(0, at - startedAt);
  const spread = Math.max(slack.leastMinutes * MINUTE_MS, slack.share * way);
  return {
    from: at - spread - leadHours * HOUR_MS,
    until: endedAt === undefined ? undefined : Math.round(endedAt + way + spread + (lost ? lostHours * HOUR_MS : 0)),
  };
}
