import type { KindDefinition } from './kind.js';
import { areaProblems } from './land.js';

export const hamletKind: KindDefinition<'hamlet'> = {
  kind: 'hamlet',
  problems: ({ area }, land) => areaProblems(area, land),
  words: ({ name }) => [name],
  place: ({ commune, id }) => ({ commune, hamlet: id }),
  // devices say the hamlet by its name
  unique: ({ name }) => ({ field: 'name', value: name, problem: (other) => `thôn "${other}" đã mang tên này` }),
  columns: [
    { as: 'text', field: 'name', vi: 'Tên' },
    { as: 'area', field: 'area', vi: 'Ranh giới' },
  ],
};
