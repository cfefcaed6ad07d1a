import { DELIVERIES, TOLD_OF_WATER } from '#hub/contracts';
import { type KindDefinition, refsIn } from './kind.js';
import { areaProblems } from './land.js';

export const blockKind: KindDefinition<'block'> = {
  kind: 'block',
  refs: (block) => refsIn(block, { hamlet: 'hamlet', keeper: 'person', watched: 'device' }),
  problems: ({ area }, land) => areaProblems(area, land),
  words: ({ name }) => [name],
  place: ({ commune, hamlet, id }) => ({ commune, hamlet, block: id }),
  columns: [
    { as: 'text', field: 'name', vi: 'Tên' },
    { as: 'ref', field: 'hamlet', vi: 'Thôn', kind: 'hamlet' },
    { as: 'area', field: 'area', vi: 'Ranh giới' },
    { as: 'ref', field: 'keeper', vi: 'Người giữ nước', kind: 'person' },
    { as: 'choice', field: 'told', vi: 'Báo cho', words: TOLD_OF_WATER },
    { as: 'choice', field: 'delivery', vi: 'Dẫn nước bằng', words: DELIVERIES },
    { as: 'number', field: 'travelMin', vi: 'Nước về (phút)' },
    { as: 'number', field: 'flowM3h', vi: 'Lưu lượng (m³/giờ)' },
    { as: 'ref', field: 'watched', vi: 'Trạm đo nguồn nước', kind: 'device' },
  ],
};
