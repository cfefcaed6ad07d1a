import { type Block, CROPS, type Plot, plotName, type SeasonLedger } from '#hub/contracts';

/** A line of the sheet: a plot's season, or the sum of a block. */
export interface LedgerRow {
  kind: 'block' | 'plot';
  block: string;
  plot: string;
  owner: string;
  crop: string;
  areaM2: number;
  from: string;
  to: string;
  usedM3: number;
  untoldM3: number;
  rainM3: number;
  cycles: number;
  floodedM3?: number;
  savedM3?: number;
  savedShare?: number;
  simulated: boolean;
}

export interface LedgerInput {
  ledgers: readonly SeasonLedger[];
  plots: readonly Plot[];
  blocks: readonly Block[];
  /** Of people, by id. */
  names: ReadonlyMap<string, string>;
}

/** Each block's sum and its plots below it, blocks by name; plots that are in none come last. */
export function ledgerRows({ ledgers, plots, blocks, names }: LedgerInput): LedgerRow[] {
  const byId = new Map(plots.map((plot) => [plot.id, plot]));
  const nameOf = new Map(blocks.map(({ id, name }) => [id, name]));
  const groups = new Map<string, LedgerRow[]>();
  for (const { plot: id, block = '', crop, ...figures } of ledgers) {
    const plot = byId.get(id);
    const owner = plot?.owner === undefined ? undefined : names.get(plot.owner);
    const { days: _, ...shown } = figures;
    const row: LedgerRow = {
      ...{ kind: 'plot', block: nameOf.get(block) ?? block, plot: titleOf(id, plot?.ownName) },
      ...{ owner: owner ?? '', crop: cropName(crop), ...shown },
    };
    groups.set(block, [...(groups.get(block) ?? []), row]);
  }
  const titled = [...groups].map(([block, rows]) => ({ block, name: rows[0]!.block, rows }));
  titled.sort((a, b) => Number(a.block === '') - Number(b.block === '') || a.name.localeCompare(b.name, 'vi'));
  return titled.flatMap(({ block, name, rows }) => [sumOf(block === '' ? NO_BLOCK : name, rows), ...rows]);
}

/** Its owner's name for it, and what the land register has. */
function titleOf(id: string, ownName: string | undefined): string {
  const registered = plotName({ id }, 'vi');
  return ownName ? `${ownName} (${registered})` : registered;
}

const NO_BLOCK = 'Ngoài khu tưới / In no block';
const cropName = (crop: string) => (crop in CROPS ? CROPS[crop as keyof typeof CROPS].vi : crop);

function sumOf(block: string, rows: readonly LedgerRow[]): LedgerRow {
  const sum = (of: (row: LedgerRow) => number) => rows.reduce((all, row) => all + of(row), 0);
  const known = rows.filter(({ savedM3 }) => savedM3 !== undefined);
  const flooded = known.reduce((all, row) => all + row.floodedM3!, 0);
  const saved = known.reduce((all, row) => all + row.savedM3!, 0);
  return {
    ...{ kind: 'block', block, plot: countOf(rows), owner: '', crop: '' },
    areaM2: sum((row) => row.areaM2),
    from: rows.map(({ from }) => from).sort()[0]!,
    to: rows
      .map(({ to }) => to)
      .sort()
      .at(-1)!,
    usedM3: sum((row) => row.usedM3),
    untoldM3: sum((row) => row.untoldM3),
    rainM3: sum((row) => row.rainM3),
    cycles: sum((row) => row.cycles),
    ...(known.length > 0 && { floodedM3: flooded, savedM3: saved }),
    ...(flooded > 0 && { savedShare: saved / flooded }),
    simulated: rows.some(({ simulated }) => simulated),
  };
}

/** How many there are, and of how many paddies nobody knows what they saved: these are in no sum of savings. */
function countOf(rows: readonly LedgerRow[]): string {
  const unknown = rows.filter((row) => isUnknown(row)).length;
  const all = `${rows.length} thửa-vụ / plot seasons`;
  return unknown === 0 ? all : `${all}; ${unknown} chưa rõ tiết kiệm / savings not known`;
}

/** A paddy of which nobody told or measured enough. */
export const isUnknown = ({ floodedM3, savedM3 }: LedgerRow): boolean =>
  floodedM3 !== undefined && savedM3 === undefined;
