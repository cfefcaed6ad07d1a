import { type Canal, canalReachSchema, type LonLat } from '#hub/contracts';
import { lengthM } from '#hub/geodesy';
import { z } from 'zod';
import type { KindDefinition, Problem, Ref } from './kind.js';
import { spotProblems } from './land.js';

type Drawn = Pick<Canal, 'nodes' | 'reaches'>;

export const canalKind: KindDefinition<'canal'> = {
  kind: 'canal',
  given: {
    reaches: z
      .array(canalReachSchema.partial({ lengthM: true }))
      .min(1)
      .max(500),
  },
  complete: (canal) => ({
    ...canal,
    reaches: canal.reaches.map((reach) => ({
      ...reach,
      lengthM: reach.lengthM ?? Math.max(1, Math.round(drawnM(canal, reach))),
    })),
  }),
  refs: ({ id, nodes }) =>
    nodes.flatMap((node, i) => (node.of && node.of.canal !== id ? [nodeRef(`nodes.${i}.of`, node.of)] : [])),
  problems: (canal, land) => [
    ...graphProblems(canal),
    ...canal.nodes.flatMap((node, i) => spotProblems(node, land, `nodes.${i}`)),
  ],
  words: ({ name, nodes }) => [name, ...nodes.map((node) => node.name)],
  place: ({ commune }) => ({ commune }),
  columns: [
    { as: 'text', field: 'name', vi: 'Tên' },
    { as: 'json', field: 'nodes', vi: 'Nút' },
    { as: 'json', field: 'reaches', vi: 'Đoạn' },
  ],
};

/** A node of another canal, which must be there. */
export const nodeRef = (field: string, { canal, node }: { canal: string; node: string }): Ref => ({
  ...{ field, kind: 'canal', id: canal },
  problem: (found) =>
    (found as Canal).nodes.some(({ id }) => id === node) ? undefined : `kênh "${canal}" không có nút "${node}"`,
});

function graphProblems({ nodes, reaches, id: own }: Canal): Problem[] {
  const problems: Problem[] = [];
  const ids = new Set(nodes.map(({ id }) => id));
  for (const [list, field] of [
    [nodes, 'nodes'],
    [reaches, 'reaches'],
  ] as const)
    for (const [i, { id }] of list.entries())
      if (list.findIndex((one) => one.id === id) < i)
        problems.push({ field: `${field}.${i}.id`, problem: `mã "${id}" đã dùng trong kênh này` });
  for (const [i, { from, to }] of reaches.entries()) {
    for (const [end, node] of Object.entries({ from, to }))
      if (!ids.has(node)) problems.push({ field: `reaches.${i}.${end}`, problem: `kênh không có nút "${node}"` });
    if (from === to) problems.push({ field: `reaches.${i}`, problem: 'đoạn kênh phải nối hai nút khác nhau' });
  }
  for (const [i, { of }] of nodes.entries())
    if (of?.canal === own) problems.push({ field: `nodes.${i}.of`, problem: 'phải là nút của kênh khác' });
  return problems;
}

function drawnM(
  { nodes }: Drawn,
  { from, to, via = [] }: Pick<Drawn['reaches'][number], 'from' | 'to' | 'via'>,
): number {
  const at = (wanted: string): LonLat[] => nodes.filter(({ id }) => id === wanted).map(({ lon, lat }) => [lon, lat]);
  return lengthM([...at(from), ...via, ...at(to)]);
}
