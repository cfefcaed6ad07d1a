import type { Canal, Structure } from '#hub/contracts';
import { nodeRef } from './canal.kind.js';
import type { Problem, Ref } from './kind.js';

/** Where something stands on a canal: at one of its nodes, or along one of its reaches. */
type OnCanal = Pick<Structure, 'canal' | 'node' | 'reach'>;

export function canalRefs({ canal, node, reach }: OnCanal): Ref[] {
  if (canal === undefined) return [];
  if (node !== undefined) return [nodeRef('node', { canal, node })];
  const its = (found: Canal) => found.reaches.some(({ id }) => id === reach);
  const problem: NonNullable<Ref['problem']> = (found) =>
    reach === undefined || its(found as Canal) ? undefined : `kênh "${canal}" không có đoạn "${reach}"`;
  return [{ field: reach === undefined ? 'canal' : 'reach', kind: 'canal', id: canal, problem }];
}

export function canalProblems({ canal, node, reach }: OnCanal): Problem[] {
  if (node !== undefined && reach !== undefined)
    return [{ field: 'reach', problem: 'chọn nút hoặc đoạn, không cả hai' }];
  if (canal === undefined && (node !== undefined || reach !== undefined))
    return [{ field: 'canal', problem: 'còn thiếu' }];
  return [];
}
