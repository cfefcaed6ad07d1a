import { randomUUID } from 'node:crypto';
import type { Channel, Notice, NoticeReceipt } from '#hub/contracts';
import { passFailedStep } from '../escalation/escalate.js';
import { advance } from '../escalation/steps.js';
import type { Desk } from '../state/desk.js';
import type { KeptMessage, KeptNotice } from '../state/kept.js';
import { queue } from './queue.js';

type State = Notice['state'];
/** A notice only gets further: what a phone said may be heard before what its provider said. */
const RANK: Record<State, number> = { skipped: 0, queued: 1, unknown: 2, failed: 3, sent: 4, delivered: 5, read: 6 };

/** What a provider, a phone or the hub says became of a message. */
export function onReceipt(desk: Desk, receipt: NoticeReceipt): void {
  const message = desk.book.get('message', receipt.message);
  if (!message) return;
  const { outcome, at, reason, dryRun } = receipt;
  if (outcome === 'retry') return again(desk, message, receipt.retryAt ?? at, reason ?? '');
  if (outcome === 'uncertain') return uncertain(desk, message, reason ?? '');
  const settled = message.state === 'out' ? settle(desk, message) : message;
  if (outcome === 'refused') return refused(desk, settled, reason ?? '');
  const state: State = outcome === 'sent' || outcome === 'delivered' ? outcome : 'read';
  const moved = moveAll(desk, settled, state, {
    ...(state === 'sent' ? { sentAt: at } : { deliveredAt: at }),
    ...(reason && { reason }),
    ...(dryRun && { dryRun }),
  });
  if (state === 'read') looked(desk, moved);
  if (outcome === 'accepted') for (const kept of moved) acknowledge(desk, kept);
  if (outcome === 'passed-on') for (const kept of moved) passOn(desk, kept);
}

const STOPPED = 'đã dừng trước khi phát';
/** Somebody stopped what it says: it is not said again. */
const isStopped = (desk: Desk, message: KeptMessage): boolean =>
  message.kind === 'public' &&
  noticesOf(desk, message).some(({ notice }) => desk.book.get('broadcast', notice.broadcast ?? '')?.stopped);

const settle = (desk: Desk, message: KeptMessage): KeptMessage => {
  const done: KeptMessage = { ...message, state: 'done' };
  desk.book.put('message', message.key, done, desk.commit);
  return done;
};

function moveAll(desk: Desk, message: KeptMessage, state: State, more: Partial<Notice>): KeptNotice[] {
  return noticesOf(desk, message).map((kept) =>
    isFurther(kept.notice, state) ? desk.move(kept, { ...more, state }) : kept,
  );
}
/** A loudspeaker that had it may say later that it did not speak. */
const isFurther = ({ kind, state: before }: Notice, state: State): boolean =>
  RANK[state] > RANK[before] || (kind === 'public' && state === 'failed' && before === 'sent');

const noticesOf = ({ book }: Desk, { notices }: KeptMessage): KeptNotice[] =>
  notices.map((id) => book.get('notice', id)).filter((kept) => kept !== undefined);

/** Tried again while there is time. */
function again(desk: Desk, message: KeptMessage, retryAt: number, reason: string): void {
  if (isStopped(desk, message)) {
    for (const kept of noticesOf(desk, settle(desk, message))) desk.move(kept, { state: 'skipped', reason: STOPPED });
    return;
  }
  if (retryAt > message.deadlineAt) return refused(desk, settle(desk, message), reason);
  const next: KeptMessage = {
    ...message,
    state: 'ready',
    tries: message.tries + 1,
    dueAt: Math.max(retryAt, desk.now),
  };
  desk.book.put('message', message.key, next, desk.commit);
}

/**
 * Nobody knows whether the provider has it. What is not doubled by it is sent again; of what is, emergencies alone: rather
 * twice than never.
 */
export function uncertain(desk: Desk, message: KeptMessage, reason: string, waitMs = 1000): void {
  if (isStopped(desk, message)) {
    moveAll(desk, settle(desk, message), 'unknown', { reason });
    return;
  }
  // to be told twice to stop does no harm
  const doubles = message.kind !== 'public-stop' && desk.setting.repeats(message.channel) === 'doubles';
  if (doubles) moveAll(desk, message, 'unknown', { reason });
  const retryAt = desk.now + waitMs * 2 ** Math.min(message.tries, 5);
  const once = !doubles || (message.urgent && message.tries === 0);
  if (once && retryAt <= message.deadlineAt) again(desk, { ...message, maybe: true }, retryAt, reason);
  else {
    settle(desk, message);
    if (!doubles) refused(desk, message, reason);
    else
      for (const kept of noticesOf(desk, message)) if (kept.notice.incident) passFailedStep(desk, kept.notice.incident);
  }
}

function refused(desk: Desk, message: KeptMessage, reason: string): void {
  const failed = moveAll(desk, message, 'failed', { reason });
  for (const kept of failed) if (kept.notice.channel === 'zalo') fallBack(desk, kept, 'sms');
  const incidents = new Set(failed.map(({ notice }) => notice.kind === 'page' && notice.incident));
  for (const incident of incidents) if (incident) passFailedStep(desk, incident);
}

/** Another way for what was definitely not sent. */
function fallBack(desk: Desk, { notice, words, urgent }: KeptNotice, channel: Channel): void {
  const person = notice.person && desk.people.persons.get(notice.person);
  if (!person) return;
  const { kind, incident, target, step } = notice;
  const id = notice.id.replace(/~zalo$/, `~${channel}`);
  const queued = queue(desk, {
    notice: { id, kind, incident, target, step, channel },
    ...{ person, words, urgent, counts: false, simulated: false },
  });
  const kept = incident === undefined ? undefined : desk.book.get('escalation', incident);
  if (queued && kept?.stepNotices.includes(notice.id) && !kept.stepNotices.includes(id))
    desk.keepEscalation({ ...kept, stepNotices: [...kept.stepNotices, id] });
}

function looked(desk: Desk, notices: readonly KeptNotice[]): void {
  for (const { notice } of notices) {
    const kept = notice.incident === undefined ? undefined : desk.book.get('escalation', notice.incident);
    if (kept && notice.person && !kept.looked.includes(notice.person))
      desk.keepEscalation({ ...kept, looked: [...kept.looked, notice.person] });
  }
}

/** Whoever keeps alerts decides it: the first wins. */
function acknowledge(desk: Desk, { notice }: KeptNotice): void {
  const { incident, person, name } = notice;
  if (incident === undefined || person === undefined) return;
  const action = { do: 'acknowledge' } as const;
  desk.ask({ type: 'incident', id: randomUUID(), incident, action, by: name ?? person, person, at: desk.now });
}

function passOn(desk: Desk, { notice }: KeptNotice): void {
  const kept = notice.incident === undefined ? undefined : desk.book.get('escalation', notice.incident);
  if (kept && !kept.stopped && kept.stepNotices.includes(notice.id)) advance(desk, kept);
}
