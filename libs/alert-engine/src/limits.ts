import { CLOCK_TOLERANCE_MS } from '#hub/contracts';

/** Bounds on what is kept, and the few times the engine itself decides. Milliseconds. */
export const LIMITS = {
  /** Samples per series before the older part is folded away, and how many stay. */
  samples: 1024,
  samplesKept: 640,
  /** Beside what its rules need a series keeps what may come late; so many samples more are folded away at once. */
  reorderMs: 6 * 3_600_000,
  samplesAtOnce: 96,
  /** Folded samples that may stay as context for a rate or for neighbours. */
  contextSamples: 4096,
  /**
   * A station is held against what the others last said before the begin of such a stretch: within it their background
   * is one and the same, however often they speak and in whatever order it comes.
   */
  backgroundMs: 5_000,
  /** Incidents a rule remembers per target, and how many stay when there are more. */
  incidents: 64,
  incidentsKept: 32,
  /** Camera detections per rule and target, and how many stay. */
  detections: 256,
  detectionsKept: 128,
  /** A holding time does not run across a pause of more than three intervals, nor is a device silent before this. */
  shortestGapMs: 120_000,
  /** Live facts are told again after this much event time, or sooner when they moved by a tenth of the limit. */
  updateMs: 60_000,
  materialUpdateMs: 5_000,
  /** The hub was off when ticks are further apart than this. */
  tickGapMs: 10_000,
  /** Devices' own clocks may be ahead of the hub's by this much. */
  clockAheadMs: CLOCK_TOLERANCE_MS,
  /** An open incident that only late readings tell of is written down when nothing more came for so long … */
  lateQuietMs: 60_000,
  /** … or when it is known for so long. */
  lateKnownMs: 600_000,
} as const;
