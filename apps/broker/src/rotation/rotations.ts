import {
  configAckSchema,
  configRequestSchema,
  type NewSecret,
  parseConfigTopic,
  topicMatches,
  topics,
} from '#hub/contracts';
import type { PublishPacket } from 'aedes';
import type { PublishDone } from '../mqtt/hub-aedes.js';
import { Gathered } from '#hub/service-kit';
import type { RotationPort } from '../provisioning/registry.port.js';
import type { Session } from '../sign-in/session.js';

export interface RotationsDeps {
  registry: RotationPort;
  /** Reads the registry into the directory again. */
  refresh: () => Promise<void>;
}
type Issued = { id: string; secret: string } | undefined;

/**
 * Devices that change their secret. The new one goes over the device's own `…/config` to the connection that listens
 * there, and nowhere else. It is kept in memory alone: after a restart of the hub there is another one, and the old one
 * works until one of them was used.
 */
export class Rotations {
  #issue: Gathered<string, Issued>;
  /** Connections that were told, and the secret's name. */
  #told = new WeakMap<Session, string>();

  constructor(private readonly deps: RotationsDeps) {
    this.#issue = new Gathered(async (accounts) => {
      const issued = await deps.registry.issue(accounts);
      await deps.refresh();
      return issued;
    });
  }

  /** It has begun to listen, or the registry has changed. */
  look(session: Session): void {
    if (!session.account.rotating || !session.account.device || this.#told.has(session)) return;
    const topic = topics.config(session.account.commune, session.id);
    if (!Object.keys(session.client.subscriptions).some((filter) => topicMatches(filter, topic))) return;
    this.#told.set(session, '');
    this.#issue.one(session.id).then(
      (issued) => {
        if (!issued || session.client.closed) return;
        this.#told.set(session, issued.id);
        send(session, topic, { type: 'secret', ...issued });
      },
      () => this.#told.delete(session),
    );
  }

  /** What a device says of its configuration is for the registry and not for the log. False for any other packet. */
  take(session: Session, packet: PublishPacket, done: PublishDone): boolean {
    const { topic } = packet;
    const leaf = session.account.device && parseConfigTopic(topic);
    if (!leaf || !session.acl.mayPublish(topic)) return false;
    packet.retain = false;
    const payload = packet.payload as Buffer;
    const work = leaf === 'ack' ? this.#acknowledged(session, payload) : this.#wanted(session, payload);
    work.then(
      () => done(),
      // not acknowledged: the device says it again
      (error: Error) => done(error),
    );
    return true;
  }

  async #acknowledged({ id: account }: Session, payload: Buffer): Promise<void> {
    const { success, data } = configAckSchema.safeParse(jsonOf(payload));
    if (success && data.ok) await this.deps.registry.acknowledged(account, data.id);
  }

  async #wanted({ id: account }: Session, payload: Buffer): Promise<void> {
    if (!configRequestSchema.safeParse(jsonOf(payload)).success) return;
    await this.deps.registry.want(account);
    await this.deps.refresh();
  }
}

function send({ client }: Session, topic: string, secret: NewSecret): void {
  const payload = Buffer.from(JSON.stringify(secret));
  client.publish({ cmd: 'publish', topic, payload, qos: 1, dup: false, retain: false }, () => undefined);
}

function jsonOf(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString());
  } catch {
    return undefined;
  }
}
