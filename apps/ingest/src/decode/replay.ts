import type { DeadLetter, DeadLetterItem, ReadingsItem, Request } from '#hub/contracts';
import { decode } from './codecs.js';
import { type DecodedBatch, emit, letterOf } from './decode-batch.js';
import type { Plans } from './plans.js';

type ReplayRequest = Extract<Request, { type: 'replay-dead-letter' }>;

export interface Replayed {
  readings: ReadingsItem[];
  letters: DeadLetterItem[];
  stills: DecodedBatch['stills'];
}

/** Dead letters that requests ask for and that are still open. */
export function wantedLetters(
  requests: readonly ReplayRequest[],
  kept: Iterable<{ item: DeadLetterItem }>,
): Map<string, DeadLetter> {
  const wanted = new Set(requests.map((r) => r.deadLetter));
  const found = new Map<string, DeadLetter>();
  for (const { item } of kept) {
    if (!wanted.has(item.id)) continue;
    if (item.type === 'resolved') found.delete(item.id);
    else found.set(item.id, item);
  }
  return found;
}

/**
 * A second look with today's maps. What is understood now counts as learnt now: it is history where it is old, and
 * pages nobody. What is still not understood stays on the list, with today's reason.
 */
export function replay(requests: readonly ReplayRequest[], open: Map<string, DeadLetter>, plans: Plans): Replayed {
  const out: Replayed & DecodedBatch = { readings: [], letters: [] as DeadLetter[], stills: new Map() };
  const answers: DeadLetterItem[] = [];
  for (const { deadLetter: id, at } of requests) {
    const letter = open.get(id);
    if (!letter) continue;
    const again = letter.payload ? decodeAgain(letter, letter.payload, at, plans, out) : sendAgain(letter, out);
    answers.push(again ?? { type: 'resolved', id, at });
    if (!again) open.delete(id);
  }
  return { readings: out.readings, letters: answers, stills: out.stills };
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
  const decoded = decode(packet, plans);
  if (decoded.is === 'ignored') return undefined;
  if (decoded.is !== 'items') return letterOf(decoded, packet, id);
  for (const draft of decoded.drafts) emit(draft, { received, clock: 'ok', learnt: Math.max(at, received) }, out);
  if (decoded.problem) return letterOf(decoded.problem, packet, id);
  return decoded.unknown ? letter : undefined;
}

const READINGS = new Set<unknown>(['reading', 'event', 'status']);

/** An item that a later consumer set aside goes its way again, as history. */
function sendAgain(letter: DeadLetter, out: DecodedBatch): DeadLetter | undefined {
  const item = itemOf(letter.item);
  if (!item || !READINGS.has(item.type)) return letter;
  out.readings.push(item.type === 'reading' || item.type === 'event' ? { ...item, late: true } : item);
  return undefined;
}

function itemOf(json: string | undefined): ReadingsItem | undefined {
  if (json === undefined) return undefined;
  try {
    const item: unknown = JSON.parse(json);
    return typeof item === 'object' && item !== null ? (item as ReadingsItem) : undefined;
  } catch {
    return undefined;
  }
}
