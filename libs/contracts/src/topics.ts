/** MQTT topics of native devices: the one place where they are built and taken apart. */
export type NativeLeaf = 'telemetry' | 'events' | 'status' | 'ack';
export interface NativeTopic {
  commune: string;
  device: string;
  leaf: NativeLeaf;
  /** Only for `ack`. */
  command?: string;
}

const base = (commune: string, device: string) => `communes/${commune}/devices/${device}`;

export const topics = {
  telemetry: (commune: string, device: string) => `${base(commune, device)}/telemetry`,
  events: (commune: string, device: string) => `${base(commune, device)}/events`,
  status: (commune: string, device: string) => `${base(commune, device)}/status`,
  commands: (commune: string, device: string) => `${base(commune, device)}/commands`,
  ack: (commune: string, device: string, command: string) => `${base(commune, device)}/commands/${command}/ack`,
  config: (commune: string, device: string) => `${base(commune, device)}/config`,
  /** Up: what came over `config` is written down; and a device's own wish for a new secret. */
  configAck: (commune: string, device: string) => `${base(commune, device)}/config/ack`,
  configRequest: (commune: string, device: string) => `${base(commune, device)}/config/request`,
  /** A box without an account asks here, and is answered below: by its code, or by the client id that it gives itself. */
  provisioningRequest: 'provisioning/request',
  provisioningReply: (box: string) => `provisioning/reply/${box}`,
  /** What a device may publish or subscribe to lies below this. */
  below: (commune: string, device: string) => `${base(commune, device)}/`,
  /** Topic under which a packet posted over HTTP is kept: same shape as MQTT, so that one codec serves both. */
  http: (gateway: string) => `http/${gateway}`,
} as const;

const NATIVE = /^communes\/(\d{5})\/devices\/([^/]+)\/(telemetry|events|status|commands\/([^/]+)\/ack)$/;

/** Parts of an upward native topic, or undefined for any other topic. */
export function parseNativeTopic(topic: string): NativeTopic | undefined {
  const m = NATIVE.exec(topic);
  if (!m) return undefined;
  return m[4]
    ? { commune: m[1]!, device: m[2]!, leaf: 'ack', command: m[4] }
    : { commune: m[1]!, device: m[2]!, leaf: m[3] as NativeLeaf };
}

const CONFIG = /^communes\/\d{5}\/devices\/[^/]+\/config\/(ack|request)$/;

/** What a device says of its configuration, or undefined for any other topic. */
export const parseConfigTopic = (topic: string): 'ack' | 'request' | undefined =>
  CONFIG.exec(topic)?.[1] as 'ack' | 'request' | undefined;

/** MQTT 3.1.1 §4.7: `+` is one level, `#` the rest; neither matches a first level that starts with `$`. */
export function topicMatches(filter: string, topic: string): boolean {
  if (topic.startsWith('$') && !filter.startsWith('$')) return false;
  const f = filter.split('/');
  const t = topic.split('/');
  for (let i = 0; i < f.length; i++) {
    if (f[i] === '#') return true;
    if (i >= t.length || (f[i] !== '+' && f[i] !== t[i])) return false;
  }
  return f.length === t.length;
}
