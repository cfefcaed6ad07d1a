import { type Packet, parseNativeTopic, type RefusalReason } from '#hub/contracts';
import type { RefusalLog } from '#hub/event-log';
import type { Clock } from '#hub/service-kit';
import type { PublishPacket } from 'aedes';
import { countReadings } from '../limits/count-readings.js';
import { LIMITS } from '../limits/limits.js';
import type { Pace } from '../limits/pace.js';
import type { BrokerCounters } from '../metrics/counters.js';
import type { Waiting } from '../mqtt/acknowledge.js';
import type { HubClient, PublishDone } from '../mqtt/hub-aedes.js';
import { RefusedError } from '../refusals/refused.error.js';
import type { Session } from '../sign-in/session.js';
import type { AppendQueue } from './append-queue.js';
import { ownPayload } from './own-payload.js';

/**
 * The one place where packets come in. Nothing is acknowledged before the log says that it is on disk.
 *
 * `received` is the operating system's time, also when that is behind the log (a dead CMOS battery). Holding it at the
 * log's newest record instead would keep one wrong stamp from the future for ever, and every reading after it would
 * count as late and page nobody. A clock that is behind makes readings look early instead, which never delays an alert;
 * the ticks say `behind`, and silence waits until the clock is right.
 */
export class PublishGate {
  constructor(
    readonly queue: AppendQueue,
    readonly pace: Pace,
    readonly refusals: RefusalLog,
    readonly clock: Clock,
    readonly counters: BrokerCounters,
  ) {}

  /** The reader's hook: what goes to a topic that the session has used before needs no more examination. */
  known = (client: HubClient, topic: string, payload: Buffer, messageId: number | undefined): boolean => {
    const session = client.session!;
    if (topic !== session.lastTopic) {
      if (!session.topics.has(topic)) return false;
      session.lastTopic = topic;
    }
    this.#append(session, payload, { client, messageId, done: client._nextBatch });
    return true;
  };

  /** aedes' hook, for everything else: never throws, and has no client where aedes itself speaks. */
  authorize = (client: HubClient | null, packet: PublishPacket, done: PublishDone): void => {
    try {
      if (client?.session) this.#examine(client, client.session, packet, done);
      else done(new RefusedError('topic-denied'));
    } catch (error) {
      done(error as Error);
    }
  };

  #examine(client: HubClient, session: Session, packet: PublishPacket, done: PublishDone): void {
    const payload = packet.payload as Buffer;
    if (packet.topic !== session.lastTopic) {
      const reason = this.#topicRefused(session, packet.topic);
      if (reason) {
        this.pace.charge(client, this.clock.now(), payload.length);
        return this.#drop(session, packet, reason, done);
      }
      session.lastTopic = packet.topic;
    }
    // sent again although we have it: aedes repeats its PUBREC
    if (packet.qos === 2 && client._inboundInflight.has(packet.messageId!)) return done();
    if (packet.retain) this.#retain(session, packet, payload);
    const messageId = packet.qos === 1 ? packet.messageId : undefined;
    // acknowledged by us; aedes would do it again
    if (messageId !== undefined) packet.qos = 0;
    this.#append(session, payload, { client, messageId, done });
  }

  #append(session: Session, payload: Buffer, waiting: Waiting): void {
    const { client } = waiting;
    if (session.pending >= LIMITS.pendingAppends) {
      this.#note(session, 'backlog-overflow');
      return waiting.done(new RefusedError('backlog-overflow'));
    }
    const now = this.clock.now();
    this.counters.packets++;
    this.counters.bytes += payload.length;
    const item: Packet = {
      type: 'packet',
      account: session.id,
      // the same string for all packets, rather than one from each
      topic: session.lastTopic,
      payload: ownPayload(payload),
      received: now,
    };
    this.queue.push(item, waiting);
    this.pace.charge(client, now, payload.length, countReadings(payload));
  }

  #topicRefused(session: Session, topic: string): RefusalReason | undefined {
    if (session.topics.has(topic)) return undefined;
    if (topic.length > LIMITS.topicLength || !session.acl.mayPublish(topic)) return 'topic-denied';
    // each command has an answer topic of its own, and the hub decides how many there are
    if (session.account.device && parseNativeTopic(topic)?.leaf === 'ack') return undefined;
    const most = session.account.gateway ? LIMITS.gatewayTopics : LIMITS.deviceTopics;
    if (session.topics.size >= most) return 'too-many-topics';
    session.topics.add(topic);
    return undefined;
  }

  /**
   * An acknowledgement is a promise, so a device that wants one is cut instead. A gateway is not: among what it sends
   * for its own ends (bridge logs, availability) are the packets that we want, and being cut it would never send them.
   */
  #drop(session: Session, packet: PublishPacket, reason: RefusalReason, done: PublishDone): void {
    this.#note(session, reason, packet.topic);
    packet.retain = false;
    if (packet.qos > 0 && session.account.device) return done(new RefusedError(reason));
    setImmediate(done);
  }

  #retain(session: Session, packet: PublishPacket, payload: Buffer): void {
    packet.retain = packet.topic === session.acl.statusTopic && payload.length <= LIMITS.retainedPayload;
    if (packet.retain) packet.payload = Buffer.from(payload);
  }

  #note(session: Session, reason: RefusalReason, detail?: string): void {
    const note = { account: session.id, address: session.address, reason };
    this.refusals.note(detail === undefined ? note : { ...note, detail });
  }
}
