import { isGone, topicMatches, topics } from '#hub/contracts';
import type { DeviceDirectory } from '#hub/registry';
import type { Sessions } from '../sign-in/sessions.js';
import type { Ear } from './delivery.js';

/** Finds the connection that listens to a device's commands: its own, or that of a relay that may listen for it. */
export const earsIn =
  (sessions: Sessions, directory: DeviceDirectory) =>
  (commune: string, id: string): Ear | undefined => {
    const device = directory.device(id);
    if (!device || isGone(device.state)) return undefined;
    const topic = topics.commands(commune, id);
    for (const { client, acl } of sessions.of(device.gateway ?? id)) {
      const listens = Object.keys(client.subscriptions).some((filter) => topicMatches(filter, topic));
      if (client.closed || !listens || !acl.maySubscribe(topic)) continue;
      return {
        connection: client,
        send: (packet) =>
          client.publish(
            { cmd: 'publish', topic, payload: Buffer.from(JSON.stringify(packet)), qos: 1, dup: false, retain: false },
            () => undefined,
          ),
      };
    }
    return undefined;
  };
