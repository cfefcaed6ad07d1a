import type { AlertsItem, DeadLetter, DeadLetterItem, ReadingsItem, Request } from '#hub/contracts';
import { decode } from './codecs.js';
import { type DecodedBatch, emit, letterOf } from './decode-batch.js';
import type { Plans } from './plans.js';
import { REASONS } from './reasons.js';

export type ReplayRequest = Extract<Request, { type: 'replay-dead-letter' }>;

export interface Replayed {
  readings: ReadingsItem[];
  /** For each letter that was found: resolved, or the letter again with today's reason. */
  letters: DeadLetterItem[];
  /** Requests for letters that are not open. */
  refusals: AlertsItem[];
  stills: DecodedBatch['stills'];
}

/**
 * A second look with today's maps. What is understood now counts as learnt now: it is history where it is old, and
 * pages nobody. What is still not understood stays on the list, with today's reason.
 */
export function replay(
  requests: readonly ReplayRequest[],
  open: { find(id: string): DeadLetter | undefined },
  plans: Plans,
): Replayed {
  const out: DecodedBatch = { readings: [], receipts: [], letters: [], stills: new Map() };
  const letters: DeadLetterItem[] = [];
  const refusals: AlertsItem[] = [];
  const resolved = new Set<string>();
  for (const { id: request, deadLetter: id, at } of requests) {
    const letter = resolved.has(id) ? undefined : open.find(id);
    if (!letter) {
      refusals.push({ type: 'refused', request, reason: REASONS.noLetter, at });
      continue;
    }
    const again = letter.payload ? decodeAgain(letter, letter.payload, at, plans, out) : sendAgain(letter, out);
    letters.push(again ?? { type: 'resolved', id, at });
    if (!again) resolved.add(id);
  }
  return { readings: out.readings, letters, refusals, stills: out.stills };
}

/** The letter with its new reason where something is still wrong. */
function decodeAgain(
  letter: DeadLetter,
  payload: Uint8Array,
  at: number,
  plans: Plans,
  out: DecodedBatch,
): DeadLetter | undefined {
  const { account, topic, received, id } = letter;
  if (account === undefined || topic === undefined) return letter;
  const packet = { type: 'packet', account, topic, payload, received } as const;
  const decoded = decode(packet, plans.of(account));
  if (decoded.is === 'ignored') return undefined;
  if (decoded.is !== 'items') return letterOf(decoded, packet, id);
  for (const draft of decoded.drafts) emit(draft, { received, clock: 'ok', learnt: Math.max(at, received) }, out);
  if (decoded.problem) return letterOf(decoded.problem, packet, id);
  if (!decoded.unknown) return undefined;
  const { plan, keys } = decoded.unknown;
  return { ...letter, kind: 'unrecognised', device: plan.device.id, reason: REASONS.unknownKeys(keys) };
}

const READINGS = new Set<unknown>(['reading', 'event', 'status']);

/** An item that a later consumer set aside goes its way again, as history. A letter that kept nothing was read. */
function sendAgain(letter: DeadLetter, out: DecodedBatch): DeadLetter | undefined {
  if (letter.item === undefined) return undefined;
  const item = itemOf(letter.item);
  if (!item || !READINGS.has(item.type)) return { ...letter, reason: REASONS.notReplayable };
  out.readings.push(item.type === 'reading' || item.type === 'event' ? { ...item, late: true } : item);
  return undefined;
}

function itemOf(json: string): ReadingsItem | undefined {
  try {
    const item: unknown = JSON.parse(json);
    return typeof item === 'object' && item !== null ? (item as ReadingsItem) : undefined;
  } catch {
    return undefined;
  }
}
