import { type BroadcastContent, type BroadcastRequest } from '#hub/contracts';
import { MINUTE, Stage } from './stage.js';

export const HOUR = 60 * MINUTE;
export const TEXT = 'Ngày mai xã phun thuốc muỗi từ bảy giờ sáng.';
export const dong = { id: 'dong', name: 'Thôn Đông' };
export const tay = { id: 'tay', name: 'Thôn Tây' };

let n = 0;
export const request = (broadcast: string, action: BroadcastRequest['action'], by = 'An'): BroadcastRequest => ({
  ...{ type: 'broadcast', id: `r-${++n}`, broadcast, action, by, person: by.toLowerCase(), at: n },
});
export const content = (stage: Stage, over: Partial<BroadcastContent> = {}): BroadcastContent => ({
  ...{ commune: '26734', urgency: 'ordinary', text: TEXT, simulated: false, airBefore: stage.now + 24 * HOUR },
  audience: { everywhere: true, hamlets: [dong, tay] },
  ...over,
});
export const write = (stage: Stage, id: string, over?: Partial<BroadcastContent>) =>
  stage.asks(request(id, { do: 'write', content: content(stage, over) }));
export const approve = (stage: Stage, id: string, revision = stage.broadcast(id)!.revision) =>
  stage.asks(request(id, { do: 'approve', revision }, 'Bình'));
export const stop = (stage: Stage, id: string) => stage.asks(request(id, { do: 'stop' }, 'Chi'));
export const emergency = { urgency: 'emergency' } as const;

/** "kind zones at" of what loudspeakers were given since the last look. */
export const spoken = (stage: Stage) =>
  stage.told.splice(0).map(({ kind, speech, at: when }) => {
    const time = new Date(when + 7 * HOUR).toISOString().slice(11, 19);
    return `${kind} ${speech?.zones.join('+')} ${time}`;
  });
export const there = (stage: Stage, id: string) =>
  stage.broadcast(id)!.receipts.map(({ name, state, reason = '' }) => `${name} ${state} ${reason}`.trim());
export function says(stage: Stage, answer: NonNullable<ReturnType<Stage['channels']['get']>>['answer']): void {
  stage.channels.get('loudspeaker')!.answer = answer;
}
