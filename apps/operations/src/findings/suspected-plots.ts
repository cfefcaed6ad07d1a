import type { Plot, SuspectedArea, SuspectedPlot } from '#hub/contracts';
import { rankPlots, type SmokeRules } from '#hub/smoke';
import { cellsOf, ringsOf } from './area-cells.js';
import { cropStage, type StageRules } from './crop-stage.js';

export type RankedPlot = SuspectedPlot & { ownerId?: string };

const rounded = (share: number): number => Math.round(share * 1000) / 1000;

/**
 * Plots that it may be, the likeliest first; `at`: when it burnt, milliseconds. One that the area hardly touches is a
 * bystander's and not among them; where straw lies a little is enough, since fields are small and areas wide.
 * `outside`: part of the area's weight that lies on no registered plot, 0 to 1. Nobody's name is in it.
 */
export function suspectedPlots(
  where: SuspectedArea,
  plots: readonly Plot[],
  at: number,
  rules: { stages: StageRules; smoke: Pick<SmokeRules, 'plots'> },
): { plots: RankedPlot[]; outside: number } {
  const cells = cellsOf(where);
  const staged = plots.map((plot) => ({
    ...{ id: plot.id, rings: ringsOf(plot.area, cells), stage: cropStage(plot, at, rules.stages) },
  }));
  const known = new Map(plots.map((plot) => [plot.id, plot]));
  const ranked = rankPlots(cells.cells, cells.cellM, staged, rules.smoke);
  const registered = ranked.reduce((sum, { mass }) => sum + mass, 0);
  const named = ranked.filter(({ stage, mass }) => mass >= rules.stages.leastShare[stage]);
  return { plots: named.map(described), outside: rounded(Math.max(0, 1 - registered)) };

  function described({ id, stage, mass }: (typeof ranked)[number]): RankedPlot {
    const { crop, areaM2, hamlet, ownName, owner, sownOn, harvestOn } = known.get(id)!;
    return {
      ...{ plot: id, stage, share: rounded(mass), crop, areaM2 },
      ...(hamlet !== undefined && { hamlet }),
      ...(ownName !== undefined && { ownName }),
      ...(owner !== undefined && { ownerId: owner }),
      ...(sownOn !== undefined && { sownOn }),
      ...(harvestOn !== undefined && { harvestOn }),
    };
  }
}
