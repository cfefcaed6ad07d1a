import { randomUUID } from 'node:crypto';
import { type Channel, type Notice, type NoticeReceipt, targetsOf } from '#hub/contracts';
import { passFailedStep } from '../escalation/escalate.js';
import { advance } from '../escalation/steps.js';
import type { Desk } from '../state/desk.js';
import { type KeptMessage, type KeptNotice, longestGapMs } from '../state/kept.js';
import { NAMED } from '../texts/words.js';
import { queue } from './queue.js';

type State = Notice['state'];
/** A notice only gets further: what a phone said may be heard before what its provider said. */
const RANK: Record<State, number> = { skipped: 0, queued: 1, unknown: 2, failed: 3, sent: 4, delivered: 5, read: 6 };

/** What a provider, a phone or the hub says became of a message. */
export function onReceipt(desk: Desk, receipt: NoticeReceipt): void {
  const message = desk.book.get('message', receipt.message);
  if (!message) return;
  const { outcome, at, reason, dryRun } = receipt;
  if (outcome === 'undelivered') return undelivered(desk, message, reason ?? '');
  // settled meanwhile: what a second try says changes nothing
  if (message.state === 'done' && (outcome === 'retry' || outcome === 'uncertain')) {
    // but that what was stopped meanwhile may have come after the order to stop
    if (outcome === 'uncertain' && isStopped(desk, message))
      for (const kept of noticesOf(desk, message)) if (kept.notice.state === 'unknown') desk.move(kept, {});
    return;
  }
  if (outcome === 'retry') return again(desk, message, receipt.retryAt ?? at, reason ?? '');
  if (outcome === 'uncertain') return uncertain(desk, message, reason ?? '');
  // also one that is to be tried again: the provider had it after all
  const settled = message.state === 'done' ? message : settle(desk, message);
  if (outcome === 'refused')
    return message.state === 'done' ? refused(desk, settled, reason ?? '') : gaveUp(desk, settled, reason ?? '');
  if (receipt.over) return over(desk, settled, at);
  const state: State = outcome === 'sent' || outcome === 'delivered' ? outcome : 'read';
  const moved = moveAll(desk, settled, state, {
    ...(state === 'sent' ? { sentAt: at } : { deliveredAt: at }),
    ...(reason && { reason }),
    ...(dryRun && { dryRun }),
  });
  if (state === 'read') looked(desk, moved);
  // what the voice did not name nobody has taken
  if (outcome === 'accepted') for (const kept of moved.slice(0, NAMED)) acknowledge(desk, kept);
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
function again(desk: Desk, message: KeptMessage, retryAt: number, reason: string, doubts = message.doubts): void {
  if (isStopped(desk, message)) {
    for (const kept of noticesOf(desk, settle(desk, message)))
      if (kept.notice.state === 'queued')
        desk.move(kept, doubts ? { state: 'unknown', reason } : { state: 'skipped', reason: STOPPED });
    return;
  }
  if (retryAt > message.deadlineAt) return gaveUp(desk, settle(desk, message), reason);
  const next: KeptMessage = {
    ...message,
    state: 'ready',
    tries: message.tries + 1,
    doubts,
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
  const { doubts = 0 } = message;
  const retryAt = desk.now + Math.min(longestGapMs(message), waitMs * 2 ** Math.min(doubts, 5));
  const once = !doubles || (message.urgent && doubts === 0);
  if (once && retryAt <= message.deadlineAt) again(desk, message, retryAt, reason, doubts + 1);
  else {
    settle(desk, message);
    if (!doubles) gaveUp(desk, { ...message, doubts: doubts + 1 }, reason);
    else
      for (const kept of noticesOf(desk, message)) if (kept.notice.incident) passFailedStep(desk, kept.notice.incident);
  }
}

/** A loudspeaker is through with it: when it began is known from before, or not at all. */
function over(desk: Desk, message: KeptMessage, overAt: number): void {
  for (const kept of noticesOf(desk, message)) {
    if (kept.notice.overAt !== undefined) continue;
    desk.move(kept, { overAt, ...(isFurther(kept.notice, 'delivered') && { state: 'delivered' }) });
  }
}

/** It is not tried any more. Of what loudspeakers may have from an earlier try nobody says that it is not heard. */
function gaveUp(desk: Desk, message: KeptMessage, reason: string): void {
  if (message.kind === 'public' && message.doubts) moveAll(desk, message, 'unknown', { reason });
  else refused(desk, message, reason);
}

function refused(desk: Desk, message: KeptMessage, reason: string): void {
  const failed = moveAll(desk, message, 'failed', { reason });
  for (const kept of failed) if (kept.notice.channel === 'zalo') fallBack(desk, kept, 'sms');
  const incidents = new Set(failed.map(({ notice }) => notice.kind === 'page' && notice.incident));
  for (const incident of incidents) if (incident) passFailedStep(desk, incident);
}

/** The provider had it, and its network could not bring it. */
function undelivered(desk: Desk, message: KeptMessage, reason: string): void {
  for (const kept of noticesOf(desk, message)) {
    if (kept.notice.state !== 'sent') continue;
    desk.move(kept, { state: 'failed', reason });
    if (kept.notice.kind === 'page' && kept.notice.incident) passFailedStep(desk, kept.notice.incident);
  }
}

/** Another way for what was definitely not sent. */
function fallBack(desk: Desk, { notice, words, urgent, drill }: KeptNotice, channel: Channel): void {
  const person = notice.person && desk.people.persons.get(notice.person);
  if (!person) return;
  const { kind, incident, target, targets, step } = notice;
  const id = notice.id.replace(/~zalo$/, `~${channel}`);
  const queued = queue(desk, {
    notice: { id, kind, incident, target, targets, step, channel },
    ...{ person, words, urgent, counts: false, simulated: false, drill },
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

/** Whoever keeps alerts decides it: the first wins. Who may not take it, or no longer, passes it on. */
function acknowledge(desk: Desk, kept: KeptNotice): void {
  const { incident, person, name } = kept.notice;
  if (incident === undefined || person === undefined) return;
  const known = desk.people.persons.get(person);
  const places = targetsOf(kept.notice).map((id) => desk.setting.placeOf(id));
  if (!known || !places.some((place) => desk.setting.mayTake(known, place))) return passOn(desk, kept);
  const action = { do: 'acknowledge' } as const;
  desk.askFor(person, {
    type: 'incident',
    id: randomUUID(),
    incident,
    action,
    by: name ?? person,
    person,
    at: desk.now,
  });
}

function passOn(desk: Desk, { notice }: KeptNotice): void {
  const kept = notice.incident === undefined ? undefined : desk.book.get('escalation', notice.incident);
  if (kept && !kept.stopped && kept.stepNotices.includes(notice.id)) advance(desk, kept);
}
