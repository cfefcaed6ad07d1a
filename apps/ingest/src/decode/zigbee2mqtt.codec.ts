import type { Packet } from '#hub/contracts';
import { readTime } from '#hub/field-map';
import { measuredOrProblem, readByName, readingInto } from './aliases.js';
import {
  type Decode,
  type Decoded,
  heardFrom,
  IGNORED,
  items,
  type Measured,
  undecodable,
  unrecognised,
} from './decoded.js';
import { applyFieldMap } from './fields.js';
import { BROKEN, isRecord, type JsonRecord, own, parseJson } from './json.js';
import { eventName, plain } from './names.js';
import { missing } from './missing.js';
import { saidOnline } from './online.js';
import type { AccountPlan, DevicePlan } from './plan.js';
import { postedAddress } from './posted.js';
import { REASONS } from './reasons.js';

/** Friendly names may hold slashes; what the coordinator says of itself and what others ask of devices is not data. */
const TOPIC = /^[^/]+\/(.+?)(?:\/(availability|set|get))?$/;
const BRIDGE = 'bridge/';

export const decodeZigbee2mqtt: Decode = (packet, account) => {
  if (packet.topic === account.posted) return decodePosted(packet, account);
  const topic = TOPIC.exec(packet.topic);
  if (!topic) return unrecognised(REASONS.topic(packet.topic));
  const [, address, leaf] = topic as unknown as [string, string, string | undefined];
  if (address.startsWith(BRIDGE) || leaf === 'set' || leaf === 'get') return IGNORED;
  const plan = account.deviceAt(address);
  if (!plan) return missing(account, address);
  const body = parseJson(packet.payload);
  if (leaf === 'availability') {
    const online = saidOnline(body, packet.payload);
    return online === undefined ? undecodable(REASONS.badStatus) : items({ is: 'link', plan, online });
  }
  if (body === BROKEN) return undecodable(packet.payload.length === 0 ? REASONS.empty : REASONS.notJson);
  return isRecord(body) ? decodeState(plan, body, account) : undecodable(REASONS.notRecord);
};

function decodePosted(packet: Packet, account: AccountPlan): Decoded {
  const body = parseJson(packet.payload);
  if (body === BROKEN) return undecodable(packet.payload.length === 0 ? REASONS.empty : REASONS.notJson);
  if (!isRecord(body)) return undecodable(REASONS.notRecord);
  const address = postedAddress(body, account);
  if (address === undefined) return unrecognised(REASONS.noAddress);
  const plan = account.deviceAt(address);
  return plan ? decodeState(plan, body, account) : missing(account, address);
}

function decodeState(plan: DevicePlan, body: JsonRecord, account: AccountPlan): Decoded {
  const ts = readTime(own(body, 'last_seen'), 'any');
  const into: Measured = { is: 'measured', plan, ts, values: {} };
  if (account.fieldMap) applyFieldMap(account.fieldMap, body, into);
  const reading = readingInto(into);
  readByName(reading, body);
  const result = measuredOrProblem(into, reading.unknown);
  const detections = eventsOf(plan, body, ts);
  if (result.is === 'items') result.drafts.push(...detections.drafts);
  else if (detections.drafts.length > 0) return items(...detections.drafts);
  // a contact or a leak sensor at rest says that it is there, and nothing else
  else if (detections.known) return items(heardFrom(plan));
  return result;
}

/** Every report repeats the state: `true` tells of an occurrence, `false` that nothing happens. */
function eventsOf(plan: DevicePlan, body: JsonRecord, ts: number | undefined) {
  const drafts: Parameters<typeof items> = [];
  let known = false;
  for (const key in body) {
    if (typeof body[key] !== 'boolean') continue;
    const event = eventName('zigbee2mqtt', plain(key));
    known ||= plan.lookUp(key) === 'ignored';
    if (event !== undefined && body[key]) drafts.push({ is: 'happened', plan, ts, event, phase: 'start' });
  }
  return { drafts, known };
}
