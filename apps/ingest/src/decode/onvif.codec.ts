import { readTime } from '#hub/field-map';
import { type Decode, type Decoded, type Happened, IGNORED, items, undecodable, unrecognised } from './decoded.js';
import { BROKEN, isRecord, type JsonRecord, own, parseJson } from './json.js';
import { eventName } from './names.js';
import { missing } from './missing.js';
import { zonesOf } from './native.events.js';
import type { DevicePlan } from './plan.js';
import { REASONS } from './reasons.js';

const MARK = '/onvif-ej/';
/** Data items whose value says whether the thing goes on. */
const STATES = ['State', 'IsMotion', 'IsInside', 'IsLoitering', 'LogicalState', 'Motion', 'Alarm'];
const YES = new Set(['true', '1', 'active', 'open']);
const NO = new Set(['false', '0', 'inactive', 'closed']);
const MOST_ITEMS = 64;

/** ONVIF Profile M events as JSON: `{camera}/onvif-ej/{topic}/&{source}`, in the compact and the SimpleItem form. */
export const decodeOnvif: Decode = (packet, account) => {
  const at = packet.topic.indexOf(MARK);
  // what is posted bare does not say which event it is
  if (packet.topic === account.posted) return unrecognised(REASONS.noTopic);
  if (at < 1) return unrecognised(REASONS.topic(packet.topic));
  const address = packet.topic.slice(0, at);
  const plan = account.deviceAt(address);
  if (!plan) return missing(account, address);
  const name = topicName(packet.topic.slice(at + MARK.length));
  const body = parseJson(packet.payload);
  if (body === BROKEN) return undecodable(packet.payload.length === 0 ? REASONS.empty : REASONS.notJson);
  if (!isRecord(body)) return undecodable(REASONS.notRecord);
  const event = nameOf(name);
  return event === undefined ? unrecognised(REASONS.unknownEvent(name)) : readEvent(plan, event, body);
};

/** Without namespaces (`tns1:`) and without the sources (`&1`) that end it. */
function topicName(rest: string): string {
  const levels = rest.split('/');
  const end = levels.findIndex((level) => level.startsWith('&'));
  return levels
    .slice(0, end < 0 ? undefined : end)
    .map((level) => level.slice(level.indexOf(':') + 1))
    .join('/');
}

/** Vendors nest the same detector differently: the last two levels say what it is, or the last one. */
function nameOf(topic: string): string | undefined {
  const levels = topic.split('/');
  return eventName('onvif', levels.slice(-2).join('/')) ?? eventName('onvif', levels.at(-1)!);
}

function readEvent(plan: DevicePlan, event: string, body: JsonRecord): Decoded {
  // on each new connection a camera says anew what it said before
  if (own(body, 'PropertyOperation') === 'Initialized') return IGNORED;
  const phase = phaseOf(itemsOf(own(body, 'Data')));
  const rule = itemsOf(own(body, 'Source')).get('Rule');
  const zones = zonesOf(rule);
  const ts = readTime(own(body, 'UtcTime'), 'iso');
  return items({ is: 'happened', plan, ts, event, phase, ...(zones.length > 0 && { zones }) });
}

function phaseOf(data: ReadonlyMap<string, unknown>): Happened['phase'] {
  for (const name of STATES) {
    const said = String(data.get(name) ?? '').toLowerCase();
    if (YES.has(said)) return 'start';
    if (NO.has(said)) return 'end';
  }
  return 'start';
}

/** Both ways in which a set of named items is written. */
function itemsOf(set: unknown): Map<string, unknown> {
  const found = new Map<string, unknown>();
  if (!isRecord(set)) return found;
  const simple = own(set, 'SimpleItem');
  if (simple === undefined) {
    for (const key in set) if (found.size < MOST_ITEMS && !isObject(set[key])) found.set(key, set[key]);
    return found;
  }
  for (const item of (Array.isArray(simple) ? (simple as unknown[]) : [simple]).slice(0, MOST_ITEMS)) {
    if (!isRecord(item)) continue;
    const name = own(item, 'Name');
    const value = own(item, 'Value');
    if (typeof name === 'string' && !isObject(value)) found.set(name, value);
  }
  return found;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
