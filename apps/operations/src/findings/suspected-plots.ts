import type { Plot, SuspectedArea, SuspectedPlot } from '#hub/contracts';
import { rankPlots, type SmokeRules } from '#hub/smoke';
import { cellsOf, ringsOf } from './area-cells.js';
import { cropStage, type StageRules } from './crop-stage.js';

/** Plots that an area touches, the likeliest first; `at`: when it burnt, milliseconds. Nobody's name is in it. */
export function suspectedPlots(
  where: SuspectedArea,
  plots: readonly Plot[],
  at: number,
  rules: { stages: StageRules; smoke: Pick<SmokeRules, 'plots'> },
): (SuspectedPlot & { ownerId?: string })[] {
  const cells = cellsOf(where);
  const staged = plots.map((plot) => ({
    ...{ id: plot.id, rings: ringsOf(plot.area, cells), stage: cropStage(plot, at, rules.stages) },
  }));
  const known = new Map(plots.map((plot) => [plot.id, plot]));
  return rankPlots(cells.cells, cells.cellM, staged, rules.smoke).map(({ id, stage, mass }) => {
    const { crop, areaM2, hamlet, ownName, owner, sownOn, harvestOn } = known.get(id)!;
    return {
      ...{ plot: id, stage, share: Math.round(mass * 1000) / 1000, crop, areaM2 },
      ...(hamlet !== undefined && { hamlet }),
      ...(ownName !== undefined && { ownName }),
      ...(owner !== undefined && { ownerId: owner }),
      ...(sownOn !== undefined && { sownOn }),
      ...(harvestOn !== undefined && { harvestOn }),
    };
  });
}
