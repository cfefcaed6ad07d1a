/** MQTT 3.1.1 by hand: tests must be able to say what no client library would. */
const KINDS = {
  1: 'connect',
  2: 'connack',
  3: 'publish',
  4: 'puback',
  5: 'pubrec',
  6: 'pubrel',
  7: 'pubcomp',
  9: 'suback',
  11: 'unsuback',
  13: 'pingresp',
} as const;
export type Kind = (typeof KINDS)[keyof typeof KINDS];

export interface Incoming {
  kind: Kind;
  body: Buffer;
  /** Packet number, where the kind has one at its start. */
  id: number;
}
export interface ConnectOptions {
  clientId?: string;
  clean?: boolean;
  /** Seconds. */
  keepalive?: number;
  protocol?: { name: string; version: number };
  will?: { topic: string; payload: string; qos?: 0 | 1; retain?: boolean };
}
export interface PublishOptions {
  qos?: 0 | 1 | 2;
  id?: number;
  dup?: boolean;
  retain?: boolean;
}

const number = (n: number) => Buffer.from([n >> 8, n & 255]);
const text = (value: string | Buffer) => {
  const bytes = Buffer.from(value as string);
  return Buffer.concat([number(bytes.length), bytes]);
};

export function remainingLength(length: number): Buffer {
  const bytes: number[] = [];
  let rest = length;
  do {
    const digit = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? digit | 128 : digit);
  } while (rest > 0);
  return Buffer.from(bytes);
}
export const packet = (header: number, ...body: Uint8Array[]): Buffer => {
  const bytes = Buffer.concat(body);
  return Buffer.concat([Buffer.from([header]), remainingLength(bytes.length), bytes]);
};

export function connectPacket(username?: string, password?: string, options: ConnectOptions = {}): Buffer {
  const { clientId = 'raw', clean = true, keepalive = 60, will } = options;
  const { name, version } = options.protocol ?? { name: 'MQTT', version: 4 };
  let flags = clean ? 2 : 0;
  if (username !== undefined) flags |= 0x80;
  if (password !== undefined) flags |= 0x40;
  if (will) flags |= 4 | ((will.qos ?? 0) << 3) | (will.retain ? 0x20 : 0);
  const parts = [text(name), Buffer.from([version, flags]), number(keepalive)];
  if (version === 5) parts.push(Buffer.from([0]));
  parts.push(text(clientId));
  if (will) parts.push(text(will.topic), text(will.payload));
  if (username !== undefined) parts.push(text(username));
  if (password !== undefined) parts.push(text(password));
  return packet(0x10, ...parts);
}

export function publishPacket(topic: string, payload: string | Buffer, options: PublishOptions = {}): Buffer {
  const { qos = 0, id = 1, dup, retain } = options;
  const header = 0x30 | (dup ? 8 : 0) | (qos << 1) | (retain ? 1 : 0);
  return packet(header, text(topic), ...(qos > 0 ? [number(id)] : []), Buffer.from(payload as string));
}
export const pubrelPacket = (id: number) => packet(0x62, number(id));
export const subscribePacket = (id: number, ...filters: string[]) =>
  packet(0x82, number(id), ...filters.flatMap((filter) => [text(filter), Buffer.from([1])]));
export const unsubscribePacket = (id: number, filter: string) => packet(0xa2, number(id), text(filter));
export const pingPacket = packet(0xc0);
export const disconnectPacket = packet(0xe0);

/** The first whole packet of the bytes, and how long it is. */
export function take(bytes: Buffer): { packet: Incoming; length: number } | undefined {
  let body = 0;
  let at = 1;
  for (let shift = 1; ; shift *= 128) {
    const digit = bytes[at++];
    if (digit === undefined) return undefined;
    body += (digit & 127) * shift;
    if (digit < 128) break;
  }
  if (bytes.length < at + body) return undefined;
  const content = bytes.subarray(at, at + body);
  const kind = KINDS[(bytes[0]! >> 4) as keyof typeof KINDS];
  return { packet: { kind, body: content, id: content.length >= 2 ? content.readUInt16BE(0) : 0 }, length: at + body };
}
