/** What no installation has reason to change. Sizes in bytes, times in milliseconds. */
export const LIMITS = {
  /** MQTT remaining length of one packet: a CONNECT is small, and a stranger gets no more. */
  packetBeforeSignIn: 4096,
  packetAfterSignIn: 256 * 1024,
  topicLength: 512,
  /** Distinct topics: a device has a handful, each box behind a gateway one to twenty. */
  deviceTopics: 64,
  gatewayTopics: 8192,
  /** Boxes that share a gateway account, those included whose loss is not told yet. */
  gatewayClients: 200,
  /** Filters that one connection may listen to. */
  subscriptions: 64,
  /** Retained status messages stay in memory for as long as the hub runs. */
  retainedPayload: 1024,
  /** Boxes without an account that are connected, for how long, and what each may send: it has two things to say. */
  newcomers: 2000,
  newcomerMs: 600_000,
  newcomerPackets: 300,
  connectTimeoutMs: 5000,
  /** Connections that have not signed in: beyond this the oldest makes room. */
  unauthenticated: 2000,
  unauthenticatedPerAddress: 1000,
  /** Packets of one client that wait for the disk. Ten times what one socket read can hold of real ones. */
  pendingAppends: 2000,
  /** However far over its rate, a client is heard again after this. */
  longestPauseMs: 15_000,
} as const;
