import type { FindingOf, Reason } from '#hub/contracts';
import type { Signs, Suspect, Trace } from '#hub/water';

/** Sources that an officer may look at in a day, plots that can be told; of more nobody reads. */
const MOST_SOURCES = 10;
const MOST_PLOTS = 2000;
const MOST_GATES = 20;

interface About {
  id: string;
  target: string;
  commune: string;
  simulated: boolean;
  startedAt: number;
  updatedAt: number;
  /** As it was told last: what it was suspected by most is what its score is made of. */
  before: Pick<FindingOf<'discharge'>, 'score' | 'reasons'> | undefined;
}

/** What is said of a discharge: where it may come from, where it goes, and what keeps it from the fields. */
export function dischargeOf(
  { score, reasons }: Signs,
  { ranking, downstream, plan }: Trace,
  about: About,
): FindingOf<'discharge'> {
  const { before, target, ...rest } = about;
  const now = Math.min(100, Math.round(score));
  const worst = before && before.score > now ? before : { score: now, reasons: reasons.map(toReason) };
  const outcome: Reason[] = ranking.outcome === 'ranked' ? [] : [{ key: ranking.outcome }];
  return {
    ...{
      ...rest,
      target,
      kind: 'discharge',
      targets: [target],
      score: worst.score,
    },
    reasons: [...worst.reasons.filter(({ points }) => points !== undefined), ...outcome],
    sources: ranking.suspects.slice(0, MOST_SOURCES).map(sourceOf),
    plots: downstream.plots
      .slice(0, MOST_PLOTS)
      .map(({ plot, at, estimated }) => ({ plot, at: Math.round(at), estimated })),
    gates: plan.closings
      .slice(0, MOST_GATES)
      .map(({ work, cuts, before }) => ({ structure: work, plots: cuts.length, at: Math.round(before) })),
  };
}

const sourceOf = ({ source, share, minutes, reasons, contradictions }: Suspect) => ({
  ...{ source, share: Math.round(share * 1000) / 1000, minutes: Math.round(minutes) },
  reasons: [
    ...reasons.map(toReason),
    ...contradictions.map(({ key, station, points }): Reason => ({ key, points: -points, figures: { station } })),
  ],
});

/** Its figures as numbers and words; lists are told by how long they are, devices by their names. */
function toReason({ key, points, of, ...figures }: { key: string; points: number; of?: number }): Reason {
  const told: Record<string, number | string> = {};
  for (const [name, figure] of Object.entries(figures) as [string, unknown][])
    if (typeof figure === 'number') told[name] = Math.round(figure * 1000) / 1000;
    else if (typeof figure === 'string') told[name] = figure;
    else if (Array.isArray(figure)) told[name] = figure.length;
  return {
    ...{ key, points: Math.round(points * 10) / 10 },
    ...(of !== undefined && { of }),
    ...(Object.keys(told).length > 0 && { figures: told }),
  };
}
