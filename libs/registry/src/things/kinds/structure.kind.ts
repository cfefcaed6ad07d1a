import { STRUCTURE_TYPES } from '#hub/contracts';
import { canalProblems, canalRefs } from './canal-spot.js';
import { type KindDefinition, refsIn } from './kind.js';
import { spotProblems } from './land.js';

export const structureKind: KindDefinition<'structure'> = {
  kind: 'structure',
  refs: (structure) => [
    ...refsIn(structure, { hamlet: 'hamlet', block: 'block', device: 'device' }),
    ...canalRefs(structure),
  ],
  problems: (structure, land) => [...spotProblems(structure, land), ...canalProblems(structure)],
  words: ({ name }) => [name],
  place: ({ commune, hamlet, block }) => ({ commune, hamlet, block }),
  columns: [
    { as: 'text', field: 'name', vi: 'Tên' },
    { as: 'choice', field: 'type', vi: 'Loại', words: STRUCTURE_TYPES },
    { as: 'point', field: 'at', vi: 'Vị trí' },
    { as: 'ref', field: 'hamlet', vi: 'Thôn', kind: 'hamlet' },
    { as: 'ref', field: 'block', vi: 'Khu tưới', kind: 'block' },
    { as: 'ref', field: 'canal', vi: 'Kênh', kind: 'canal' },
    { as: 'text', field: 'node', vi: 'Nút' },
    { as: 'text', field: 'reach', vi: 'Đoạn' },
    { as: 'number', field: 'capacity', vi: 'Lưu lượng thiết kế', also: ['Công suất'] },
    { as: 'ref', field: 'device', vi: 'Thiết bị', kind: 'device' },
  ],
};
