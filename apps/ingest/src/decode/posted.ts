import type { Packet } from '#hub/contracts';
import { BROKEN, isRecord, type JsonRecord, own, ownText, parseJson, textOf } from './json.js';
import type { AccountPlan, DevicePlan } from './plan.js';

/** How a form begins: the name of its first field. */
const FORM = /^\s*[\w.%[\]+-]{1,100}=/;
const MOST_FIELDS = 500;
const LONGEST_TOPIC = 512;

/**
 * A packet that came over HTTP, as the codecs read it. A form becomes the object that its fields make. Bridges post what
 * they heard over MQTT as `{"topic","payload"}`: that is taken apart again, except where a field map says what stands
 * where. Anything else stays as it is.
 */
export function openPosted(packet: Packet, { codec }: AccountPlan): Packet {
  const body = parseJson(packet.payload);
  if (body === BROKEN) {
    const form = parseForm(textOf(packet.payload));
    return form ? withPayload(packet, form) : packet;
  }
  if (codec === 'generic' || !isRecord(body)) return packet;
  const topic = ownText(body, 'topic');
  const payload = own(body, 'payload');
  if (topic === undefined || payload === undefined) return packet;
  return withPayload({ ...packet, topic: topic.slice(0, LONGEST_TOPIC) }, payload);
}

function withPayload(packet: Packet, payload: unknown): Packet {
  if (typeof payload === 'string') return { ...packet, payload: Buffer.from(payload) };
  try {
    return { ...packet, payload: Buffer.from(JSON.stringify(payload)) };
  } catch {
    // nested deeper than anything that measures
    return packet;
  }
}

/** Fields of a form. A value that is JSON itself (`data={"ph":7}`) is read as such. */
function parseForm(text: string): JsonRecord | undefined {
  if (!FORM.test(text)) return undefined;
  const pairs = [...new URLSearchParams(text.trim())].slice(0, MOST_FIELDS);
  return Object.fromEntries(pairs.map(([name, value]) => [name, valueOf(value)]));
}

function valueOf(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  const value = parseJson(Buffer.from(text));
  return value === BROKEN ? text : value;
}

/** Without a topic the packet itself has to say which device it means, where the account has several. */
export function postedAddress(body: unknown, account: AccountPlan): string | undefined {
  const named = isRecord(body) ? own(body, 'device') : undefined;
  if (typeof named === 'string') return named;
  // Zigbee2MQTT with `include_device_information`
  if (isRecord(named)) return ownText(named, 'friendlyName') ?? ownText(named, 'friendly_name');
  return account.devices.length === 1 ? addressOf(account.devices[0]!) : undefined;
}

const addressOf = ({ device }: DevicePlan): string => device.address ?? device.id;
