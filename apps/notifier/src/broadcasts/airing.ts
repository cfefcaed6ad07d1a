import { type AiredThere, type AirTimes, type Broadcast, type Notice, spokenText, WHOLE_COMMUNE } from '#hub/contracts';
import type { Book } from '../state/book.js';
import type { Desk } from '../state/desk.js';
import type { KeptMessage, KeptNotice, Words } from '../state/kept.js';
import { hushApprovers } from './approvers.js';
import { planOf, windowEnd } from './air-times.js';

/** An order to stop is tried for so long after the message would have been over. */
const STOP_LATE_MS = 5 * 60_000;
const CHANNEL = 'loudspeaker';

/** Airs what may be aired now, and lets go of what was not in time. */
export function airDue(desk: Desk): void {
  const { book, now, setting } = desk;
  const all = [...book.all('broadcast')].map(([, broadcast]) => broadcast);
  for (const one of all)
    if ((one.state === 'draft' || one.state === 'approved') && one.airBefore <= now) lapse(desk, one);
  const plan = planOf(
    [...book.all('broadcast')].map(([, one]) => one),
    now,
    setting.loudspeakers.times,
  );
  for (const { id } of all) {
    const one = book.get('broadcast', id)!;
    if (one.state !== 'approved') continue;
    const dueAt = plan.get(id);
    if (dueAt !== undefined && dueAt <= now) air(desk, one);
    else if (dueAt !== one.dueAt) desk.tellBroadcast({ ...one, dueAt });
  }
  for (const { id } of all) conclude(desk, book.get('broadcast', id)!);
}

/** When something is to be done about public messages. */
export function airDueAt(book: Book): number {
  const due = [...book.all('broadcast')].map(([, one]) => {
    if (one.state === 'draft') return one.airBefore;
    if (one.state === 'approved') return Math.min(one.airBefore, one.dueAt ?? Number.POSITIVE_INFINITY);
    // what loudspeakers have not answered to yet moves by their answer, and not by time
    return one.state === 'airing' && !isWaiting(one) ? (one.endsAt ?? 0) : Number.POSITIVE_INFINITY;
  });
  return Math.min(Number.POSITIVE_INFINITY, ...due);
}

function lapse(desk: Desk, one: Broadcast): void {
  const reason = one.state === 'draft' ? 'quá hạn, chưa ai duyệt' : 'quá hạn, chưa tới giờ được phát';
  hushApprovers(desk, one);
  desk.tellBroadcast({ ...one, state: 'lapsed', reason, dueAt: undefined, endedAt: desk.now });
}

function air(desk: Desk, one: Broadcast): void {
  const { loudspeakers } = desk.setting;
  desk.tellBroadcast({ ...one, state: 'airing', airingAt: desk.now, dueAt: undefined });
  for (const there of placesOf(one, loudspeakers.zonesOf)) {
    const zones = loudspeakers.zonesOf(there.id);
    const reason = skipReason(desk, one, zones);
    desk.tellNotice({
      notice: {
        ...{ id: noticeId(one, there.id), kind: 'public', broadcast: one.id, hamlet: there.id, channel: CHANNEL },
        ...{ state: reason ? 'skipped' : 'queued', queuedAt: desk.now, updatedAt: desk.now },
        ...(reason && { reason }),
      },
      ...{ urgent: one.urgency === 'emergency', silent: false, counts: false, dueAt: desk.now, words: wordsOf(one) },
      speech: { zones, seconds: one.seconds, until: lastStart(one, desk.now, loudspeakers.times), ...recordingOf(one) },
    });
  }
}

/** Each hamlet by itself, so that one that does not answer holds up no other; or all at once, where that is set up. */
function placesOf({ audience }: Broadcast, zonesOf: (hamlet: string) => readonly string[]) {
  const all = { id: WHOLE_COMMUNE, name: 'Toàn xã' };
  if (!audience.everywhere) return audience.hamlets;
  return zonesOf(WHOLE_COMMUNE).length > 0 || audience.hamlets.length === 0 ? [all] : audience.hamlets;
}

function skipReason({ setting }: Desk, { simulated }: Broadcast, zones: readonly string[]): string | undefined {
  if (simulated) return 'mô phỏng, không ra khỏi hub';
  return setting.offReason(CHANNEL) ?? (zones.length > 0 ? undefined : 'nơi này chưa có loa');
}

/** Nobody begins to say it after that. */
function lastStart({ urgency, airBefore, seconds }: Broadcast, now: number, times: AirTimes): number {
  const end = urgency === 'ordinary' ? windowEnd(now, times) : undefined;
  return Math.min(airBefore, end === undefined ? Number.POSITIVE_INFINITY : end - seconds * 1000);
}

const noticeId = ({ id }: Broadcast, hamlet: string): string => `${id}~${hamlet}~${CHANNEL}`;
const recordingOf = ({ recording }: Broadcast) => (recording ? { recording: recording.name } : {});
const wordsOf = (one: Broadcast): Words => {
  const body = spokenText(one);
  return { title: body.slice(0, 80), body, sms: '', voice: body, url: '/operations/phat-thanh' };
};

/** Whoever may have it is told to stop; whoever was not told yet is not told any more. */
export function orderStop(desk: Desk, one: Broadcast): void {
  for (const kept of noticesOf(desk, one)) {
    const message = kept.message === undefined ? undefined : desk.book.get('message', kept.message);
    // what is to be said once more is not
    if (message?.state === 'ready') desk.book.put('message', message.key, { ...message, state: 'done' }, desk.commit);
    if (kept.notice.state === 'queued' && message?.state !== 'out') {
      if (mayHaveLeft(desk, message))
        stopThere(desk, one, desk.move(kept, { state: 'unknown', reason: 'đã dừng khi chưa rõ' }));
      else desk.move(kept, { state: 'skipped', reason: 'đã dừng trước khi phát' });
    } else if (kept.notice.state === 'queued' || maySpeak(kept.notice)) stopThere(desk, one, kept);
  }
}

/** One that is due may have left already: that it did is read later than it happens. */
const mayHaveLeft = ({ now }: Desk, message: KeptMessage | undefined): boolean =>
  message !== undefined && ((message.doubts ?? 0) > 0 || message.dueAt <= now);

/** What was under way when it was stopped may have come after the order: it is given again. */
function stopThere(desk: Desk, one: Broadcast, kept: KeptNotice): void {
  const { hamlet } = kept.notice;
  const again = desk.book.get('notice', stopId(kept)) ? '~again' : '';
  if (desk.book.get('notice', stopId(kept) + again)) return;
  const can = desk.setting.loudspeakers.stop;
  desk.tellNotice({
    notice: {
      ...{ id: stopId(kept) + again, kind: 'public-stop', broadcast: one.id, hamlet, channel: CHANNEL },
      ...{ state: can ? 'queued' : 'skipped', queuedAt: desk.now, updatedAt: desk.now },
      ...(!can && { reason: 'loa không nhận lệnh dừng' }),
    },
    ...{ urgent: true, silent: false, counts: false, dueAt: desk.now, words: kept.words },
    speech: {
      ...kept.speech!,
      stops: kept.message!,
      until: Math.max(desk.now, one.endsAt ?? desk.now + one.seconds * 1000) + STOP_LATE_MS,
    },
  });
}
const stopId = ({ notice }: KeptNotice): string => `${notice.id}~stop`;

/** Who has it although it was stopped is told so, also after it was over. */
function stopLate(desk: Desk, one: Broadcast): void {
  if (!one.stopped) return;
  for (const kept of noticesOf(desk, one)) {
    const { sentAt, deliveredAt, updatedAt } = kept.notice;
    const ordered = desk.book.get('notice', stopId(kept));
    const late = sentAt ?? deliveredAt ?? updatedAt;
    if (maySpeak(kept.notice) && (!ordered || late > ordered.notice.queuedAt)) stopThere(desk, one, kept);
  }
}

/** Something of it moved. */
export function follow(desk: Desk, one: Broadcast): void {
  stopLate(desk, one);
  if (one.state !== 'airing') {
    // a loudspeaker says so late, of one that is over
    const receipts = receiptsOf(desk, one);
    if (JSON.stringify(receipts) === JSON.stringify(one.receipts)) return;
    const reason = one.state === 'stopped' ? notStopped({ ...one, receipts }) : one.reason;
    desk.tellBroadcast({ ...one, receipts, reason });
    return;
  }
  const notices = noticesOf(desk, one);
  const ends = notices.flatMap(({ notice: { state, sentAt, deliveredAt, overAt, updatedAt } }) =>
    MAY_SPEAK.has(state) ? [overAt ?? (deliveredAt ?? sentAt ?? updatedAt) + one.seconds * 1000] : [],
  );
  const endsAt = ends.length > 0 ? Math.max(...ends) : undefined;
  desk.tellBroadcast({ ...one, receipts: receiptsOf(desk, one), ...(endsAt !== undefined && { endsAt }) });
  conclude(desk, desk.book.get('broadcast', one.id)!);
}

const HEARD: ReadonlySet<Notice['state']> = new Set(['sent', 'delivered', 'read']);
const MAY_SPEAK: ReadonlySet<Notice['state']> = new Set([...HEARD, 'unknown']);
const maySpeak = ({ state, overAt }: Notice): boolean => MAY_SPEAK.has(state) && overAt === undefined;
const noticesOf = ({ book }: Desk, { id }: Pick<Broadcast, 'id'>): KeptNotice[] =>
  [...book.all('notice')].flatMap(([, kept]) =>
    kept.notice.broadcast === id && kept.notice.kind === 'public' ? [kept] : [],
  );

export function receiptsOf(desk: Desk, one: Broadcast): AiredThere[] {
  const names = new Map(one.audience.hamlets.map(({ id, name }) => [id, name]));
  return noticesOf(desk, one).map((kept) => {
    const { hamlet = '', state, reason, updatedAt: at, dryRun } = kept.notice;
    const stop = desk.book.get('notice', `${stopId(kept)}~again`) ?? desk.book.get('notice', stopId(kept));
    return {
      ...{ hamlet, name: names.get(hamlet) ?? 'Toàn xã', state, at },
      ...(reason && { reason }),
      ...(dryRun && { dryRun }),
      ...(stop && { stop: stop.notice.state, ...(stop.notice.reason && { stopReason: stop.notice.reason }) }),
    };
  });
}

const isWaiting = ({ receipts }: Broadcast): boolean =>
  receipts.some(({ state, stop }) => state === 'queued' || stop === 'queued');

/** It is over when nobody says it any more, or nobody ever did. */
function conclude(desk: Desk, one: Broadcast): void {
  if (one.state !== 'airing' || one.receipts.length === 0 || isWaiting(one)) return;
  const heard = one.receipts.some(({ state }) => HEARD.has(state));
  // where nobody knows, somebody may be speaking, and can be stopped
  const over = !one.receipts.some(({ state }) => MAY_SPEAK.has(state)) || (one.endsAt ?? 0) <= desk.now;
  if (one.stopped) end(desk, one, 'stopped', notStopped(one));
  else if (over) end(desk, one, heard ? 'aired' : 'failed', heard ? notHeard(one) : whyNowhere(one));
}

function end(desk: Desk, one: Broadcast, state: Broadcast['state'], reason?: string): void {
  desk.tellBroadcast({ ...one, state, endedAt: desk.now, ...(reason && { reason }) });
}

const listed = (all: readonly AiredThere[], why: (one: AiredThere) => string | undefined): string =>
  all.map((one) => `${one.name} (${why(one) ?? 'không rõ'})`).join(', ');
const whyNowhere = ({ receipts }: Broadcast): string => {
  const reasons = new Set(receipts.map(({ reason }) => reason ?? 'không rõ'));
  return reasons.size === 1 ? [...reasons][0]! : listed(receipts, ({ reason }) => reason);
};
const notHeard = ({ receipts }: Broadcast): string | undefined => {
  const not = receipts.filter(({ state }) => !HEARD.has(state));
  return not.length > 0 ? `không phát được ở ${listed(not, ({ reason }) => reason)}` : undefined;
};
const notStopped = ({ receipts }: Broadcast): string | undefined => {
  const not = receipts.filter(({ stop }) => stop !== undefined && !HEARD.has(stop));
  return not.length > 0 ? `chưa dừng được ở ${listed(not, ({ stopReason }) => stopReason)}` : undefined;
};
