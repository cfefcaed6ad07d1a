import { isBroadcastOver } from '#hub/contracts';
import type { Desk } from './desk.js';

const HOUR_MS = 3_600_000;
/** What is over may still be confirmed, or come back. */
const KEPT_MS = 24 * HOUR_MS;

/** Lets go of what is over for long: the registry keeps its history. */
export function forgetOld({ book, commit, now }: Desk): void {
  const isOld = (at: number) => Math.abs(now - at) > KEPT_MS;
  // an escalation outlives its notices: begun anew it would name them again
  const young = new Set(
    [...book.all('notice')].flatMap(([, { notice }]) => (isOld(notice.updatedAt) ? [] : (notice.incident ?? []))),
  );
  for (const [id, kept] of [...book.all('escalation')])
    if (kept.stopped && isOld(kept.at) && !young.has(id)) book.remove('escalation', id, commit);
  for (const [id, { notice }] of [...book.all('notice')]) {
    const lives = notice.incident !== undefined && book.get('escalation', notice.incident) !== undefined;
    if (!lives && isOld(notice.updatedAt)) book.remove('notice', id, commit);
  }
  for (const [key, { state, at }] of [...book.all('message')])
    if (state === 'done' && isOld(at)) book.remove('message', key, commit);
  for (const [key, { lastAt }] of [...book.all('contact')]) if (isOld(lastAt)) book.remove('contact', key, commit);
  for (const [id, { state, updatedAt }] of [...book.all('broadcast')])
    if (isBroadcastOver({ state }) && isOld(updatedAt)) book.remove('broadcast', id, commit);
  for (const [key, { absentAt }] of [...book.all('bell')]) if (isOld(absentAt)) book.remove('bell', key, commit);
  for (const [key, used] of [...book.all('used')]) if (used.every(isOld)) book.remove('used', key, commit);
}
