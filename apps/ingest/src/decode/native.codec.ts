import { isMetric, type NativeTopic, type Packet, parseNativeTopic } from '#hub/contracts';
import { readNumber, readTime } from '#hub/field-map';
import { unknownOf } from './aliases.js';
import {
  type Decode,
  type Decoded,
  heardFrom,
  items,
  type Measured,
  measuredAnything,
  type Problem,
  put,
  undecodable,
  unrecognised,
} from './decoded.js';
import { BROKEN, isRecord, type JsonRecord, looksLikeValue, own, ownText, parseJson } from './json.js';
import { missing } from './missing.js';
import { isNativeIgnored } from './names.js';
import type { AccountPlan, DevicePlan } from './plan.js';
import { postedAddress } from './posted.js';
import { REASONS, short } from './reasons.js';
import { readEvents } from './native.events.js';
import { saidOnline } from './online.js';
import { timelessProblem } from './timeless.js';

const CACHED_TOPICS = 4096;
const MOST_UNKNOWN = 8;

/** Our own devices: `telemetry`, `events` and `status` below the device's own topic, or a packet posted over HTTP. */
export const decodeNative: Decode = (packet, account) => {
  if (packet.topic === account.posted) return decodePosted(packet, account);
  const topic = topicOf(packet, account);
  if (!topic) return unrecognised(REASONS.topic(packet.topic));
  const plan = account.deviceAt(topic.device);
  if (!plan) return missing(account, topic.device);
  if (topic.commune !== plan.device.commune) return unrecognised(REASONS.topic(packet.topic));
  const body = parseJson(packet.payload);
  if (topic.leaf === 'status') {
    const online = saidOnline(body, packet.payload);
    return online === undefined ? undecodable(REASONS.badStatus) : items({ is: 'link', plan, online });
  }
  if (topic.leaf === 'ack') return readAnswer(plan, topic.command!, body);
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

/** `{"ok": true}` or `{"ok": false, "detail": "…"}`. Whoever answers is alive. */
function readAnswer(plan: DevicePlan, command: string, body: unknown): Decoded {
  const ok = isRecord(body) ? own(body, 'ok') : undefined;
  if (typeof ok !== 'boolean') return undecodable(REASONS.badAnswer);
  const detail = ownText(body as JsonRecord, 'detail');
  return items({ is: 'answered', plan, command, ok, ...(detail && { detail: short(detail) }) }, heardFrom(plan));
}

/** A device posts for itself; a gateway names the device in each record, where it has several. */
function decodePosted(packet: Packet, account: AccountPlan): Decoded {
  const body = parseJson(packet.payload);
  if (body === BROKEN) return undecodable(packet.payload.length === 0 ? REASONS.empty : REASONS.notJson);
  const planOf = (record: JsonRecord): DevicePlan | Problem => {
    const address = account.gateway ? postedAddress(record, account) : account.id;
    if (address === undefined) return unrecognised(REASONS.noAddress);
    return account.deviceAt(address) ?? missing(account, address);
  };
  if (Array.isArray(body)) return readBacklog(body, planOf);
  if (!isRecord(body)) return undecodable(REASONS.notRecord);
  const plan = planOf(body);
  return isPlan(plan) ? readOne(plan, body) : plan;
}

const isPlan = (found: DevicePlan | Problem): found is DevicePlan => !('is' in found);

function readTelemetry(plan: DevicePlan, body: unknown): Decoded {
  if (Array.isArray(body)) return readBacklog(body, () => plan);
  return isRecord(body) ? readOne(plan, body) : undecodable(REASONS.notRecord);
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
function readBacklog(list: readonly unknown[], planOf: (record: JsonRecord) => DevicePlan | Problem): Decoded {
  if (list.length === 0) return undecodable(REASONS.empty);
  const drafts: Measured[] = [];
  const unknown: string[] = [];
  let broken = 0;
  let foreign: Problem | undefined;
  for (const element of list) {
    const plan = isRecord(element) ? planOf(element) : undefined;
    if (!plan) broken++;
    else if (!isPlan(plan)) foreign ??= plan;
    else {
      const measured = measure(plan, element as JsonRecord, unknown);
      if (measuredAnything(measured)) drafts.push(measured);
    }
  }
  const problem = broken > 0 ? undecodable(REASONS.someNotRecords(broken)) : (foreign ?? timelessProblem(drafts));
  if (drafts.length === 0) return problem ?? unrecognised(REASONS.nothingKnown(unknown));
  return { is: 'items', drafts, ...unknownOf(drafts[0]!.plan, unknown), ...(problem && { problem }) };
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
