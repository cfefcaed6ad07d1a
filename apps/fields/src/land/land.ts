import { type Block, type Canal, type Plot, plotName, type Structure } from '#hub/contracts';
import { middleOf } from '#hub/geodesy';
import type { SeasonPlot } from '#hub/irrigation';
import type { Registry } from '#hub/registry';
import { placeOn } from '#hub/water';

export interface Land {
  plots: readonly Plot[];
  blocks: ReadonlyMap<string, Block>;
  /** Names of what lets a block's water in, by block. */
  gates: ReadonlyMap<string, readonly string[]>;
  /** Name of the canal that a block's water comes from, by block. */
  canals: ReadonlyMap<string, string>;
}

/** Farther from any canal a gate does not stand at one. Metres. */
const AT_A_CANAL_M = 80;

/** All plots and blocks of the commune. */
export async function readLand({ things }: Pick<Registry, 'things'>): Promise<Land> {
  const [plots, blocks, structures, all] = [
    await things.all('plot'),
    await things.all('block'),
    await things.all('structure'),
    await things.all('canal'),
  ];
  const gates = new Map<string, string[]>();
  const canals = new Map<string, string>();
  for (const structure of structures) {
    const { block, name } = structure;
    if (block === undefined) continue;
    gates.set(block, [...(gates.get(block) ?? []), name]);
    const canal = canalOf(structure, all);
    if (canal && !canals.has(block)) canals.set(block, canal.name);
  }
  return { plots, blocks: new Map(blocks.map((block) => [block.id, block])), gates, canals };
}

function canalOf(structure: Structure, canals: readonly Canal[]): Canal | undefined {
  const id = structure.canal ?? placeOn(canals, structure, AT_A_CANAL_M)?.at.canal;
  return canals.find((canal) => canal.id === id);
}

/**
 * Who hears of a plot: the keeper of its block or its farmer, as the block has it; of one whose owner nobody entered the
 * keeper, whatever the block has. Undefined: nobody is known.
 */
export function whomToTell(
  land: Pick<Land, 'blocks'>,
  plot: Pick<Plot, 'block' | 'owner'>,
): { person: string; keeper: boolean } | undefined {
  const { keeper, told } = blockOf(land, plot) ?? {};
  if (keeper !== undefined && (told !== 'farmers' || plot.owner === undefined)) return { person: keeper, keeper: true };
  return plot.owner === undefined ? undefined : { person: plot.owner, keeper: false };
}

/** What it is called, in both languages. */
export const namesOf = ({ id, ownName }: Pick<Plot, 'id' | 'ownName'>): { vi: string; en: string } => ({
  vi: plotName({ id, name: ownName }, 'vi'),
  en: plotName({ id, name: ownName }, 'en'),
});

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
