import type { Registry } from '#hub/registry';
import type { NotifierConfig } from '../notifier.config.js';
import type { Channel } from './channel.js';
import { Channels } from './channels.js';
import { PushChannel } from './push.channel.js';

export interface SetUp {
  config: NotifierConfig;
  registry: Registry;
  /** Where people and providers reach the hub. */
  publicUrl?: string | undefined;
}

/** The ways that the settings name. Push needs nobody: its keys are the hub's own. */
export function channelsOf({ config, registry, publicUrl }: SetUp): Channels {
  const secure = publicUrl?.startsWith('https://') ? publicUrl : undefined;
  const channels: Channel[] = [
    new PushChannel(registry, config.PUSH_CONTACT ?? secure ?? 'mailto:hub@example.invalid'),
  ];
  return new Channels(channels);
}
