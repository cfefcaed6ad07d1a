import type { Block, Plot } from '#hub/contracts';
import { middleOf } from '#hub/geodesy';
import type { SeasonPlot } from '#hub/irrigation';
import type { Registry } from '#hub/registry';

export interface Land {
  plots: readonly Plot[];
  blocks: ReadonlyMap<string, Block>;
  /** Names of what lets a block's water in, by block. */
  gates: ReadonlyMap<string, readonly string[]>;
}

/** All plots and blocks of the commune. */
export async function readLand({ things }: Pick<Registry, 'things'>): Promise<Land> {
  const [plots, blocks, structures] = [
    await things.all('plot'),
    await things.all('block'),
    await things.all('structure'),
  ];
  const gates = new Map<string, string[]>();
  for (const { block, name } of structures)
    if (block !== undefined) gates.set(block, [...(gates.get(block) ?? []), name]);
  return { plots, blocks: new Map(blocks.map((block) => [block.id, block])), gates };
}

/** What waters a plot, where somebody said it. */
export const blockOf = ({ blocks }: Pick<Land, 'blocks'>, { block }: Pick<Plot, 'block'>): Block | undefined =>
  block === undefined ? undefined : blocks.get(block);

/** Key of the table's ways for what the registry calls it. */
const WAYS = { earth: 'earth-canal', lined: 'lined-canal', pipe: 'pipe' } as const;

/** A plot as its water is reckoned. */
export function seasonPlot(plot: Plot, block: Block | undefined): SeasonPlot {
  const [longitude, latitude] = middleOf(plot.area);
  return {
    ...{ id: plot.id, crop: plot.crop, areaM2: plot.areaM2, soil: plot.soil, sown: plot.sownOn, owner: plot.owner },
    harvest: plot.harvestOn,
    ...{ block: plot.block, latitude, longitude, discharge: plot.pumpM3h ?? block?.flowM3h },
    efficiency: block?.delivery && WAYS[block.delivery],
  };
}
