import mqtt, { type MqttClient } from 'mqtt';
import type { Random } from '../random.js';
import type { MqttPacket } from './packet.js';

/** Why a line is down. `refused`: the hub does not know the account or its secret. */
export type DownReason = 'refused' | 'unreachable' | 'dropped';

export interface LineOptions {
  /** mqtt:// or mqtts:// */
  url: string;
  account: string;
  secret: string;
  /** What the hub says for the account when the line is lost. */
  will?: MqttPacket;
  random: Random;
  /** What it listens to while it is up. */
  hears?: { filter: string; message: (payload: Uint8Array) => void };
  onUp: () => void;
  onDown: (reason: DownReason) => void;
  /** A fresh secret after a refusal, or undefined where there is none. */
  renewSecret?: () => Promise<string | undefined>;
}

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;
const CONNECT_MS = 15_000;
/** MQTT 3.1.1: bad user name or password, not authorized. */
const REFUSALS = new Set([4, 5]);

/**
 * One account's connection. It comes back by itself, later and later, and never resends anything: whoever publishes
 * keeps what has no answer.
 */
export class Line {
  #client: MqttClient | undefined;
  #secret: string;
  #up = false;
  #wanted = false;
  #refused = false;
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;
  #unanswered = new Set<(error: Error) => void>();

  constructor(readonly options: LineOptions) {
    this.#secret = options.secret;
  }

  get up(): boolean {
    return this.#up;
  }

  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#connect();
  }

  /** Says goodbye and ends. */
  async stop(): Promise<void> {
    this.#wanted = false;
    clearTimeout(this.#retry);
    const client = this.#client;
    if (!client) return;
    await client.endAsync(!this.#up);
    this.#lost(client, 'dropped');
  }

  /** The cable is out or the power gone: no goodbye, and nothing until `start`. */
  cut(): void {
    this.#wanted = false;
    clearTimeout(this.#retry);
    const client = this.#client;
    if (!client) return;
    client.stream?.destroy();
    client.end(true);
    this.#lost(client, 'dropped');
  }

  /** Resolves when the hub has acknowledged; rejects when the line drops before. */
  publish({ topic, payload, retain = false }: MqttPacket): Promise<void> {
    const client = this.#client;
    if (!client || !this.#up) return Promise.reject(new Error('the line is down'));
    return new Promise((resolve, reject) => {
      this.#unanswered.add(reject);
      client.publish(topic, payload as string | Buffer, { qos: 1, retain }, (error) => {
        this.#unanswered.delete(reject);
        if (error) reject(error);
        else resolve();
      });
    });
  }

  #connect(): void {
    const { url, account, will, hears } = this.options;
    const client = mqtt.connect(url, {
      clientId: account,
      username: account,
      password: this.#secret,
      protocolVersion: 4,
      clean: true,
      reconnectPeriod: 0,
      connectTimeout: CONNECT_MS,
      keepalive: 30,
      reschedulePings: false,
      ...(will && {
        will: { topic: will.topic, payload: Buffer.from(will.payload), qos: 1 as const, retain: will.retain ?? false },
      }),
    });
    this.#client = client;
    this.#refused = false;
    client.on('connect', () => {
      if (client !== this.#client) return;
      this.#up = true;
      this.#failures = 0;
      if (hears) client.subscribe(hears.filter, { qos: 1 });
      this.options.onUp();
    });
    if (hears) client.on('message', (_topic, payload) => hears.message(payload));
    client.on('error', (error) => {
      if (client === this.#client && REFUSALS.has((error as { code?: number }).code ?? 0)) this.#refused = true;
    });
    client.on('close', () => {
      client.end(true);
      this.#lost(client, this.#refused ? 'refused' : this.#up ? 'dropped' : 'unreachable');
    });
  }

  #lost(client: MqttClient, reason: DownReason): void {
    if (client !== this.#client) return;
    this.#client = undefined;
    this.#up = false;
    const unanswered = [...this.#unanswered];
    this.#unanswered.clear();
    for (const reject of unanswered) reject(new Error('the line dropped'));
    this.options.onDown(reason);
    if (this.#wanted) void this.#comeBack(reason);
  }

  async #comeBack(reason: DownReason): Promise<void> {
    if (reason === 'refused') this.#secret = (await this.options.renewSecret?.()) ?? this.#secret;
    if (!this.#wanted) return;
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 1.7 ** this.#failures++);
    // not all at once when the hub comes back
    this.#retry = setTimeout(() => this.#connect(), wait * (0.6 + 0.8 * this.options.random()));
  }
}
