import { describe, expect, it } from '@jest/globals';
import type { Plot, SuspectedArea } from '#hub/contracts';
import { degreeM } from '#hub/geodesy';
import { readReference } from '#hub/service-kit';
import type { SmokeRules } from '#hub/smoke';
import { cellsOf } from './area-cells.js';
import { stageRulesSchema } from './crop-stage.js';
import { suspectedPlots } from './suspected-plots.js';

const NOON = Date.parse('2026-06-02T12:00:00+07:00');
const rules = {
  stages: stageRulesSchema.parse(readReference('crop-stages.json')),
  smoke: readReference('smoke.json') as SmokeRules,
};
const [LON, LAT] = [106.25, 20.45];
const degree = degreeM(LAT);
/** A square on earth, metres from the likeliest point. */
const square = (x: number, y: number, side: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ].map(([east, north]): [number, number] => [LON + east! / degree.lon, LAT + north! / degree.lat]),
  ],
});
const where: SuspectedArea = { area: square(-200, -200, 400), km2: 0.16, best: [LON, LAT], how: ['inversion'] };
const aPlot = (id: string, x: number, y: number, over: Partial<Plot> = {}): Plot =>
  ({
    ...{ id, commune: '10807', version: 1, crop: 'rice', areaM2: 10_000, area: square(x, y, 100) },
    ...over,
  }) as Plot;

describe('plots that an area touches', () => {
  it('stand in the order of what burns and of how likely their place is', () => {
    const { plots: ranked } = suspectedPlots(
      where,
      [
        aPlot('young', -50, -50),
        aPlot('cut', -50, 60, { harvestOn: '2026-05-28', owner: 'p-1', ownName: 'Ruộng Gò' }),
        aPlot('ripe', 60, -50, { harvestOn: '2026-06-08' }),
        aPlot('far', 900, 900, { harvestOn: '2026-06-08' }),
      ],
      NOON,
      rules,
    );
    expect(ranked.map(({ plot, stage }) => [plot, stage])).toEqual([
      ['ripe', 'ripe'],
      ['cut', 'harvested'],
      ['young', 'other'],
    ]);
    expect(ranked[1]).toMatchObject({ ownName: 'Ruộng Gò', ownerId: 'p-1', harvestOn: '2026-05-28' });
    for (const { share } of ranked) expect(share).toBeGreaterThan(0.03);
  });

  it('are no bystanders: at its edge only where straw lies, and never what it does not reach', () => {
    const edge = { areaM2: 900, area: square(180, 180, 30) };
    const { plots } = suspectedPlots(
      where,
      [
        aPlot('fallow', 0, 0, { ...edge, crop: 'fallow' }),
        aPlot('young', 0, 0, edge),
        aPlot('cut', 0, 0, { ...edge, harvestOn: '2026-05-28' }),
        aPlot('beside', 300, 300, { harvestOn: '2026-05-28' }),
      ],
      NOON,
      rules,
    );
    expect(plots.map(({ plot }) => plot)).toEqual(['cut']);
    expect(plots[0]!.share).toBeGreaterThan(0);
  });

  it('of small fields in a wide area are named where straw lies, however little of it is on each', () => {
    const wide = { ...where, area: square(-400, -400, 800), km2: 0.64 };
    const fields = [-2, -1, 0, 1].map((i) =>
      aPlot(`f${i}`, 0, 0, { area: square(i * 40, 0, 38), ...(i % 2 === 0 && { harvestOn: '2026-05-30' }) }),
    );
    const { plots } = suspectedPlots(wide, fields, NOON, rules);
    expect(plots.map(({ stage }) => stage)).toEqual(['harvested', 'harvested']);
    for (const { share } of plots) expect(share).toBeLessThan(0.01);
  });

  it('leave a part of the area on no registered plot, those that are not named counted as registered', () => {
    const outside = (...plots: Plot[]) => suspectedPlots(where, plots, NOON, rules).outside;
    expect(outside()).toBe(1);
    expect(outside(aPlot('all', 0, 0, { area: square(-300, -300, 600) }))).toBe(0);
    const half = aPlot('half', 0, 0, { area: square(-300, -300, 300) });
    expect(outside(half)).toBeCloseTo(0.75, 1);
    const edge = aPlot('edge', 0, 0, { area: square(190, 190, 30) });
    expect(outside(half) - outside(half, edge)).toBeGreaterThan(0);
    // twice registered is no more than all of it
    expect(outside(half, { ...half, id: 'again', area: square(-300, -300, 600) })).toBe(0);
  });

  it('are looked for in an area of any size, in about as many squares', () => {
    for (const side of [20, 400, 6000]) {
      const { cells } = cellsOf({ ...where, area: square(-side / 2, -side / 2, side), km2: (side / 1000) ** 2 });
      expect(cells.length).toBeGreaterThan(0);
      expect(cells.length).toBeLessThan(3000);
      expect(cells.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
    }
  });
});
