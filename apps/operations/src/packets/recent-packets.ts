import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type Device,
  type Packet,
  type Reading,
  type DeviceEvent,
  type DeviceStatus,
  parseNativeTopic,
  type Presence,
  STREAM,
} from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import { z } from 'zod';
import type { DeadLetterIndex } from '../dead-letters/dead-letter-index.js';
import { type ShownPayload, shownPayload } from './shown-payload.js';

/** What a packet became. */
export type Decoded = Reading | DeviceEvent | DeviceStatus;

export interface CommandAnswer {
  command: string;
  ok: boolean;
  /** The device's own words. */
  detail?: string;
}

/** A packet as it came, beside what was read out of it. */
export interface SeenPacket extends ShownPayload {
  account: string;
  topic: string;
  received: number;
  /** Bytes; what is shown is cut after the first 16 KB. */
  size: number;
  decoded: Decoded[];
  /** What the device answered to a command. */
  answer?: CommandAnswer;
  /** Set aside, wholly or in part: the open dead letter with its reason. */
  problem?: { id: string; kind: string; reason: string };
}
export interface SeenPackets {
  packets: SeenPacket[];
  /** The log was looked through back to here, milliseconds: what came before may be there still. */
  since?: number;
}

/** Items looked at: the log of a busy hub is long, and a page must not keep it from its work. */
const MOST_ITEMS = 20_000;
const ITEMS_A_TURN = 500;
const SHOWN_BYTES = 16_384;
/** A packet is in the log well before this, and what was read out of it, too. */
const SLACK_MS = 60_000;

export interface RecentPacketsDeps {
  log: Pick<EventLog, 'scanBack'>;
  letters: DeadLetterIndex;
  /** The devices that an account speaks for. */
  devicesOf(account: string): readonly Device[];
  presenceOf(device: string): Presence | undefined;
}

/**
 * The last packets of one device, newest first, from the end of the log. Where it has been quiet for long, from where it
 * was last heard.
 */
export async function recentPackets(deps: RecentPacketsDeps, device: Device, most: number): Promise<SeenPackets> {
  const found = await search(deps, device, most, undefined);
  const { lastSeen } = deps.presenceOf(device.id) ?? {};
  if (found.packets.length >= most || found.since === undefined || lastSeen === undefined || lastSeen >= found.since)
    return found;
  const earlier = await search(deps, device, most - found.packets.length, lastSeen + SLACK_MS);
  return { ...earlier, packets: [...found.packets, ...earlier.packets] };
}

async function search(
  { log, letters, devicesOf }: RecentPacketsDeps,
  device: Device,
  most: number,
  upTo: number | undefined,
): Promise<SeenPackets> {
  const account = device.gateway ?? device.id;
  const siblings = new Set(devicesOf(account).map(({ id }) => id));
  const decoded = new Map<number, Decoded[]>();
  for await (const item of someOf(log.scanBack(STREAM.readings, upTo))) {
    if (item.type === 'tick' || !siblings.has(item.device)) continue;
    const together = decoded.get(item.received);
    if (together) together.unshift(item);
    else decoded.set(item.received, [item]);
  }
  const packets: Packet[] = [];
  let since: number | undefined;
  let looked = 0;
  for await (const item of someOf(log.scanBack(STREAM.telemetry, upTo))) {
    looked++;
    since = item.received;
    if (item.type !== 'packet' || item.account !== account) continue;
    if (siblings.size > 1 && !concerns(item, device, decoded.get(item.received) ?? [])) continue;
    packets.push(item);
    if (packets.length >= most) break;
  }
  const setAside = await lettersOf(log, letters, account, upTo);
  return {
    packets: packets.map((packet) => {
      const problem = setAside.get(keyOf(packet));
      const answer = problem ? undefined : answerIn(packet);
      return {
        account,
        topic: packet.topic,
        received: packet.received,
        size: packet.payload.byteLength,
        ...shownPayload(packet.payload, SHOWN_BYTES),
        decoded: (decoded.get(packet.received) ?? []).filter(
          // that it is alive is no news of an answer
          (item) => item.device === device.id && !(answer && item.type === 'status'),
        ),
        ...(answer && { answer }),
        ...(problem && { problem }),
      };
    }),
    // the end of what is kept was reached: there is nothing earlier
    ...(looked >= MOST_ITEMS || packets.length >= most ? { since } : {}),
  };
}

/** A gateway's packet is of a device that it became readings of, or that it names. */
function concerns({ topic, payload }: Packet, { id, address = id }: Device, decoded: readonly Decoded[]): boolean {
  if (decoded.length > 0 && decoded.every((item) => item.device === id)) return true;
  return topic.split('/').includes(address) || Buffer.from(payload).includes(address);
}

const answerSchema = z.object({ ok: z.boolean(), detail: z.string().optional() });
function answerIn({ topic, payload }: Packet): CommandAnswer | undefined {
  const native = parseNativeTopic(topic);
  if (native?.leaf !== 'ack') return undefined;
  try {
    const { ok, detail } = answerSchema.parse(JSON.parse(Buffer.from(payload).toString()));
    return { command: native.command!, ok, ...(detail && { detail }) };
  } catch {
    return undefined;
  }
}

const keyOf = ({ received, topic }: { received: number; topic?: string }) => `${received} ${topic}`;

async function lettersOf(
  log: Pick<EventLog, 'scanBack'>,
  letters: DeadLetterIndex,
  account: string,
  upTo: number | undefined,
): Promise<Map<string, NonNullable<SeenPacket['problem']>>> {
  const found = new Map<string, NonNullable<SeenPacket['problem']>>();
  for await (const item of someOf(log.scanBack(STREAM.deadLetters, upTo))) {
    if (item.type !== 'dead-letter' || item.account !== account || !letters.position(item.id)) continue;
    const { id, kind, reason } = item;
    if (!found.has(keyOf(item))) found.set(keyOf(item), { id, kind, reason });
  }
  return found;
}

/** At most `MOST_ITEMS`, with turns for others in between. */
async function* someOf<T>(entries: Iterable<{ item: T }>): AsyncGenerator<T> {
  let n = 0;
  for (const { item } of entries) {
    yield item;
    if (++n >= MOST_ITEMS) return;
    if (n % ITEMS_A_TURN === 0) await nextTurn();
  }
}
