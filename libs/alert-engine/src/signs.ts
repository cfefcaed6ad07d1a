import type { Engine } from './state.js';

/** What is known of whether a device is there. Milliseconds of arrival. */
export interface Signs {
  /** It was lost between these two, if it is lost. */
  from: number;
  to: number;
  /** Nothing came for long enough that it is probably gone, whether or not a rule has said so yet. */
  missing: boolean;
}

/** What does not come on time may be on its way: nothing is missed before this. */
const SLACK_MS = 60_000;
/** A gateway notices only after a while that a device is away. */
const NOTICED_WITHIN_MS = 120_000;

/** Undefined where nothing can be said: never heard, under repair, or no rule that listens for it. */
export function signsOf(engine: Engine, target: string, now: number): Signs | undefined {
  const plan = engine.plans.get(target);
  if (!plan?.judged) return undefined;
  const offline = plan.offlines.find(({ offlineSince }) => offlineSince !== undefined)?.offlineSince;
  if (offline !== undefined) return { from: offline - NOTICED_WITHIN_MS, to: offline + SLACK_MS, missing: true };
  if (plan.heard === 0) return undefined;
  // a camera that says nothing may be there or not
  if (plan.silences.length === 0) return { from: plan.heard, to: Number.POSITIVE_INFINITY, missing: false };
  const { intervalMs, uploadIntervalMs = 0 } = plan.of.profile;
  const everyMs = Math.max(intervalMs, uploadIntervalMs);
  const from = Math.max(plan.heard, engine.ticks.silenceFrom);
  return { from, to: from + everyMs + SLACK_MS, missing: now - from > Math.max(2 * everyMs, 90_000) };
}
