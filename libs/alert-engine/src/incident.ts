import type { AlertFacts } from '#hub/contracts';

/** What people were told of an incident, so that a correction is told once and nothing twice. */
export interface Told {
  id: string;
  /** Paged, rather than only written down. */
  live: boolean;
  /** On the word of a probe alone that is not to be trusted. */
  doubted?: true;
  /** Event time of the newest on-time reading when people were paged: the incident that holds it is the one they know. */
  pagedTs?: number;
  start: number;
  end?: number;
  /** Measure and event time of the last telling. */
  value: number;
  ts: number;
}

/** One interval of event time in which a rule's condition held. */
export interface Incident {
  start: number;
  /** When the holding time was full. */
  confirmedAt: number;
  end?: number;
  peak: number;
  background?: number;
  /** `received` of what first told of it; after a doubted probe, of what is to be trusted. */
  learntAt: number;
  told?: Told;
}

export type OutcomeKind = 'opened' | 'updated' | 'returned' | 'recorded' | 'closed';

/** Named reasons for an outcome that is not plain news of the condition. */
export type OutcomeReason = 'condition' | 'late-data' | 'withdrawn' | 'no-longer-watched';

/** What the engine wants done with an alert. Times in milliseconds. */
export interface Outcome {
  kind: OutcomeKind;
  reason: OutcomeReason;
  id: string;
  /** What a repeat updates instead of adding: rule and target, and the metric where each has an alert of its own. */
  key: string;
  rule: string;
  target: string;
  startedAt: number;
  /** Equal to `startedAt` where late data showed that the condition never held (`withdrawn`). */
  endedAt?: number;
  confirmedAt: number;
  learntAt: number;
  backdated: boolean;
  /** Only readings tell of it whose probe is not to be trusted: shown, and no reason to page anybody. */
  doubted?: true;
  facts: AlertFacts;
  /** `received` of the item that brought this about. */
  at: number;
}
