import { createHash } from 'node:crypto';
import type { Notice } from '#hub/contracts';
import type { Desk } from '../state/desk.js';
import type { KeptEscalation, KeptNotice, KeptSiren } from '../state/kept.js';
import { isKeptIn } from '../state/kept.js';
import { wordsOf } from '../texts/words.js';
import type { Siren } from './sirens-of.js';

/** Who asks: no person. */
const HUB = 'hub';
const NONE = 'nơi này chưa có còi';

/**
 * Asks for the sirens of where it happened, as anybody else asks for a command: it stands in the log with the step, waits
 * for a second person where the command's pack wants one, expires, and is never carried out late.
 */
export function soundSirens(desk: Desk, kept: KeptEscalation): string[] {
  const simulated = isKeptIn(kept);
  const sirens = simulated ? [] : desk.setting.sirensOf(kept.incident);
  if (sirens.length === 0) {
    tell(desk, kept, undefined, { state: 'skipped', reason: simulated ? 'mô phỏng' : NONE });
    return [];
  }
  return sirens.map((siren) => sound(desk, kept, siren));
}

function sound(desk: Desk, kept: KeptEscalation, siren: Siren): string {
  const { policy, dryRun } = desk.setting;
  const { seconds, pattern, expiresMs } = policy.sirens!;
  const id = noticeId(kept, siren);
  if (desk.book.get('notice', id)) return id;
  if (dryRun) {
    tell(desk, kept, siren, { state: 'sent', sentAt: desk.now, dryRun: true });
    return id;
  }
  const isDrill = kept.incident.drill === true;
  const args = { seconds: isDrill ? Math.min(seconds, DRILL_S) : seconds, pattern: isDrill ? 'test' : pattern };
  const command = ask(desk, id, siren.id, 'siren-sound', args, expiresMs);
  tell(desk, kept, siren, { state: 'queued' }, { command, device: siren.id, forMs: args.seconds * 1000 });
  return id;
}
/** What it takes to hear that it works. */
const DRILL_S = 5;

const noticeId = ({ incident, run, round, step }: KeptEscalation, siren?: Siren): string =>
  `${incident.id}~${run}.${round}.${step}~${siren?.id ?? 'all'}~siren`;

function tell(
  desk: Desk,
  kept: KeptEscalation,
  siren: Siren | undefined,
  notice: Pick<Notice, 'state'> & Partial<Notice>,
  command?: KeptSiren,
): void {
  const { incident, step } = kept;
  desk.tellNotice({
    notice: {
      ...{ id: noticeId(kept, siren), kind: 'page', incident: incident.id, target: incident.target, step },
      ...{ channel: 'siren', queuedAt: desk.now, updatedAt: desk.now },
      ...(siren && { device: siren.id, name: siren.name }),
      ...notice,
    },
    ...{ urgent: true, counts: false, silent: false, dueAt: desk.now, words: wordsOf(incident, 'page', 'vi') },
    ...(command && { siren: command }),
  });
}

/** The same wish is the same command in every run. */
function ask(
  desk: Desk,
  wish: string,
  device: string,
  name: string,
  args: Record<string, number | string>,
  expiresMs: number,
): string {
  const hash = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22);
  const key = `notice-${hash(wish)}`;
  const id = `c-${hash(`${HUB}\n${key}`)}`;
  const command = { id, key, device, name, args, expiresAt: desk.now + expiresMs };
  desk.ask({ type: 'command', id, command, by: HUB, at: desk.now });
  return id;
}

/** Nobody needs to be woken any more: what is not handed over is taken back, what sounds is stopped. */
export function hushSirens(desk: Desk, incident: string): void {
  for (const [, kept] of [...desk.book.all('notice')]) {
    const { siren, notice } = kept;
    if (notice.incident !== incident || !siren || siren.hushed) continue;
    const hushed = { ...kept, siren: { ...siren, hushed: true } };
    desk.book.put('notice', notice.id, hushed, desk.commit);
    if (notice.state === 'queued')
      desk.ask({
        ...{ type: 'command-answer', id: `${siren.command}-hush`, command: siren.command, answer: 'cancel' },
        ...{ by: HUB, at: desk.now },
      });
    else if (sounds(desk, kept)) stopSiren(desk, hushed, siren);
  }
}

/** One that another matter still wants goes on. */
export function stopSiren(desk: Desk, { notice }: KeptNotice, { device }: KeptSiren): void {
  for (const [, other] of desk.book.all('notice'))
    if (other.siren?.device === device && !other.siren.hushed && sounds(desk, other)) return;
  ask(desk, `${notice.id}~stop`, device, 'siren-stop', {}, desk.setting.policy.sirens!.expiresMs);
}

function sounds(desk: Desk, { notice, siren }: KeptNotice): boolean {
  const { state, sentAt = 0, deliveredAt = sentAt } = notice;
  const left = state === 'sent' || state === 'delivered' || (state === 'unknown' && sentAt > 0);
  return left && siren !== undefined && desk.now < deliveredAt + siren.forMs;
}
