import { randomBytes } from 'node:crypto';
import type { ProvisioningReply } from '#hub/contracts';
import { topics } from '#hub/contracts';
import { RawClient } from '../../apps/broker/src/testing/raw-client.js';
import { type Incoming, publishPacket, subscribePacket } from '../../apps/broker/src/testing/wire.js';
import { sleep } from './processes.js';

/** Boxes on lines written by hand: a thousand clients of a library would be what is measured. */
export interface Box {
  /** What it comes with to be given an account. */
  username: string;
  password: string;
  /** Its label's code, or what it calls itself. */
  name: string;
}
export type BoxAccount = Extract<ProvisioningReply, { state: 'account' }>;

/** As far as a box that is not let in goes on trying, and how long it rests before it does. */
const GIVES_UP_MS = 120_000;
const RESTS_MS = 1000;
/** Every one of a few comes from an address of its own: what is allowed of one address is not what is measured. */
const ADDRESSES = 200;
const addressOf = (i: number) => `127.0.1.${(i % ADDRESSES) + 1}`;

/** The i-th box connects, until it is let in. */
export async function enter(port: number, i: number, username: string, password: string, clientId = username) {
  const deadline = performance.now() + GIVES_UP_MS;
  for (;;) {
    const line = await RawClient.open(port, addressOf(i)).catch(() => undefined);
    line?.connect(username, password, { clientId });
    const code = await line?.packet('connack').then(
      ({ body }) => body[1],
      () => undefined,
    );
    if (line && code === 0) return line;
    line?.destroy();
    if (performance.now() > deadline) throw new Error(`${username} was not let in: CONNACK ${code}`);
    await sleep(RESTS_MS);
  }
}

/** The i-th box asks for its account, and waits for it for as long as it takes. */
export async function accountOf(port: number, i: number, { username, password, name }: Box): Promise<BoxAccount> {
  const line = await enter(port, i, username, password, name);
  const proof = randomBytes(16).toString('base64url');
  line.send(
    subscribePacket(1, topics.provisioningReply(name)),
    publishPacket(topics.provisioningRequest, JSON.stringify({ proof }), { qos: 1, id: 2 }),
  );
  for (let n = 0; ; n++) {
    const reply = replyIn(await line.packet('publish', n));
    if (reply.state === 'refused') throw new Error(`${name}: ${reply.words}`);
    if (reply.state === 'waiting') continue;
    line.destroy();
    return reply;
  }
}

/** A packet is sent and acknowledged. */
export async function say(line: RawClient, topic: string, payload: string): Promise<void> {
  const before = line.all('puback').length;
  line.send(publishPacket(topic, payload, { qos: 1, id: (before % 65_535) + 1 }));
  await line.packet('puback', before);
}

/** Listens as a device does: for commands and for its configuration. */
export async function listen(
  line: RawClient,
  { commands, config }: Pick<BoxAccount['topics'], 'commands' | 'config'>,
): Promise<void> {
  line.send(subscribePacket(1, commands, config));
  await line.packet('suback');
}

/** A delivery with QoS 1: topic, number, content. */
function replyIn({ body }: Incoming): ProvisioningReply {
  return JSON.parse(body.subarray(2 + body.readUInt16BE(0) + 2).toString()) as ProvisioningReply;
}
