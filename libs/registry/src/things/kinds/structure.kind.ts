import { type Canal, STRUCTURE_TYPES, type Structure } from '#hub/contracts';
import { nodeRef } from './canal.kind.js';
import { type KindDefinition, type Problem, type Ref, refsIn } from './kind.js';
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

function canalRefs({ canal, node, reach }: Structure): Ref[] {
  if (canal === undefined) return [];
  if (node !== undefined) return [nodeRef('node', { canal, node })];
  const its = (found: Canal) => found.reaches.some(({ id }) => id === reach);
  const problem: NonNullable<Ref['problem']> = (found) =>
    reach === undefined || its(found as Canal) ? undefined : `kênh "${canal}" không có đoạn "${reach}"`;
  return [{ field: reach === undefined ? 'canal' : 'reach', kind: 'canal', id: canal, problem }];
}

function canalProblems({ canal, node, reach }: Structure): Problem[] {
  if (node !== undefined && reach !== undefined)
    return [{ field: 'reach', problem: 'chọn nút hoặc đoạn, không cả hai' }];
  if (canal === undefined && (node !== undefined || reach !== undefined))
    return [{ field: 'canal', problem: 'còn thiếu' }];
  return [];
}
