import type { ClockState, DeadLetter, Packet, ReadingsItem, ReceiptsItem, TelemetryItem } from '#hub/contracts';
import { type Arrival, gradeEvent, gradeReading } from '../quality/grade.js';
import type { StateView } from '../group-state.js';
import type { IngestCounters } from '../metrics/counters.js';
import { decode } from './codecs.js';
import type { Draft, Items, Problem } from './decoded.js';
import { type Allowance, judgeLetter } from './letter-quota.js';
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
  /** Per account: what its letters may still take. */
  allowances: StateView<Allowance>;
}

export interface StillTaken {
  camera: string;
  ts: number;
  jpeg: Uint8Array;
}
export interface DecodedBatch {
  readings: ReadingsItem[];
  receipts: ReceiptsItem[];
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
  counters: IngestCounters,
): DecodedBatch {
  const out: DecodedBatch = { readings: [], receipts: [], letters: [], stills: new Map() };
  let clock = memory.clock.get('tick') ?? 'ok';
  for (let i = 0; i < batch.length; i++) {
    const item = batch[i]!;
    if (item.type === 'tick') {
      if (item.clock !== clock) memory.clock.set('tick', item.clock);
      clock = item.clock;
      out.readings.push(item);
      continue;
    }
    const account = plans.of(item.account);
    const decoded = decode(item, account);
    const tally = counters.packets[account?.codec ?? 'none'];
    switch (decoded.is) {
      case 'ignored':
        tally.ignored++;
        break;
      case 'items': {
        const before = out.readings.length;
        const arrival = { received: item.received, clock, learnt: item.received };
        for (const draft of decoded.drafts)
          if (isRepeat(draft, memory)) counters.repeats++;
          else emit(draft, arrival, out);
        counters.readings[account!.codec] += out.readings.length - before;
        if (decoded.unknown || decoded.problem) {
          tally.partly++;
          setPartsAside(decoded, item, idOf(i), { memory, out, counters });
        } else tally.read++;
        break;
      }
      default:
        tally[decoded.is]++;
        setAside(decoded, item, idOf(i), { memory, out, counters });
    }
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
        ...(draft.heard && { heard: true }),
        received: arrival.received,
      });
      break;
    }
    case 'answered': {
      const { command, ok, detail, plan } = draft;
      const said = { command, ok, ...(detail && { detail }) };
      out.receipts.push({ type: 'receipt', device: plan.device.id, ...said, received: arrival.received });
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

interface Aside {
  memory: DecodeMemory;
  out: DecodedBatch;
  counters: IngestCounters;
}

/** The packet is kept although part of it went through: what was left out can be fetched when a map knows it. */
function setPartsAside({ problem, unknown }: Items, packet: Packet, id: string, aside: Aside): void {
  if (problem) setAside(problem, packet, id, aside);
  if (!unknown) return;
  const { plan, keys } = unknown;
  const fresh = freshKeys(plan, keys, aside.memory);
  if (fresh.length > 0)
    setAside({ is: 'unrecognised', reason: REASONS.unknownKeys(fresh) }, packet, `${id}-keys`, aside, plan.device.id);
}

function setAside(problem: Problem, packet: Packet, id: string, aside: Aside, device?: string): void {
  const { memory, out, counters } = aside;
  const verdict = judgeLetter(packet.account, packet.payload.length, packet.received, memory.allowances);
  if (verdict.do !== 'keep') counters.notKept++;
  if (verdict.do === 'count') return;
  const letter = letterOf(problem, packet, id);
  if (device !== undefined) letter.device = device;
  if (verdict.do === 'tell') {
    delete letter.payload;
    letter.reason = REASONS.overQuota(verdict.counted, problem.reason);
  }
  out.letters.push(letter);
}

function freshKeys(plan: DevicePlan, keys: readonly string[], { unknown }: DecodeMemory): string[] {
  const { id } = plan.device;
  const said = unknown.get(id) ?? [];
  const fresh = keys.filter((key) => !said.includes(key)).slice(0, UNKNOWN_KEPT - said.length);
  if (fresh.length > 0) unknown.set(id, [...said, ...fresh]);
  return fresh;
}

export function letterOf(
  { is, reason }: Problem,
  { account, topic, payload, received }: Packet,
  id: string,
): DeadLetter {
  return { type: 'dead-letter', id, kind: is, reason, group: 'decode', account, topic, payload, received };
}
