import type { Packet } from '#hub/contracts';
import { readNumber, readTime } from '#hub/field-map';
import { measuredOrProblem, readByName, readingInto, unitsOf } from './aliases.js';
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
import { BROKEN, isRecord, type JsonRecord, own, ownText, parseJson, textOf } from './json.js';
import { missing } from './missing.js';
import { saidOnline } from './online.js';
import type { AccountPlan, DevicePlan } from './plan.js';
import { postedAddress } from './posted.js';
import { REASONS } from './reasons.js';

/** `%prefix%/%topic%/` (the default) or `%topic%/%prefix%/`; a topic may have several levels. */
const PREFIX_FIRST = /^(tele|stat|cmnd)\/(.+)\/([A-Za-z0-9_]+)$/;
const TOPIC_FIRST = /^(.+)\/(tele|stat|cmnd)\/([A-Za-z0-9_]+)$/;
const RELAY = /^POWER\d*$/;

export const decodeTasmota: Decode = (packet, account) => {
  if (packet.topic === account.posted) return decodePosted(packet, account);
  const parts = partsOf(packet.topic);
  if (!parts) return unrecognised(REASONS.topic(packet.topic));
  const { prefix, address, leaf } = parts;
  const plan = account.deviceAt(address);
  if (!plan) return missing(account, address);
  if (prefix === 'tele' && leaf === 'LWT') {
    const online = saidOnline(undefined, packet.payload);
    return online === undefined ? undecodable(REASONS.badStatus) : items({ is: 'link', plan, online });
  }
  if (prefix === 'stat' && RELAY.test(leaf)) return decodeRelay(plan, leaf, packet.payload);
  if (prefix !== 'tele' || (leaf !== 'SENSOR' && leaf !== 'STATE')) return IGNORED;
  const body = parseJson(packet.payload);
  if (body === BROKEN) return undecodable(packet.payload.length === 0 ? REASONS.empty : REASONS.notJson);
  if (!isRecord(body)) return undecodable(REASONS.notRecord);
  return leaf === 'SENSOR' ? decodeSensor(plan, body, account) : decodeState(plan, body);
};

/** A rule on the board can post its sensors; the board's own topic, or `device`, says which it is. */
function decodePosted(packet: Packet, account: AccountPlan): Decoded {
  const body = parseJson(packet.payload);
  if (body === BROKEN) return undecodable(packet.payload.length === 0 ? REASONS.empty : REASONS.notJson);
  if (!isRecord(body)) return undecodable(REASONS.notRecord);
  const address = ownText(body, 'Topic') ?? postedAddress(body, account);
  if (address === undefined) return unrecognised(REASONS.noAddress);
  const plan = account.deviceAt(address);
  return plan ? decodeSensor(plan, body, account) : missing(account, address);
}

function partsOf(topic: string): { prefix: string; address: string; leaf: string } | undefined {
  const first = PREFIX_FIRST.exec(topic);
  if (first) return { prefix: first[1]!, address: first[2]!, leaf: first[3]! };
  const last = TOPIC_FIRST.exec(topic);
  return last ? { prefix: last[2]!, address: last[1]!, leaf: last[3]! } : undefined;
}

/** Tasmota's `Time` is local time without a zone. */
const begin = (plan: DevicePlan, body: JsonRecord): Measured => ({
  is: 'measured',
  plan,
  ts: readTime(own(body, 'Time'), 'local'),
  values: {},
});

function decodeSensor(plan: DevicePlan, body: JsonRecord, account: AccountPlan): Decoded {
  const into = begin(plan, body);
  if (account.fieldMap) applyFieldMap(account.fieldMap, body, into);
  const reading = readingInto(into, unitsOf(body));
  readByName(reading, body);
  for (const key in body) {
    const sensor = body[key];
    if (isRecord(sensor)) readByName(reading, sensor, `${key}.`);
  }
  return measuredOrProblem(into, reading.unknown);
}

/** State of the board itself: its signal, and the relay where the profile has a pump. */
function decodeState(plan: DevicePlan, body: JsonRecord): Decoded {
  const into = begin(plan, body);
  const wifi = own(body, 'Wifi');
  const signal = isRecord(wifi) ? readNumber(own(wifi, 'Signal'), 'rssi') : NaN;
  if (!Number.isNaN(signal)) put(into, 'rssi', signal);
  const reading = readingInto(into);
  readByName(reading, body);
  return Object.keys(into.values).length > 0 ? items(into) : items(heardFrom(plan));
}

function decodeRelay(plan: DevicePlan, leaf: string, payload: Uint8Array): Decoded {
  const target = plan.lookUp(leaf);
  if (target === undefined || target === 'ignored') return IGNORED;
  const into: Measured = { is: 'measured', plan, ts: undefined, values: {} };
  put(into, target.metric, readNumber(textOf(payload), target.metric));
  return items(into);
}
