import type { Request } from 'express';
import { type Packet, type RefusalReason, STREAM, topics } from '#hub/contracts';
import { type EventLog, LogUnavailableError, RefusalLog } from '#hub/event-log';
import { type DeviceDirectory, verifySecret } from '#hub/registry';
import type { Clock } from '#hub/service-kit';
import type { IngestCounters } from '../metrics/counters.js';
import { type Answer, ANSWERS, TAKEN } from './answers.js';
import { readCredentials } from './credentials.js';
import { countReadings, PostRates } from './post-rates.js';
import { readBody } from './read-body.js';

/** The same for one packet over MQTT. Bytes. */
export const LARGEST_BODY = 256 * 1024;

export interface IntakeDeps {
  log: EventLog;
  directory: DeviceDirectory;
  clock: Clock;
  counters: IngestCounters;
  rates?: PostRates;
}

/** Takes packets over HTTP: who it is, whether it may, and on disk before it is answered. */
export class Intake {
  readonly #refusals: RefusalLog;
  readonly #rates: PostRates;

  constructor(private readonly deps: IntakeDeps) {
    const { log, clock, directory, counters } = deps;
    this.#rates = deps.rates ?? new PostRates();
    this.#refusals = new RefusalLog({
      log,
      clock,
      knows: (account) => directory.account(account) !== undefined,
      count: (reason) => {
        counters.postsRefused[reason] = (counters.postsRefused[reason] ?? 0) + 1;
      },
    });
  }

  start(): void {
    this.#refusals.start();
  }
  stop(): Promise<void> {
    return this.#refusals.stop();
  }

  /** Undefined when nobody is there any more to be answered. */
  async take(account: string, request: Request): Promise<Answer | undefined> {
    const address = request.ip ?? '?';
    const refuse = (reason: RefusalReason, answer: Answer, detail?: string): Answer => {
      this.#refusals.note({ account, address, reason, ...(detail !== undefined && { detail }) });
      return answer;
    };
    const { log, clock, directory, counters } = this.deps;
    const credentials = readCredentials(request.headers.authorization);
    const verdict = verifySecret(directory.account(account), credentials?.secret);
    if (verdict.is === 'unknown-account') return refuse(verdict.is, ANSWERS.unknown);
    if (verdict.is === 'revoked') return refuse(verdict.is, ANSWERS.revoked);
    if (credentials?.user && credentials.user !== account) return refuse('topic-denied', ANSWERS.foreign);
    if (verdict.is === 'wrong-secret') return refuse(verdict.is, credentials ? ANSWERS.wrongSecret : ANSWERS.noSecret);
    if (!log.status().writable) return refuse('log-unavailable', ANSWERS.full);
    const waitMs = this.#rates.waitMs(account, clock.now());
    if (waitMs > 0) return refuse('rate-slowed', ANSWERS.tooFast(waitMs));
    if (!isPlain(request.headers['content-encoding'])) return refuse('packet-malformed', ANSWERS.encoded, 'HTTP nén');
    const payload = await readBody(request, LARGEST_BODY);
    if (payload === 'aborted') return undefined;
    const bytes = payload === 'too-large' ? LARGEST_BODY : payload.length;
    this.#rates.charge(account, clock.now(), bytes, payload === 'too-large' ? 1 : countReadings(payload));
    if (payload === 'too-large') return refuse('payload-too-large', ANSWERS.tooLarge);
    if (payload.length === 0) return refuse('packet-malformed', ANSWERS.empty, 'HTTP rỗng');
    const packet: Packet = { type: 'packet', account, topic: topics.http(account), payload, received: clock.now() };
    try {
      await log.append(STREAM.telemetry, [packet]);
    } catch (error) {
      if (error instanceof LogUnavailableError) return refuse('log-unavailable', ANSWERS.full);
      throw error;
    }
    counters.posts++;
    counters.postedBytes += payload.length;
    return TAKEN;
  }
}

const isPlain = (encoding: string | undefined): boolean => encoding === undefined || /^identity$/i.test(encoding);
