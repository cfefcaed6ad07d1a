import type { ClockState, DeadLetter, Packet, ReadingsItem, TelemetryItem } from '#hub/contracts';
import { type Arrival, gradeEvent, gradeReading } from '../quality/grade.js';
import type { StateView } from '../group-state.js';
import { decode } from './codecs.js';
import type { Decoded, Draft, Items } from './decoded.js';
import type { DevicePlan } from './plan.js';
import type { Plans } from './plans.js';
import { REASONS } from './reasons.js';

/** Idempotency keys remembered per device, and unknown keys said of it. */
const REPEATS_KEPT = 16;
const UNKNOWN_KEPT = 32;

export interface DecodeMemory {
  /** One entry, `tick`: what the last tick said of the hub's clock. */
  clock: StateView<ClockState>;
  /** Per device: the last idempotency keys. */
  repeats: StateView<string[]>;
  /** Per device: keys that were said to be unknown. */
  unknown: StateView<string[]>;
}

export interface StillTaken {
  camera: string;
  ts: number;
  jpeg: Uint8Array;
}
export interface DecodedBatch {
  readings: ReadingsItem[];
  letters: DeadLetter[];
  /** The newest of each camera. */
  stills: Map<string, StillTaken>;
}

/** Packets to readings, events, status and dead letters; ticks pass through in their place. `idOf` names item i. */
export function decodeBatch(
  batch: readonly TelemetryItem[],
  plans: Plans,
  memory: DecodeMemory,
  idOf: (index: number) => string,
): DecodedBatch {
  const out: DecodedBatch = { readings: [], letters: [], stills: new Map() };
  let clock = memory.clock.get('tick') ?? 'ok';
  for (let i = 0; i < batch.length; i++) {
    const item = batch[i]!;
    if (item.type === 'tick') {
      if (item.clock !== clock) memory.clock.set('tick', item.clock);
      clock = item.clock;
      out.readings.push(item);
      continue;
    }
    const decoded = decode(item, plans);
    if (decoded.is === 'ignored') continue;
    if (decoded.is === 'items') {
      const arrival = { received: item.received, clock, learnt: item.received };
      for (const draft of decoded.drafts) if (!isRepeat(draft, memory)) emit(draft, arrival, out);
      if (decoded.unknown || decoded.problem) setPartsAside(decoded, item, memory, out, idOf(i));
    } else out.letters.push(letterOf(decoded, item, idOf(i)));
  }
  return out;
}

/** Grades a draft into the batch's output. */
export function emit(draft: Draft, arrival: Arrival, out: DecodedBatch): void {
  switch (draft.is) {
    case 'measured':
      out.readings.push(gradeReading(draft, arrival));
      break;
    case 'happened':
      out.readings.push(gradeEvent(draft, arrival));
      break;
    case 'link': {
      const { commune, id } = draft.plan.device;
      out.readings.push({
        type: 'status',
        commune,
        device: id,
        online: draft.online,
        received: arrival.received,
      });
      break;
    }
    case 'still': {
      const camera = draft.plan.device.id;
      out.stills.set(camera, { camera, ts: arrival.received, jpeg: draft.jpeg });
    }
  }
}

function isRepeat(draft: Draft, { repeats }: DecodeMemory): boolean {
  if (draft.is !== 'measured' || draft.repeatKey === undefined) return false;
  const { id } = draft.plan.device;
  const seen = repeats.get(id) ?? [];
  if (seen.includes(draft.repeatKey)) return true;
  repeats.set(id, [...seen.slice(1 - REPEATS_KEPT), draft.repeatKey]);
  return false;
}

/** The packet is kept although part of it went through: what was left out can be fetched when a map knows it. */
function setPartsAside(decoded: Items, packet: Packet, memory: DecodeMemory, out: DecodedBatch, id: string): void {
  if (decoded.problem) out.letters.push(letterOf(decoded.problem, packet, id));
  if (!decoded.unknown) return;
  const { plan, keys } = decoded.unknown;
  const fresh = freshKeys(plan, keys, memory);
  if (fresh.length === 0) return;
  const unknown = { is: 'unrecognised', reason: REASONS.unknownKeys(fresh) } as const;
  out.letters.push({ ...letterOf(unknown, packet, `${id}-keys`), device: plan.device.id });
}

function freshKeys(plan: DevicePlan, keys: readonly string[], { unknown }: DecodeMemory): string[] {
  const { id } = plan.device;
  const said = unknown.get(id) ?? [];
  const fresh = keys.filter((key) => !said.includes(key)).slice(0, UNKNOWN_KEPT - said.length);
  if (fresh.length > 0) unknown.set(id, [...said, ...fresh]);
  return fresh;
}

export function letterOf(
  { is, reason }: Extract<Decoded, { is: 'unrecognised' | 'undecodable' }>,
  { account, topic, payload, received }: Packet,
  id: string,
): DeadLetter {
  return { type: 'dead-letter', id, kind: is, reason, group: 'decode', account, topic, payload, received };
}
