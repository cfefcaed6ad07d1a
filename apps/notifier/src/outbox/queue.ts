import type { Channel, Notice } from '#hub/contracts';
import { isWithin, NIGHT, endOf, type Hours } from '../texts/times.js';
import type { Person } from '../people/people.js';
import type { Desk } from '../state/desk.js';
import type { Words } from '../state/kept.js';
import { isDayFull } from './day-cap.js';

const ZALO_NIGHT: Hours = { from: '22:00', to: '06:00' };

export interface Wanted {
  notice: Pick<Notice, 'id' | 'kind' | 'incident' | 'target' | 'targets' | 'step' | 'channel'>;
  /** Absent for a channel that speaks to many. */
  person?: Person;
  words: Words;
  /** An emergency. */
  urgent: boolean;
  /** Counts among the few that a person gets a day. */
  counts: boolean;
  simulated: boolean;
  drill?: boolean | undefined;
  /** Of use before then: it goes before what has more time. */
  by?: number | undefined;
}

/** Queues a notice, or writes down why not. Gives whether it is on its way. A notice that is known stays as it is. */
export function queue(desk: Desk, wanted: Wanted): boolean {
  const { book, now } = desk;
  const { notice, person, words, urgent, counts } = wanted;
  if (book.get('notice', notice.id)) return true;
  const reason = skipReason(desk, wanted);
  // what nobody waits for makes no sound, and comes in the morning
  const follows = notice.kind === 'taken' || notice.kind === 'ended' || (notice.kind === 'approval' && !urgent);
  const quiet = !urgent && (follows ? isWithin(NIGHT, now) : isQuiet(desk, person));
  // what makes a sound waits for the morning
  const dueAt = follows && quiet && notice.channel !== 'push' ? endOf(NIGHT, now) : now;
  desk.tellNotice({
    notice: {
      ...notice,
      ...(person && { person: person.id, name: person.name }),
      ...{ state: reason ? 'skipped' : 'queued', queuedAt: now, updatedAt: now },
      ...(reason && { reason }),
    },
    ...{ urgent, counts, silent: follows || quiet, dueAt, words },
    ...(wanted.drill && { drill: true }),
    ...(wanted.by !== undefined && { by: wanted.by }),
  });
  return reason === undefined;
}

/** Why it is not even tried, in words. */
function skipReason(desk: Desk, { notice, person, urgent, counts, simulated }: Wanted): string | undefined {
  const { channel, kind } = notice;
  if (simulated) return 'mô phỏng';
  const off = desk.setting.offReason(channel);
  if (off) return off;
  if (person?.off.includes(channel)) return 'người nhận đã tắt kênh này';
  const missing = person && missingOf(channel, person);
  if (missing) return missing;
  if (channel === 'zalo' && isWithin(ZALO_NIGHT, desk.now)) return 'Zalo không nhận tin từ 22:00 đến 06:00';
  if (kind === 'page' && !urgent && channel !== 'push' && isQuiet(desk, person)) return 'giờ yên lặng của người nhận';
  if (counts && person && isDayFull(desk, notice, person.id)) return 'đã đủ 3 tin không khẩn trong ngày';
  return undefined;
}

function missingOf(channel: Channel, { has }: Person): string | undefined {
  if (channel === 'push') return has.push ? undefined : 'chưa bật thông báo trên máy nào';
  if (channel === 'email') return has.email ? undefined : 'chưa có địa chỉ thư điện tử';
  return has.phone ? undefined : 'chưa có số điện thoại';
}

const isQuiet = (desk: Desk, person: Person | undefined): boolean =>
  person !== undefined && quietUntil(desk, person) !== undefined;

/** The end of the quiet hours that somebody is in; undefined: they may be woken. Whoever has the watch is awake. */
export function quietUntil({ now, people }: Desk, { id, quiet }: Person): number | undefined {
  const watch = people.watchAt(now);
  if (quiet === null || watch?.person === id || watch?.deputy === id) return undefined;
  const hours = quiet ?? NIGHT;
  return isWithin(hours, now) ? endOf(hours, now) : undefined;
}
