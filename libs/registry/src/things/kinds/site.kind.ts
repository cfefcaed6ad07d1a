import { type KindDefinition, refsIn } from './kind.js';
import { spotProblems } from './land.js';

export const siteKind: KindDefinition<'site'> = {
  kind: 'site',
  refs: (site) => refsIn(site, { hamlet: 'hamlet', block: 'block', plot: 'plot' }),
  problems: spotProblems,
  words: ({ name, place }) => [name, place],
  place: ({ commune, hamlet, block, plot }) => ({ commune, hamlet, block, plot }),
  columns: [
    { as: 'text', field: 'name', vi: 'Tên' },
    { as: 'ref', field: 'hamlet', vi: 'Thôn', kind: 'hamlet' },
    { as: 'text', field: 'place', vi: 'Gần nơi' },
    { as: 'point', field: 'at', vi: 'Vị trí' },
    { as: 'ref', field: 'block', vi: 'Khu tưới', kind: 'block' },
    { as: 'ref', field: 'plot', vi: 'Thửa ruộng', kind: 'plot' },
  ],
};
