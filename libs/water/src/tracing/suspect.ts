import type { Observation } from '../stations/observe.js';
import type { Contradiction, SourceKinds, TraceReason, TracingRules } from './evidence.js';
import type { Reached } from './walk.js';

export interface Suspect {
  source: string;
  /** At most 100; below 0 where stations speak against it. */
  score: number;
  /** Of 1 that is parted among all suspects: about as often as it would be this one. */
  share: number;
  reasons: TraceReason[];
  contradictions: Contradiction[];
  /** Time of travel to the anomaly, and when the discharge would have begun. */
  minutes: number;
  estimated: boolean;
  startedAt: number;
}
/** What is known of another station, as it looks from the anomaly. */
export interface Witness {
  id: string;
  node: string;
  seen: Observation;
  /** The anomaly lies downstream of it. */
  isUpstream: boolean;
  /** … or upstream: one water passes both. Else they are on branches, and two times of travel may be off. */
  isOnOneWay: boolean;
  /** Nodes that reach the anomaly without passing it. */
  around: ReadonlyMap<string, Reached>;
  /** Nodes from which water comes to it. */
  reach: ReadonlyMap<string, Reached>;
}
export interface Case {
  onset: number;
  anomaly: Observation;
  witnesses: Witness[];
  rules: TracingRules;
  kinds: SourceKinds;
}
