import type { Random } from '../random.js';
import type { Lane } from './lane.js';
import { type DownReason, Line, type LineOptions } from './line.js';
import type { MqttPacket } from './packet.js';

export interface AccountOptions {
  url: string;
  id: string;
  secret: string;
  will?: MqttPacket;
  /** Said each time the line comes up: "online". */
  greetings?: readonly MqttPacket[];
  random: Random;
  hears?: LineOptions['hears'];
  onState?: (id: string, state: 'up' | DownReason) => void;
  renewSecret?: () => Promise<string | undefined>;
}

/** A device that signs in itself, or a gateway with the devices behind it: one line, and a lane for each device. */
export class Account {
  readonly id: string;
  /** Packets and items that were acknowledged. */
  packets = 0;
  items = 0;
  #line: Line;
  #lanes: Lane<never>[] = [];

  constructor(readonly options: AccountOptions) {
    const { id, url, secret, will, random, hears, renewSecret } = options;
    this.id = id;
    this.#line = new Line({
      url,
      account: id,
      secret,
      random,
      ...(will && { will }),
      ...(hears && { hears }),
      ...(renewSecret && { renewSecret }),
      onUp: () => this.#up(),
      onDown: (reason) => {
        for (const lane of this.#lanes) lane.outbox.recall();
        options.onState?.(id, reason);
      },
    });
  }

  add<T>(lane: Lane<T>): Lane<T> {
    this.#lanes.push(lane as unknown as Lane<never>);
    return lane;
  }

  get isUp(): boolean {
    return this.#line.up;
  }
  /** Items that are not acknowledged, and that were overwritten. */
  get waiting(): number {
    return this.#lanes.reduce((sum, lane) => sum + lane.outbox.waiting, 0);
  }
  get lost(): number {
    return this.#lanes.reduce((sum, lane) => sum + lane.outbox.lost, 0);
  }

  start(): void {
    this.#line.start();
  }
  stop(): Promise<void> {
    return this.#line.stop();
  }
  /** The power or the cable is gone; devices go on measuring into their buffers. */
  cut(): void {
    this.#line.cut();
  }
  mend(): void {
    this.#line.start();
  }

  /** Sends what waits, as far as the lanes allow. */
  flush(): void {
    if (!this.#line.up) return;
    for (const lane of this.#lanes) this.#send(lane);
  }

  #send(lane: Lane<never>): void {
    for (let next = lane.next(); next; next = lane.next()) {
      const { packet, items, arrived } = next;
      this.#line.publish(packet).then(
        () => {
          arrived();
          this.packets++;
          this.items += items;
          this.#send(lane);
        },
        // the line dropped: the outbox has called it back and sends it again
        () => undefined,
      );
      if (!this.#line.up) return;
    }
  }

  #up(): void {
    for (const greeting of this.options.greetings ?? []) this.#line.publish(greeting).catch(() => undefined);
    this.options.onState?.(this.id, 'up');
    this.flush();
  }
}
