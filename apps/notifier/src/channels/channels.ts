import type { Channel as ChannelName } from '#hub/contracts';
import type { Channel } from './channel.js';

/** The ways that are set up. */
export class Channels {
  readonly #channels: ReadonlyMap<ChannelName, Channel>;

  constructor(channels: readonly Channel[]) {
    this.#channels = new Map(channels.map((channel) => [channel.name, channel]));
  }

  get(name: ChannelName): Channel | undefined {
    return this.#channels.get(name);
  }
  start(warn: (line: string) => void): void {
    for (const [name, channel] of this.#channels) channel.start?.((reason) => warn(`${name}: ${reason}`));
  }
  stop(): void {
    for (const channel of this.#channels.values()) channel.stop?.();
  }
  offReason(name: ChannelName): string | undefined {
    return this.#channels.has(name) ? undefined : 'kênh chưa được cài đặt';
  }
}
