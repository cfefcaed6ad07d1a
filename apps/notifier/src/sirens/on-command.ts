import { type CommandsItem, type CommandTransition, isCommandOver } from '#hub/contracts';
import { passFailedStep } from '../escalation/escalate.js';
import type { Desk } from '../state/desk.js';
import type { KeptNotice } from '../state/kept.js';
import { stopSiren } from './sirens.js';

/** What became of what was asked for. */
export function onCommand(desk: Desk, item: CommandsItem): void {
  const id = item.type === 'refused' ? item.request : item.command.id;
  const kept = [...desk.book.all('notice')].find(([, { siren }]) => siren?.command === id)?.[1];
  if (!kept) return;
  if (item.type === 'refused') failed(desk, kept, item.reason);
  else if (item.type === 'command') followed(desk, kept, item);
}

function followed(desk: Desk, kept: KeptNotice, { command }: CommandTransition): void {
  const { state, sentAt, receipt, ending } = command;
  const before = kept.notice.state;
  const sent = sentAt !== undefined && { sentAt };
  if (receipt?.ok) {
    if (before !== 'delivered') left(desk, desk.move(kept, { state: 'delivered', ...sent, deliveredAt: receipt.at }));
  } else if (state === 'sent') {
    if (before === 'queued') left(desk, desk.move(kept, { state: 'sent', ...sent }));
  } else if (!isCommandOver(command) || !ending || before === 'delivered') return;
  else if (state === 'unanswered') desk.move(kept, { state: 'unknown', ...sent, reason: ending.vi });
  else if (state !== 'cancelled') failed(desk, kept, ending.vi);
  else if (before === 'queued')
    desk.move(kept, { state: 'skipped', reason: kept.siren?.hushed ? 'đã có người nhận' : ending.vi });
}

/** It was taken back too late. */
function left(desk: Desk, kept: KeptNotice): void {
  if (kept.siren?.hushed) stopSiren(desk, kept, kept.siren);
}

function failed(desk: Desk, kept: KeptNotice, reason: string): void {
  desk.move(kept, { state: 'failed', reason });
  if (kept.notice.incident) passFailedStep(desk, kept.notice.incident);
}
