import { newSecretSchema, topics } from '#hub/contracts';
import mqtt, { type MqttClient } from 'mqtt';
import { nativePacket } from '../devices/formats/native.js';
import type { Values } from '../world/sensors.js';
import { World } from '../world/world.js';
import { type Model, readingOf } from './reading.js';

export interface FreshDeviceOptions {
  url: string;
  id: string;
  commune: string;
  secret: string;
  model: Model;
  everyMs: number;
  now: () => number;
  /** Before it is used: a box that loses a new secret has none. */
  keepSecret: (secret: string) => void;
  onSent?: (values: Values) => void;
  onRefused?: () => void;
}

const RECONNECT_MS = 2000;

/**
 * A native device with an account: measures what its model measures somewhere in the commune, at once and then at its
 * interval, and changes its secret when it is told to.
 */
export class FreshDevice {
  #client: MqttClient | undefined;
  #timer: NodeJS.Timeout | undefined;
  #world: World;
  #last: number | undefined;
  #secret: string;

  constructor(private readonly options: FreshDeviceOptions) {
    this.#world = new World(1, options.now());
    this.#secret = options.secret;
  }

  start(): void {
    this.#connect();
    this.#timer = setInterval(() => this.#measure(), this.options.everyMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#client?.endAsync();
  }

  #connect(): void {
    const { url, id, commune } = this.options;
    const client = mqtt.connect(url, { username: id, password: this.#secret, reconnectPeriod: RECONNECT_MS });
    this.#client = client;
    client.on('error', (error) => {
      if ([4, 5].includes((error as { code?: number }).code ?? 0)) this.options.onRefused?.();
    });
    client.on('message', (topic, payload) => {
      if (topic === topics.config(commune, id)) this.#told(client, payload);
    });
    client.once('connect', () => {
      client.subscribe(topics.config(commune, id), { qos: 1 });
      if (this.#last === undefined) this.#measure();
    });
  }

  #measure(): void {
    const { now, id, commune, onSent } = this.options;
    this.#world.advance(now(), 1);
    const values = readingOf(this.#world, this.options.model, this.#last ?? now() - this.options.everyMs);
    this.#last = now();
    const { topic, payload } = nativePacket(commune, id, [{ ts: this.#last, values }]);
    this.#client?.publish(topic, payload as string, { qos: 1 }, (error) => {
      if (!error) onSent?.(values);
    });
  }

  /** A new secret: written down, said so, and used. */
  #told(client: MqttClient, payload: Buffer): void {
    const { success, data } = newSecretSchema.safeParse(jsonOf(payload));
    if (!success) return;
    const { id, commune, keepSecret } = this.options;
    keepSecret(data.secret);
    this.#secret = data.secret;
    const ack = JSON.stringify({ id: data.id, ok: true });
    client.publish(topics.configAck(commune, id), ack, { qos: 1 }, () => {
      client.end(false, () => this.#connect());
    });
  }
}

function jsonOf(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString());
  } catch {
    return undefined;
  }
}
