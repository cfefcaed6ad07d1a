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
  offReason(name: ChannelName): string | undefined {
    return this.#channels.has(name) ? undefined : 'kênh chưa được cài đặt';
  }
}
