/** What one sample says of a condition. `between` is the band between the clear level and the limit. */
export const CLEAR = 0;
export const BETWEEN = 1;
export const MET = 2;
export type Verdict = typeof CLEAR | typeof BETWEEN | typeof MET;

export type Phase = 'normal' | 'pending' | 'active' | 'clearing';

/** Where a condition stands after the newest sample it has seen. Times are event times, milliseconds. */
export interface Condition {
  phase: Phase;
  /** Start of what is pending or active. */
  since: number;
  /** When the holding time was full. */
  confirmedAt: number;
  /** First clear sample of the present clear run. */
  clearSince: number;
  lastTs: number;
  /** Worst measure since `since`, and the background it stood against. */
  peak: number;
  background?: number;
}

/** Milliseconds of event time. A pause longer than `gapMs` between two samples never counts as held or as clear. */
export interface Timing {
  holdMs: number;
  clearMs: number;
  gapMs: number;
  /** 1 where higher is worse, −1 where lower is worse. */
  worse: 1 | -1;
}

export const atRest = (): Condition => ({
  phase: 'normal',
  since: 0,
  confirmedAt: 0,
  clearSince: 0,
  lastTs: 0,
  peak: 0,
});

export const isOpen = (c: Condition): boolean => c.phase === 'active' || c.phase === 'clearing';

export type Step = 'same' | 'raised' | 'ended';

/**
 * Moves a condition by its next sample in event time. After `ended`, `clearSince` is when the condition stopped. Being
 * a function of the samples in order and of nothing else, it gives the same incidents whenever they came.
 */
export function step(
  c: Condition,
  ts: number,
  verdict: Verdict,
  measure: number,
  timing: Timing,
  background?: number,
): Step {
  const gap = ts - c.lastTs > timing.gapMs;
  c.lastTs = ts;
  switch (c.phase) {
    case 'normal':
      if (verdict !== MET) return 'same';
      return begin(c, ts, measure, timing, background);
    case 'pending':
      if (verdict !== MET) {
        c.phase = 'normal';
        return 'same';
      }
      if (gap) return begin(c, ts, measure, timing, background);
      worst(c, measure, timing, background);
      if (ts - c.since < timing.holdMs) return 'same';
      c.phase = 'active';
      c.confirmedAt = ts;
      return 'raised';
    case 'active':
      if (verdict === CLEAR) return clearing(c, ts, timing);
      worst(c, measure, timing, background);
      return 'same';
    case 'clearing':
      if (verdict === CLEAR) {
        if (gap) return clearing(c, ts, timing);
        if (ts - c.clearSince < timing.clearMs) return 'same';
        c.phase = 'normal';
        return 'ended';
      }
      c.phase = 'active';
      worst(c, measure, timing, background);
      return 'same';
  }
}

function begin(c: Condition, ts: number, measure: number, timing: Timing, background: number | undefined): Step {
  c.since = ts;
  c.peak = measure;
  c.background = background;
  if (timing.holdMs > 0) {
    c.phase = 'pending';
    return 'same';
  }
  c.phase = 'active';
  c.confirmedAt = ts;
  return 'raised';
}

function clearing(c: Condition, ts: number, timing: Timing): Step {
  c.clearSince = ts;
  if (timing.clearMs > 0) {
    c.phase = 'clearing';
    return 'same';
  }
  c.phase = 'normal';
  return 'ended';
}

function worst(c: Condition, measure: number, timing: Timing, background: number | undefined): void {
  if ((measure - c.peak) * timing.worse <= 0) return;
  c.peak = measure;
  c.background = background;
}
