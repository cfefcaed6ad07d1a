import { SMOKE_SOURCE_TYPES } from '#hub/contracts';
import { type KindDefinition, refsIn } from './kind.js';
import { spotProblems } from './land.js';

export const smokeSourceKind: KindDefinition<'smoke-source'> = {
  kind: 'smoke-source',
  refs: (source) => refsIn(source, { hamlet: 'hamlet' }),
  problems: spotProblems,
  words: ({ name }) => [name],
  place: ({ commune, hamlet }) => ({ commune, hamlet }),
  columns: [
    { as: 'text', field: 'name', vi: 'Tên' },
    { as: 'choice', field: 'type', vi: 'Loại nguồn', words: SMOKE_SOURCE_TYPES },
    { as: 'point', field: 'at', vi: 'Vị trí' },
    { as: 'number', field: 'radiusM', vi: 'Bán kính (m)' },
    { as: 'number', field: 'usualPm25', vi: 'Thường làm PM2.5 tăng (µg/m³)' },
    { as: 'ref', field: 'hamlet', vi: 'Thôn', kind: 'hamlet' },
    { as: 'text', field: 'incident', vi: 'Từ việc' },
  ],
};
