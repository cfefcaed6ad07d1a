import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type ProvisioningReply, topics } from '#hub/contracts';
import { RawClient } from '../../apps/broker/src/testing/raw-client.js';
import { type Incoming, publishPacket, subscribePacket } from '../../apps/broker/src/testing/wire.js';

/** Boxes on lines written by hand: hundreds of clients of a library would be what is measured. */
export interface Box {
  /** What it comes with to be given an account. */
  username: string;
  password: string;
  /** Its label's code, or what it calls itself. */
  name: string;
  /** Of one with a batch key: made up at its first start, and kept. */
  proof?: string;
}
export type BoxAccount = Extract<ProvisioningReply, { state: 'account' }>;

export const newProof = (): string => randomBytes(16).toString('base64url');

/** As long a box that is not let in goes on trying, and rests in between. */
const GIVES_UP_MS = 120_000;
const RESTS_MS = 1000;
/** Few come from one address: what is allowed of one is not what is measured. */
const ADDRESSES = 200;
export const addressOf = (i: number) => `127.0.1.${(i % ADDRESSES) + 1}`;

/** The i-th box tries once: its line, or what CONNACK says against it; undefined where the line broke. */
export async function knock(
  port: number,
  i: number,
  username: string,
  password: string,
  clientId = username,
): Promise<RawClient | number | undefined> {
  const line = await RawClient.open(port, addressOf(i)).catch(() => undefined);
  line?.connect(username, password, { clientId });
  const code = await line?.packet('connack').then(
    ({ body }) => body[1],
    () => undefined,
  );
  if (code === 0) return line;
  line?.destroy();
  return code;
}

/** The i-th box connects, until it is let in. */
export async function enter(...who: Parameters<typeof knock>): Promise<RawClient> {
  const deadline = performance.now() + GIVES_UP_MS;
  for (;;) {
    const line = await knock(...who);
    if (line instanceof RawClient) return line;
    if (performance.now() > deadline) throw new Error(`${who[2]} was not let in: CONNACK ${line}`);
    await delay(RESTS_MS);
  }
}

/** The i-th box asks for its account, and waits for it as long as it takes; comes again when its line breaks. */
export async function accountOf(port: number, i: number, box: Box): Promise<BoxAccount> {
  for (;;) {
    const line = await enter(port, i, box.username, box.password, box.name);
    const told = await ask(line, box).catch(() => undefined);
    line.destroy();
    if (told?.state === 'refused') throw new Error(`${box.name}: ${told.words}`);
    if (told) return told;
  }
}

async function ask(line: RawClient, { name, proof }: Box): Promise<Exclude<ProvisioningReply, { state: 'waiting' }>> {
  line.send(
    subscribePacket(1, topics.provisioningReply(name)),
    publishPacket(topics.provisioningRequest, JSON.stringify({ proof }), { qos: 1, id: 2 }),
  );
  for (let n = 0; ; n++) {
    const reply = replyIn(await line.packet('publish', n));
    if (reply.state !== 'waiting') return reply;
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

/** What a delivery with QoS 1 says: after its topic and its number. */
export const contentOf = ({ body }: Incoming): unknown =>
  JSON.parse(body.subarray(2 + body.readUInt16BE(0) + 2).toString());
const replyIn = (packet: Incoming) => contentOf(packet) as ProvisioningReply;
