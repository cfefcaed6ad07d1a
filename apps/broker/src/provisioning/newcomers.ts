import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import {
  batchAccount,
  claimAccount,
  idSchema,
  type Newcomer as Name,
  provisioningRequestSchema,
  type RefusalReason,
  topics,
} from '#hub/contracts';
import type { RefusalLog } from '#hub/event-log';
import type { Asking, Credentials, Handed, Welcome } from '#hub/registry';
import type { Clock } from '#hub/service-kit';
import type { PublishPacket } from 'aedes';
import { AccountRates } from '../limits/account-rates.js';
import { LIMITS } from '../limits/limits.js';
import type { HubClient, PublishDone } from '../mqtt/hub-aedes.js';
import { RefusedError } from '../refusals/refused.error.js';
import { FailedTries } from './failed-tries.js';
import { Gathered } from '#hub/service-kit';
import type { ProvisioningPort } from './registry.port.js';
import { replyTo } from './replies.js';

export interface NewcomersDeps {
  registry: ProvisioningPort;
  /** Reads the registry into the directory again. */
  refresh: () => Promise<void>;
  clock: Clock;
  refusals: RefusalLog;
  /** Provisioning over a line that others can read is allowed. */
  plain: boolean;
}
export type Admission = (refused?: RefusalReason) => void;

/** Requests of one box: so many at once, then one every two seconds. */
const REQUESTS = { packets: 0.5, bytes: 64 * 1024, readings: 1000, burstMs: 20_000 };
/** Boxes that wait are looked after no more often than this when something changes. */
const WAKE_MS = 250;
const SWEEP_MS = 5000;

/**
 * Boxes that come for an account: with a label's secret or a batch's key, over a line of their own. Each may ask on one
 * topic and is answered on another, which nobody else hears: answers are written to the connection that asked.
 */
export class Newcomers {
  readonly #tries = new FailedTries();
  readonly #rates = new AccountRates(REQUESTS);
  /** By user name and box: who comes again takes the place of the line before. */
  readonly #inside = new Map<string, HubClient>();
  readonly #look: Gathered<Credentials, Welcome>;
  readonly #handOut: Gathered<Question, Handed | undefined>;
  #waking: NodeJS.Timeout | undefined;
  /** How often the directory has changed. */
  #changes = 0;
  #sweeping: NodeJS.Timeout | undefined;

  constructor(private readonly deps: NewcomersDeps) {
    const { registry, refresh } = deps;
    this.#look = new Gathered((list) => registry.look(list));
    this.#handOut = new Gathered(async (list) => {
      // a secret that nobody hears would put an end to one that somebody has
      const here = list.filter(({ client }) => !client.closed);
      const handed = await registry.handOut(here.map(({ asking }) => asking));
      // an account is of use when the broker knows it
      if (handed.some(({ is }) => is === 'account')) await refresh();
      const answers = new Map(here.map((question, i) => [question, handed[i]!]));
      return list.map((question) => answers.get(question));
    });
  }

  start(): void {
    this.#sweeping = setInterval(() => this.#sweep(), SWEEP_MS);
    this.#sweeping.unref();
  }
  stop(): void {
    clearInterval(this.#sweeping);
    clearTimeout(this.#waking);
  }

  /** Lets it in or says why not. */
  admit(client: HubClient, who: Name, asked: { secret: Buffer | undefined; clientId: string }, done: Admission): void {
    const { clock } = this.deps;
    const { address } = client;
    const credentials = credentialsOf(who, asked.secret);
    const name = nameOf(who);
    const box = who.by === 'claim' ? who.code : asked.clientId;
    if (!client.secure && !this.deps.plain && !isLoopback(address)) return done('plain-provisioning');
    if (this.#tries.held(name, address, clock.now())) return done('claim-too-often');
    if (this.#inside.size >= LIMITS.newcomers) return done('too-many-connections');
    // other boxes could not tell what such a one is called
    if (!idSchema.safeParse(box).success) return done('claim-malformed');
    this.#look.one(credentials).then(
      (welcome) => {
        if (client.closed) return;
        if (welcome === 'claim-unknown') this.#tries.failed(name, address, clock.now());
        if (welcome !== 'welcome') return done(welcome);
        this.#open(client, { name, credentials, box });
        done();
      },
      () => done('registry-unavailable'),
    );
  }

  /** A packet of whatever kind came from it. */
  heard(client: HubClient): void {
    const newcomer = client.newcomer!;
    if (++newcomer.packets <= LIMITS.newcomerPackets) return;
    this.#note(client, 'claim-too-often');
    client.close();
  }

  maySubscribe(client: HubClient, filter: string): boolean {
    return filter === client.newcomer?.replyTopic;
  }

  /** aedes' hook for what it publishes. Acknowledged when it has been answered. */
  publish(client: HubClient, packet: PublishPacket, done: PublishDone): void {
    const newcomer = client.newcomer!;
    this.heard(client);
    packet.retain = false;
    const refuse = (reason: RefusalReason, detail?: string) => {
      this.#note(client, reason, detail);
      done(new RefusedError(reason));
    };
    if (packet.topic !== topics.provisioningRequest) return refuse('topic-denied', packet.topic);
    const rate = this.#rates.of(`${newcomer.name} ${newcomer.box}`);
    if (rate.take(this.deps.clock.now(), packet.payload.length, 0) > 0) return refuse('claim-too-often');
    const asking = askingOf(client, packet.payload as Buffer);
    if (!asking) {
      this.#note(client, 'claim-malformed');
      this.#reply(client, { is: 'refused', reason: 'claim-malformed' });
      return done();
    }
    const seen = this.#changes;
    this.#handOut.one({ client, asking }).then(
      (handed) => {
        if (handed) this.#answer(client, asking, handed);
        // what came meanwhile may not be in the answer
        if (this.#changes !== seen) this.#wakeSoon();
        done();
      },
      () => refuse('registry-unavailable'),
    );
  }

  /** Somebody may have claimed a label or let a box in. */
  directoryChanged(): void {
    this.#changes++;
    this.#wakeSoon();
  }

  has(socket: Socket): boolean {
    return [...this.#inside.values()].some((client) => client.socket === socket);
  }

  left(client: HubClient): void {
    const { name, box } = client.newcomer!;
    const key = keyOf(name, box);
    if (this.#inside.get(key) === client) this.#inside.delete(key);
  }

  tidy(now: number): void {
    this.#tries.tidy(now);
    this.#rates.tidy(now, () => false);
  }

  #open(client: HubClient, { name, credentials, box }: { name: string; credentials: Credentials; box: string }): void {
    const key = keyOf(name, box);
    this.#inside.get(key)?.close();
    client.newcomer = {
      ...{ name, credentials, box, replyTopic: topics.provisioningReply(box) },
      ...{ since: this.deps.clock.now(), waiting: undefined, packets: 0 },
    };
    this.#inside.set(key, client);
  }

  #wakeSoon(): void {
    if (this.#waking) return;
    this.#waking = setTimeout(() => void this.#wake(), WAKE_MS);
    this.#waking.unref();
  }

  /** Asks for those alone that somebody has done something for: a thousand may wait, and each change wakes them. */
  async #wake(): Promise<void> {
    const seen = this.#changes;
    const waiting = [...this.#inside.values()].filter(({ newcomer }) => newcomer?.waiting);
    const decided = await this.deps.registry.decided(waiting.map(({ newcomer }) => newcomer!.waiting!)).catch(() => []);
    for (const [i, client] of waiting.entries()) if (decided[i]) this.#askAgain(client);
    this.#waking = undefined;
    if (this.#changes !== seen) this.#wakeSoon();
  }

  #askAgain(client: HubClient): void {
    const newcomer = client.newcomer!;
    const asking = newcomer.waiting;
    if (!asking) return;
    // once at a time: each answer with an account has another secret
    newcomer.waiting = undefined;
    this.#handOut.one({ client, asking }).then(
      (handed) => handed && this.#answer(client, asking, handed),
      () => (newcomer.waiting = asking),
    );
  }

  #answer(client: HubClient, asking: Asking, handed: Handed): void {
    if (client.closed) return;
    client.newcomer!.waiting = handed.is === 'waiting' ? asking : undefined;
    if (handed.is === 'refused') this.#note(client, handed.reason);
    this.#reply(client, handed);
  }

  #reply(client: HubClient, handed: Handed): void {
    const payload = Buffer.from(JSON.stringify(replyTo(handed)));
    const topic = client.newcomer!.replyTopic;
    client.publish({ cmd: 'publish', topic, payload, qos: 1, dup: false, retain: false }, () => undefined);
  }

  /** Nobody stays for ever: a line costs memory, and whoever needs longer comes again. */
  #sweep(): void {
    const now = this.deps.clock.now();
    // both ways, for the clock may have been set
    for (const client of this.#inside.values())
      if (Math.abs(now - client.newcomer!.since) > LIMITS.newcomerMs) client.close();
  }

  #note(client: HubClient, reason: RefusalReason, detail?: string): void {
    const note = { account: client.newcomer!.name, address: client.address, reason };
    this.deps.refusals.note(detail === undefined ? note : { ...note, detail });
  }
}

interface Question {
  client: HubClient;
  asking: Asking;
}

const keyOf = (name: string, box: string): string => `${name} ${box}`;
const nameOf = (who: Name): string => (who.by === 'claim' ? claimAccount(who.code) : batchAccount(who.batch));
const hashOf = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

function credentialsOf(who: Name, secret: Buffer | undefined): Credentials {
  return { ...who, secretHash: hashOf(secret ?? '') };
}

/** Undefined where it does not say what it must. */
function askingOf({ newcomer, address }: HubClient, payload: Buffer): Asking | undefined {
  let json: unknown = {};
  try {
    if (payload.length > 0) json = JSON.parse(payload.toString());
  } catch {
    return undefined;
  }
  const { success, data } = provisioningRequestSchema.safeParse(json);
  if (!success) return undefined;
  const { proof, ...said } = data;
  const { credentials, box } = newcomer!;
  const says = { ...said, address } as Asking['says'];
  if (credentials.by === 'claim') return { ...credentials, says };
  return proof === undefined ? undefined : { ...credentials, says, box, proofHash: hashOf(proof) };
}

export const isLoopback = (address: string): boolean => /^(::ffff:)?127\.|^::1$/.test(address);
