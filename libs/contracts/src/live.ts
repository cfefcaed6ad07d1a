import type { Alert, AlertTransition } from './alerts.js';
import type { Broadcast } from './broadcasts.js';
import type { Command, CommandTransition } from './commands.js';
import type { FindingSketch } from './findings.js';
import type { Incident, IncidentTransition } from './incidents.js';
import type { Escalation, Notice } from './notices.js';
import type { Metric } from './metrics.js';
import type { OutOfService, ServiceTransition } from './out-of-service.js';
import type { Presence, Quality } from './readings.js';
import type { ClockState } from './telemetry.js';

/**
 * Latest value of one metric. `ts` is event time. With quality `fault` or `missing` it is when the probe said so, and the
 * value is the last it measured.
 */
export interface LatestValue {
  value: number;
  ts: number;
  received: number;
  quality?: Quality;
}
export interface LatestOfDevice {
  device: string;
  values: Partial<Record<Metric, LatestValue>>;
}

/** State of the hub itself, as people must know it. */
export interface HubStatus {
  /** Server time, milliseconds: the wall shows how far its own clock is off. */
  now: number;
  clock: ClockState;
  /** The time-series store is behind by this much (milliseconds), 0 when it keeps up. */
  storeBehindMs: number;
  /** It is away or refuses; what it said stands in the hub's log. */
  storeError?: string;
  /** The log takes no more packets (disk full). */
  logWritable: boolean;
  deadLetters: number;
  unrecognised: number;
  /** Last time the hub was off: "Mất điện 02:10–05:32, nhận bù 214 bản ghi". */
  outage?: { from: number; to: number; backfilled: number };
  simulated: boolean;
  /** New boxes get no account unless they run on this machine: no MQTTS, and none are let in over a plain line. */
  newBoxesShut?: boolean;
}

/** A camera's picture or detection for the wall's strip. */
export interface CameraEvent {
  camera: string;
  event: string;
  ts: number;
  zones: string[];
  score?: number;
  /** Path of the still, where there is one. */
  still?: string;
}

export interface LiveSnapshot {
  /** Names this run of the hub; a sequence number means something only together with it. */
  run: string;
  seq: number;
  alerts: Alert[];
  /** Those that are not closed. */
  incidents: Incident[];
  latest: LatestOfDevice[];
  presence: Presence[];
  cameras: CameraEvent[];
  /** Those that are not over. */
  commands: Command[];
  /** Where telling people of incidents stands: those that are not stopped. */
  escalations: Escalation[];
  /** Public messages that are not over. */
  broadcasts: Broadcast[];
  outOfService: OutOfService[];
  /** Suspicions that are not over. */
  findings: FindingSketch[];
  status: HubStatus;
}

/**
 * Place of an event among all that are told. `after` is the number of the one before that this client was shown, for not
 * everybody is shown everything: a client that has not come as far as `after` has missed something.
 */
export interface Numbered {
  seq: number;
  after: number;
}

/** Events of the socket.io namespace `/live`. Alerts, incidents, presence, commands and camera events are numbered, and none is left out. */
export interface LiveServerEvents {
  snapshot: (snapshot: LiveSnapshot) => void;
  alert: (event: Numbered & Omit<AlertTransition, 'type'>) => void;
  incident: (event: Numbered & Omit<IncidentTransition, 'type' | 'request'>) => void;
  presence: (event: Numbered & { presence: Presence }) => void;
  camera: (event: Numbered & { camera: CameraEvent }) => void;
  command: (event: Numbered & Omit<CommandTransition, 'type' | 'request'>) => void;
  /** For whoever deals with alerts: who is told of one incident, and what came of it. */
  notices: (event: Numbered & { notices: Notice[] }) => void;
  /** Without names: walls show it, too. */
  escalation: (event: Numbered & { escalation: Escalation }) => void;
  /** A public message as it stands now, for whoever writes or approves them. */
  broadcast: (event: Numbered & { broadcast: Broadcast }) => void;
  service: (event: Numbered & Omit<ServiceTransition, 'type' | 'request'>) => void;
  /** What the hub suspects, as far as everybody may see it. */
  finding: (event: Numbered & { finding: FindingSketch }) => void;
  /** Conflated: at most two a second, the newest of each metric only. */
  latest: (event: { latest: LatestOfDevice[] }) => void;
  /** Every two seconds: a wall that misses it for 5 s says that the connection is lost. */
  status: (status: HubStatus) => void;
}
/** A client says where it was; the server answers with what it missed, or with a snapshot. */
export interface LiveClientEvents {
  resume: (from: { run: string; seq: number } | null) => void;
}
export const LIVE_NAMESPACE = '/live';
