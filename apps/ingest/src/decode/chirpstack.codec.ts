import type { Packet } from '#hub/contracts';
import { readNumber, readTime } from '#hub/field-map';
import { measuredOrProblem, readByName, readingInto } from './aliases.js';
import {
  type Decode,
  type Decoded,
  heardFrom,
  IGNORED,
  items,
  type Measured,
  put,
  undecodable,
  unrecognised,
} from './decoded.js';
import { applyFieldMap } from './fields.js';
import { BROKEN, isRecord, type JsonRecord, own, ownText, parseJson } from './json.js';
import { missing } from './missing.js';
import type { AccountPlan, DevicePlan } from './plan.js';
import { REASONS, short } from './reasons.js';

const TOPIC = /^application\/[^/]+\/device\/([^/]+)\/event\/([a-z]+)$/;
const KNOWN_EVENTS = new Set(['ack', 'txack', 'log', 'location', 'integration']);
/** Charge is a percentage, 255 = not measured (LoRaWAN DevStatusAns via ChirpStack is -1 then). */
const UNKNOWN_CHARGE = -1;

/** ChirpStack v4: the vendor's decoder runs there, its `object` is read here. */
export const decodeChirpstack: Decode = (packet, account) => {
  const topic = TOPIC.exec(packet.topic);
  const posted = packet.topic === account.posted;
  if (!topic && !posted) return unrecognised(REASONS.topic(packet.topic));
  const event = topic?.[2];
  if (event !== undefined && KNOWN_EVENTS.has(event)) return IGNORED;
  const body = parseJson(packet.payload);
  if (body === BROKEN) return undecodable(packet.payload.length === 0 ? REASONS.empty : REASONS.notJson);
  if (!isRecord(body)) return undecodable(REASONS.notRecord);
  const info = own(body, 'deviceInfo');
  const address = (isRecord(info) ? ownText(info, 'devEui') : undefined) ?? topic?.[1];
  if (address === undefined) return unrecognised(REASONS.noAddress);
  const plan = account.deviceAt(address);
  if (!plan) return missing(account, address);
  return decodeEvent(event ?? eventOfBody(body), plan, body, account, packet);
};

/** Over HTTP the event's name is in the query, which is not kept: its fields tell. */
const eventOfBody = (body: JsonRecord): string =>
  own(body, 'batteryLevel') !== undefined
    ? 'status'
    : own(body, 'fCnt') !== undefined || own(body, 'object')
      ? 'up'
      : '';

function decodeEvent(event: string, plan: DevicePlan, body: JsonRecord, account: AccountPlan, packet: Packet): Decoded {
  switch (event) {
    case 'up':
      return decodeUplink(plan, body, account);
    case 'status':
      return decodeStatus(plan, body);
    case 'join':
      return items(heardFrom(plan));
    default:
      return unrecognised(REASONS.topic(packet.topic));
  }
}

function decodeUplink(plan: DevicePlan, body: JsonRecord, account: AccountPlan): Decoded {
  const object = own(body, 'object');
  const into = begin(plan, body);
  if (account.fieldMap) applyFieldMap(account.fieldMap, body, into);
  if (!isRecord(object)) {
    // an uplink without a payload is how a node says that it lives
    if (!into.marks && Object.keys(into.values).length === 0)
      return own(body, 'data') ? unrecognised(REASONS.noDecoder) : items(heardFrom(plan));
    return items(into);
  }
  const reading = readingInto(into);
  readByName(reading, object);
  const result = measuredOrProblem(into, reading.unknown);
  // after the verdict: a node whose values nobody knows is not known by its signal strength
  if (result.is === 'items') readLink(body, into);
  return result;
}

function decodeStatus(plan: DevicePlan, body: JsonRecord): Decoded {
  const into = begin(plan, body);
  const charge = readNumber(own(body, 'batteryLevel'), 'battery');
  if (own(body, 'batteryLevelUnavailable') !== true && own(body, 'externalPowerSource') !== true)
    if (charge > UNKNOWN_CHARGE) put(into, 'battery', charge);
  return Object.keys(into.values).length > 0 ? items(into) : items(heardFrom(plan));
}

function begin(plan: DevicePlan, body: JsonRecord): Measured {
  const id = ownText(body, 'deduplicationId');
  const ts = readTime(own(body, 'time') ?? gatewayTime(body), 'iso');
  return { is: 'measured', plan, ts, values: {}, ...(id !== undefined && { repeatKey: short(id) }) };
}

const receptions = (body: JsonRecord): JsonRecord[] => {
  const list = own(body, 'rxInfo');
  return Array.isArray(list) ? (list as unknown[]).slice(0, 32).filter(isRecord) : [];
};
const gatewayTime = (body: JsonRecord): unknown => {
  const first = receptions(body)[0];
  return first && (own(first, 'nsTime') ?? own(first, 'gwTime'));
};

/** Signal of the gateway that heard it best. */
function readLink(body: JsonRecord, into: Measured): void {
  let best: { rssi: number; snr: number } | undefined;
  for (const reception of receptions(body)) {
    const rssi = readNumber(own(reception, 'rssi'), 'rssi');
    if (rssi > (best?.rssi ?? -Infinity)) best = { rssi, snr: readNumber(own(reception, 'snr'), 'snr') };
  }
  if (!best) return;
  put(into, 'rssi', best.rssi);
  if (!Number.isNaN(best.snr)) put(into, 'snr', best.snr);
}
