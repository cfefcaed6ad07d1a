import { isMetric, type NativeTopic, type Packet, parseNativeTopic, topics } from '#hub/contracts';
import { unknownOf } from './aliases.js';
import {
  type Decode,
  type Decoded,
  type Draft,
  IGNORED,
  items,
  type Measured,
  measuredAnything,
  put,
  undecodable,
  unrecognised,
} from './decoded.js';
import { isRecord, type JsonRecord, looksLikeValue, own, ownText, parseJson, BROKEN } from './json.js';
import { missing } from './missing.js';
import { isNativeIgnored } from './names.js';
import { readNumber } from './number.js';
import type { AccountPlan, DevicePlan } from './plan.js';
import { REASONS } from './reasons.js';
import { readTime } from './time.js';
import { readEvents } from './native.events.js';
import { saidOnline } from './online.js';

const CACHED_TOPICS = 4096;
const MOST_UNKNOWN = 8;

/** Our own devices: `telemetry`, `events` and `status` below the device's own topic, or a packet posted over HTTP. */
export const decodeNative: Decode = (packet, account) => {
  if (packet.topic === topics.http(account.id)) return decodePosted(packet, account);
  const topic = topicOf(packet, account);
  if (!topic) return unrecognised(REASONS.topic(packet.topic));
  const plan = account.deviceAt(topic.device);
  if (!plan) return missing(account, topic.device);
  if (topic.commune !== plan.device.commune) return unrecognised(REASONS.topic(packet.topic));
  if (topic.leaf === 'ack') return IGNORED;
  const body = parseJson(packet.payload);
  if (topic.leaf === 'status') {
    const online = saidOnline(body, packet.payload);
    return online === undefined ? undecodable(REASONS.badStatus) : items({ is: 'link', plan, online });
  }
  if (body === BROKEN) return undecodable(packet.payload.length === 0 ? REASONS.empty : REASONS.notJson);
  return topic.leaf === 'events' ? readEvents(plan, body) : readTelemetry(plan, body);
};

function topicOf({ topic }: Packet, { topics: known }: AccountPlan): NativeTopic | undefined {
  let parsed = known.get(topic);
  if (parsed || known.has(topic)) return parsed;
  parsed = parseNativeTopic(topic);
  if (known.size >= CACHED_TOPICS) known.clear();
  known.set(topic, parsed);
  return parsed;
}

/** A device posts for itself; a gateway names the device in the packet. */
function decodePosted(packet: Packet, account: AccountPlan): Decoded {
  const body = parseJson(packet.payload);
  if (body === BROKEN) return undecodable(packet.payload.length === 0 ? REASONS.empty : REASONS.notJson);
  if (!account.gateway) {
    const plan = account.deviceAt(account.id);
    return plan ? readTelemetry(plan, body) : missing(account, account.id);
  }
  const first = Array.isArray(body) ? (body as unknown[])[0] : body;
  const address = isRecord(first) ? ownText(first, 'device') : undefined;
  if (address === undefined) return unrecognised(REASONS.noAddress);
  const plan = account.deviceAt(address);
  return plan ? readTelemetry(plan, body, address) : missing(account, address);
}

function readTelemetry(plan: DevicePlan, body: unknown, address?: string): Decoded {
  if (!Array.isArray(body)) return isRecord(body) ? readOne(plan, body) : undecodable(REASONS.notRecord);
  return body.length === 0 ? undecodable(REASONS.empty) : readBacklog(plan, body, address);
}

function readOne(plan: DevicePlan, record: JsonRecord): Decoded {
  const unknown: string[] = [];
  const measured = measure(plan, record, unknown);
  if (!measuredAnything(measured)) return unrecognised(REASONS.nothingKnown(unknown));
  const read = items(measured);
  if (unknown.length > 0) read.unknown = { plan, keys: unknown };
  return read;
}

/** What could be read is kept although something beside it could not. */
function readBacklog(plan: DevicePlan, list: readonly unknown[], address?: string): Decoded {
  const drafts: Draft[] = [];
  const unknown: string[] = [];
  let broken = 0;
  let timeless = 0;
  let foreign: string | undefined;
  for (const element of list) {
    if (!isRecord(element)) {
      broken++;
      continue;
    }
    const named = address === undefined ? undefined : ownText(element, 'device');
    if (named !== undefined && named !== address) {
      foreign ??= named;
      continue;
    }
    const measured = measure(plan, element, unknown);
    if (!measuredAnything(measured)) continue;
    if (measured.ts === undefined) timeless++;
    drafts.push(measured);
  }
  const problem =
    broken > 0
      ? undecodable(REASONS.someNotRecords(broken))
      : foreign !== undefined
        ? unrecognised(REASONS.notRegistered(foreign))
        : timeless > 1
          ? unrecognised(REASONS.manyWithoutTime(timeless))
          : undefined;
  if (drafts.length === 0) return problem ?? unrecognised(REASONS.nothingKnown(unknown));
  return { is: 'items', drafts, ...unknownOf(plan, unknown), ...(problem && { problem }) };
}

function measure(plan: DevicePlan, record: JsonRecord, unknown: string[]): Measured {
  const into: Measured = { is: 'measured', plan, ts: readTime(own(record, 'ts'), 'any'), values: {} };
  for (const key in record) {
    if (isMetric(key)) put(into, key, readNumber(record[key], key));
    else if (!isNativeIgnored(key) && unknown.length < MOST_UNKNOWN && looksLikeValue(record[key]))
      if (!unknown.includes(key)) unknown.push(key);
  }
  return into;
}
