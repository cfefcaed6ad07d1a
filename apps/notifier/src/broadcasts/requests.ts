import { type Broadcast, type BroadcastRequest, isBroadcastOver, type Said, secondsOf } from '#hub/contracts';
import type { Desk } from '../state/desk.js';
import { hushApprovers, tellApprovers } from './approvers.js';
import { airDue, orderStop, receiptsOf } from './airing.js';

type Write = Extract<BroadcastRequest['action'], { do: 'write' }>;

/** What people want of public messages. The first wins, and each is answered. */
export function onBroadcastRequest(desk: Desk, request: BroadcastRequest): void {
  const { id, broadcast, action } = request;
  const before = desk.book.get('broadcast', broadcast);
  if (action.do === 'write') write(desk, request, action, before);
  else if (!before) desk.refuse(id, 'Không có tin này');
  else if (action.do === 'approve') approve(desk, request, before, action.revision);
  else stop(desk, request, before, action.note);
  airDue(desk);
}

const saidBy = ({ person, by, at }: BroadcastRequest): Said => ({ ...(person !== undefined && { person }), by, at });

function write(desk: Desk, request: BroadcastRequest, action: Write, before: Broadcast | undefined): void {
  const { content, revision, approved } = action;
  // the same key again: the answer was lost on its way
  if (before && revision === undefined) return desk.answer(before, request.id);
  if (revision !== undefined && !before) return desk.refuse(request.id, 'Không có tin này');
  const hindrance = before && changeHindrance(before, revision);
  if (hindrance) return desk.refuse(request.id, hindrance);
  const written = desk.tellBroadcast(
    {
      ...{ ...content, id: request.broadcast, state: approved ? 'approved' : 'draft', seconds: secondsOf(content) },
      ...{ written: saidBy(request), ...(approved && { approved }) },
      ...{ receipts: [], revision: before?.revision ?? 0, updatedAt: desk.now },
    },
    request.id,
  );
  if (before && before.urgency !== written.urgency) hushApprovers(desk, before);
  // whoever was told of it already is not told again
  if (written.state === 'draft') tellApprovers(desk, written);
}

function approve(desk: Desk, request: BroadcastRequest, before: Broadcast, revision: number): void {
  const hindrance = changeHindrance(before, revision);
  if (hindrance) return desk.refuse(request.id, hindrance);
  if (desk.now >= before.airBefore) return desk.refuse(request.id, 'Tin đã quá hạn phát, hãy soạn lại');
  hushApprovers(desk, before);
  desk.tellBroadcast({ ...before, state: 'approved', approved: saidBy(request) }, request.id);
}

function stop(desk: Desk, request: BroadcastRequest, before: Broadcast, note: string | undefined): void {
  if (before.stopped) return desk.answer(before, request.id);
  if (isBroadcastOver(before)) return desk.refuse(request.id, 'Tin đã kết thúc');
  const stopped = { ...saidBy(request), ...(note && { note }) };
  hushApprovers(desk, before);
  if (before.state === 'airing') {
    orderStop(desk, before);
    desk.tellBroadcast({ ...before, stopped, receipts: receiptsOf(desk, before) }, request.id);
  } else desk.tellBroadcast({ ...before, stopped, state: 'stopped', dueAt: undefined, endedAt: desk.now }, request.id);
}

/** A text may be changed, and is approved, as it was seen. */
function changeHindrance({ state, revision }: Broadcast, seen: number | undefined): string | undefined {
  if (state !== 'draft') return state === 'approved' ? 'Tin đã được duyệt' : 'Tin đã phát hoặc đã kết thúc';
  return revision === seen ? undefined : 'Tin vừa được sửa, hãy đọc lại rồi duyệt';
}
