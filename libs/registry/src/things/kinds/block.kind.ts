import { type KindDefinition, refsIn } from './kind.js';
import { areaProblems } from './land.js';

export const blockKind: KindDefinition<'block'> = {
  kind: 'block',
  refs: (block) => refsIn(block, { hamlet: 'hamlet' }),
  problems: ({ area }, land) => areaProblems(area, land),
  words: ({ name }) => [name],
  place: ({ commune, hamlet, id }) => ({ commune, hamlet, block: id }),
  columns: [
    { as: 'text', field: 'name', vi: 'Tên' },
    { as: 'ref', field: 'hamlet', vi: 'Thôn', kind: 'hamlet' },
    { as: 'area', field: 'area', vi: 'Ranh giới' },
  ],
};
