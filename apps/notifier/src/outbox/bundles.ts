import { createHash } from 'node:crypto';
import { countDay } from './day-cap.js';
import type { Book } from '../state/book.js';
import type { Desk } from '../state/desk.js';
import type { KeptMessage, KeptNotice, Words } from '../state/kept.js';
import { bundled, wordsOf } from '../texts/words.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** After something was said to a contact, what comes meanwhile is one message. */
const WINDOW_MS = { urgent: 10_000, usual: MINUTE_MS };
/** What a SIM or a gateway may send; emergencies count and do not wait. */
const MOST_SMS = { aMinute: 1, anHour: 11 };

interface Group {
  contact: string;
  notices: [KeptNotice, ...KeptNotice[]];
}

/** Notices that wait, by whom they are for, how, and of what kind. */
function waiting(book: Book): Group[] {
  const groups = new Map<string, Group>();
  for (const [, kept] of book.all('notice')) {
    const { id, state, person = '', channel, kind, broadcast } = kept.notice;
    if (state !== 'queued' || kept.message !== undefined || kept.siren) continue;
    // what is said to all is said word by word, one after the other; nothing real waits for a drill, or stands beside it
    const contact = broadcast === undefined ? `${person} ${channel} ${kind}${kept.drill ? ' drill' : ''}` : id;
    const group = groups.get(contact);
    if (group) group.notices.push(kept);
    else groups.set(contact, { contact, notices: [kept] });
  }
  return [...groups.values()];
}

/** When a group may leave. */
function leavesAt(book: Book, { contact, notices }: Group): number {
  const urgent = notices.some((kept) => kept.urgent);
  // whoever asks for the bell stands there and listens
  const last = notices[0].notice.kind === 'test-bell' ? undefined : book.get('contact', contact)?.lastAt;
  const due = Math.min(...notices.map((kept) => kept.dueAt));
  const open = last === undefined ? due : last + (urgent ? WINDOW_MS.urgent : WINDOW_MS.usual);
  const allowed = urgent || notices[0].notice.channel !== 'sms' ? due : smsAllowedAt(book.get('used', 'sms') ?? []);
  return Math.max(due, open, allowed);
}

function smsAllowedAt(used: readonly number[]): number {
  const times = [...used].sort((a, b) => b - a);
  const after = (count: number, ms: number) => (times.length < count ? 0 : times[count - 1]! + ms);
  return Math.max(after(MOST_SMS.aMinute, MINUTE_MS), after(MOST_SMS.anHour, HOUR_MS));
}

/** The next time at which something that waits may leave. */
export const bundlesDueAt = (book: Book): number =>
  Math.min(Number.POSITIVE_INFINITY, ...waiting(book).map((group) => leavesAt(book, group)));

/** Makes a message of each group whose time has come: first what wakes people, then what has least time. */
export function makeMessages(desk: Desk): void {
  for (const group of waiting(desk.book).sort((a, b) => hasteOf(b) - hasteOf(a) || byOf(a) - byOf(b))) {
    // asked for each, for one text message delays the next
    if (leavesAt(desk.book, group) > desk.now) continue;
    makeMessage(desk, group);
  }
}

const hasteOf = ({ notices }: Group): number => Number(notices.some(({ urgent }) => urgent));
/** What has no time of its own comes after what has, as it came. */
const byOf = ({ notices }: Group): number => Math.min(FAR, ...notices.map(({ by = FAR }) => by));
const FAR = Number.MAX_SAFE_INTEGER;

function makeMessage(desk: Desk, { contact, notices }: Group): void {
  const { book, commit, now, people, setting } = desk;
  const ready = notices.filter((kept) => kept.dueAt <= now).sort((a, b) => Number(b.urgent) - Number(a.urgent));
  const first = ready[0]!;
  const { channel, person, kind } = first.notice;
  const key = keyOf(ready.map(({ notice }) => notice.id));
  const language = (person !== undefined && people.persons.get(person)?.language) || 'vi';
  const message: KeptMessage = {
    ...{ key, channel, person, kind, notices: ready.map(({ notice }) => notice.id) },
    words: bundled(
      ready.map((kept) => wordsNow(book, kept, language)),
      language,
    ),
    urgent: ready.some(({ urgent }) => urgent),
    silent: ready.every(({ silent }) => silent),
    ...(first.drill && { drill: true as const }),
    ...{
      at: now,
      dueAt: now,
      deadlineAt: deadlineOf(first, now + setting.patienceMs(channel)),
    },
    ...{ tries: 0, doubts: 0, state: 'ready', ...(first.speech && { speech: first.speech }) },
  };
  book.put('message', key, message, commit);
  for (const kept of ready) book.put('notice', kept.notice.id, { ...kept, message: key }, commit);
  if (person !== undefined && ready.every(({ counts }) => counts)) countDay(desk, person);
  book.put('contact', contact, { lastAt: now }, commit);
  if (channel === 'sms' && !first.drill) {
    const used = (book.get('used', 'sms') ?? []).filter((at) => now - at < HOUR_MS);
    book.put('used', 'sms', [...used, now], commit);
  }
}

/** An order to stop is tried for as long as there is something to stop. */
const deadlineOf = ({ speech }: KeptNotice, patientUntil: number): number =>
  speech?.stops === undefined ? Math.min(patientUntil, speech?.until ?? Number.POSITIVE_INFINITY) : speech.until;

/** What waited for others says what became of it meanwhile: a hundred stations and not the first of them, or that it is taken. */
function wordsNow(book: Book, { notice, words }: KeptNotice, language: 'vi' | 'en'): Words {
  const known = notice.kind !== 'page' || !notice.incident ? undefined : book.get('escalation', notice.incident);
  return known ? wordsOf(known.incident, known.taken ? 'taken' : 'page', language) : words;
}

/** 22 characters that the same notices have in every run. */
const keyOf = (ids: readonly string[]): string =>
  createHash('sha256').update(ids.join('\n')).digest('base64url').slice(0, 22);
