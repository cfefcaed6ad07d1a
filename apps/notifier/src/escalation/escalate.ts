import type { Channel, Escalation, IncidentChange, IncidentTransition, Notice } from '#hub/contracts';
import { queue } from '../outbox/queue.js';
import type { Desk } from '../state/desk.js';
import { isKeptIn, type KeptEscalation } from '../state/kept.js';
import { wordsOf } from '../texts/words.js';
import type { Policy } from './policy.js';
import { hushSirens } from '../sirens/sirens.js';
import { aboutOf, advance, hurry, isSaidOnce, planOf, takeStep } from './steps.js';

const PAGES: ReadonlySet<IncidentChange> = new Set(['opened', 'raised', 'reopened', 'unshelved', 'flapping']);
const ENDS: ReadonlySet<IncidentChange> = new Set(['returned', 'closed', 'resolved', 'marked-false']);
/** A follow-up by voice would wake somebody for nothing. */
const FOLLOW_UP: readonly Channel[] = ['push', 'sms', 'zalo', 'email'];

/** What an incident's change means for those who are, or were, told of it. */
export function onIncident(desk: Desk, item: IncidentTransition): void {
  const { change, incident } = item;
  const before = desk.book.get('escalation', incident.id);
  // somebody had it, or it was said once, and something came that nobody has looked at
  const rests = before?.stopped === 'acknowledged' || (before?.stopped !== undefined && isSaidOnce({ incident }));
  const again = change === 'grew' && incident.state === 'unacknowledged' && rests;
  if (PAGES.has(change) || again) page(desk, item, before);
  else if (before) {
    const kept = { ...before, incident };
    if (change === 'acknowledged') taken(desk, kept, item);
    else if (incident.suppressed) stop(desk, kept, 'suppressed', 'đã gộp vào việc khác');
    else if (ENDS.has(change)) ended(desk, kept, item.person);
    else if (change === 'shelved') stop(desk, kept, 'suppressed', 'đã tạm ẩn');
    else desk.keepEscalation(kept);
  }
}

function page(desk: Desk, item: IncidentTransition, before: KeptEscalation | undefined): void {
  const { incident } = item;
  const begun: KeptEscalation = {
    ...{ incident, policy: desk.setting.policy.id, run: (before?.run ?? -1) + 1, round: 0, step: 0 },
    ...{ told: before?.told ?? [], looked: [], stepNotices: [], at: desk.now },
  };
  const silence = silenceOf(item, before, desk.setting.policy);
  if (silence && before) desk.keepEscalation({ ...before, incident });
  else if (silence) desk.tellEscalation({ ...begun, stopped: silence });
  // told of again although somebody has it: it rose
  else if (incident.state === 'acknowledged') {
    takeStep(desk, begun);
    const once = desk.book.get('escalation', incident.id)!;
    desk.tellEscalation({ ...once, nextAt: undefined, confirmAt: undefined, stopped: 'acknowledged' });
  } else takeStep(desk, begun);
}

/** Why nobody is told; undefined: people are. Judged from the item alone, so that a slow or restarted hub decides alike. */
export function silenceOf(
  { change, incident, at }: IncidentTransition,
  before: KeptEscalation | undefined,
  policy: Policy,
): Escalation['stopped'] {
  const since = change === 'opened' ? incident.openedAt : incident.updatedAt;
  // a probe that is not to be trusted never pages alone, whatever the policy says of its severity
  if (incident.doubted || incident.backdated || at - since > policy.oldAfterMs) return 'record-only';
  if (!planOf(policy, { incident })) return 'record-only';
  if (incident.state === 'returned' || incident.state === 'closed') return 'ended';
  if (incident.shelved) return 'suppressed';
  // said once, unless people are being told already; that it became worse is something new
  if (change === 'flapping' && before && before.stopped === undefined) return 'suppressed';
  if (change === 'flapping' && incident.state === 'acknowledged') return 'acknowledged';
  if (incident.flappingSince !== undefined && change === 'reopened' && before) return 'suppressed';
  if (change === 'unshelved' && incident.state !== 'unacknowledged') return 'acknowledged';
  return undefined;
}

function taken(desk: Desk, kept: KeptEscalation, item: IncidentTransition): void {
  const looked = item.person === undefined ? kept.looked : [...new Set([...kept.looked, item.person])];
  const everyone = planOf(desk.setting.policy, kept)?.everyone === true && !isKeptIn(kept);
  dropWaiting(desk, kept, 'đã có người nhận');
  const known = { ...kept, looked, taken: true };
  const missing = known.told.some((person) => !looked.includes(person));
  if (everyone && missing && kept.nextAt !== undefined && !kept.stopped)
    desk.tellEscalation({ ...known, stepNotices: [], confirmAt: undefined, at: desk.now });
  else desk.tellEscalation({ ...known, ...STILL, stopped: 'acknowledged', at: desk.now });
  // that somebody looked at what was over is no news to those who know that it is
  if (!kept.endTold) followUp(desk, known, 'taken', item.person);
}

function ended(desk: Desk, kept: KeptEscalation, by: string | undefined): void {
  stop(desk, { ...kept, endTold: true }, 'ended', 'việc đã kết thúc');
  if (!kept.endTold) followUp(desk, kept, 'ended', by);
}

const STILL = { nextAt: undefined, confirmAt: undefined } as const;
function stop(desk: Desk, kept: KeptEscalation, why: NonNullable<Escalation['stopped']>, reason: string): void {
  dropWaiting(desk, kept, reason);
  desk.tellEscalation({ ...kept, ...STILL, stopped: why, at: desk.now });
}

/** Pages that no provider has yet are not worth sending any more, and sirens need not sound. */
function dropWaiting(desk: Desk, { incident }: KeptEscalation, reason: string): void {
  hushSirens(desk, incident.id);
  for (const [, kept] of desk.book.all('notice')) {
    const { notice, message: key } = kept;
    if (notice.incident !== incident.id || notice.kind !== 'page' || notice.state !== 'queued' || kept.siren) continue;
    const message = key === undefined ? undefined : desk.book.get('message', key);
    if (message && (message.state !== 'ready' || message.notices.length > 1)) continue;
    if (message) desk.book.put('message', message.key, { ...message, state: 'done' }, desk.commit);
    desk.move(kept, { state: 'skipped', reason });
  }
}

/** Who was told, and by which ways: what was dropped or failed told nobody. */
function reached({ book }: Desk, { incident }: KeptEscalation): Map<string, Set<Channel>> {
  const ways = new Map<string, Set<Channel>>();
  for (const [, { notice }] of book.all('notice')) {
    const { person, channel, kind, state } = notice;
    if (notice.incident !== incident.id || kind !== 'page' || person === undefined) continue;
    if (state !== 'skipped' && state !== 'failed') ways.set(person, (ways.get(person) ?? new Set()).add(channel));
  }
  return ways;
}

/** Who was told learns who took it, and that it is over: without a sound at night, and not whoever did it. */
function followUp(desk: Desk, kept: KeptEscalation, kind: Notice['kind'] & ('taken' | 'ended'), by?: string): void {
  const { incident, run } = kept;
  const taker = by === undefined ? undefined : desk.people.persons.get(by);
  for (const [id, channels] of reached(desk, kept)) {
    const person = desk.people.persons.get(id);
    if (!person || id === by) continue;
    const channel = FOLLOW_UP.find((one) => channels.has(one));
    if (!channel) continue;
    const [grant] = taker?.grants ?? [];
    const role = grant && desk.setting.roleName(grant.role, person.language);
    queue(desk, {
      notice: {
        ...aboutOf(incident),
        ...{ id: `${incident.id}~${run}.${kind}~${id}~${channel}`, kind, channel },
      },
      ...{ person, words: wordsOf(incident, kind, person.language, role) },
      ...{ urgent: false, counts: false, simulated: isKeptIn(kept), drill: incident.drill },
    });
  }
}

/** Steps whose time has come, and those whose pushes no phone confirmed. */
export function stepsDue(desk: Desk): void {
  for (const [, kept] of [...desk.book.all('escalation')]) {
    if (kept.stopped) continue;
    if (kept.nextAt !== undefined && kept.nextAt <= desk.now) advance(desk, kept);
    else if (kept.confirmAt !== undefined && kept.confirmAt <= desk.now) {
      const checked = desk.keepEscalation({ ...kept, confirmAt: undefined });
      if (!isConfirmed(desk, kept)) hurry(desk, checked);
      else if (isSaidOnce(kept)) desk.tellEscalation({ ...checked, nextAt: undefined, stopped: 'suppressed' });
    }
  }
}

/** No way of the step has come to anybody, and none will: there is nothing to wait for. */
export function passFailedStep(desk: Desk, incident: string): void {
  const kept = desk.book.get('escalation', incident);
  if (!kept || kept.stopped || kept.rests || kept.stepNotices.length === 0) return;
  if (kept.nextAt === undefined && kept.confirmAt === undefined) return;
  const states = kept.stepNotices.map((id) => desk.book.get('notice', id)?.notice.state);
  if (states.every((state) => state === 'failed' || state === 'skipped')) hurry(desk, kept);
}

const isConfirmed = ({ book }: Desk, { stepNotices }: KeptEscalation): boolean =>
  stepNotices.some((id) => ['delivered', 'read'].includes(book.get('notice', id)?.notice.state ?? ''));

export const stepsDueAt = ({ nextAt, confirmAt, stopped }: KeptEscalation): number =>
  Math.min((!stopped && nextAt) || Number.POSITIVE_INFINITY, (!stopped && confirmAt) || Number.POSITIVE_INFINITY);
