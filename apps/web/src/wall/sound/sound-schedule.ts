import type { Alert } from '#hub/contracts';
import { localHour } from '../../format/clock.js';

export type Sound = 'emergency' | 'warning' | 'watch';
/** When each alert was last heard, and how often; server time. Only alerts that are active are kept. */
export type Heard = ReadonlyMap<string, { at: number; times: number }>;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const EMERGENCY_EVERY = 10 * SECOND;
const EMERGENCY_LATER_EVERY = 60 * SECOND;
const EMERGENCY_LATER_AFTER = 3 * MINUTE;
const WARNING_AGAIN_AFTER = 5 * MINUTE;
/** An alert older than this when the page first sees it was chimed before, or is old news. */
const FIRST_CHIME_WITHIN = 2 * MINUTE;

/**
 * What to play now. Emergency: two tones every 10 s until accepted, every 60 s from the third minute on. Warning: one
 * chime, again at five minutes. Watch: once, softly, between 7 and 21 h. One sound at a time, the gravest.
 */
export function dueSound(alerts: Iterable<Alert>, heard: Heard, now: number): { play?: Sound; heard: Heard } {
  const next = new Map<string, { at: number; times: number }>();
  const due = new Set<Sound>();
  for (const alert of alerts) {
    if (alert.state !== 'unacknowledged' || alert.backdated) continue;
    const before = heard.get(alert.id);
    const sound = soundOf(alert, before, now);
    if (sound) {
      due.add(sound);
      next.set(alert.id, { at: now, times: (before?.times ?? 0) + 1 });
    } else if (before) next.set(alert.id, before);
  }
  const play = (['emergency', 'warning', 'watch'] as const).find((s) => due.has(s));
  return { play, heard: next };
}

function soundOf(alert: Alert, before: { at: number; times: number } | undefined, now: number): Sound | undefined {
  const known = now - alert.learntAt;
  if (alert.severity === 'emergency') {
    const every = known < EMERGENCY_LATER_AFTER ? EMERGENCY_EVERY : EMERGENCY_LATER_EVERY;
    return !before || now - before.at >= every ? 'emergency' : undefined;
  }
  if (alert.severity === 'warning') {
    if (known < FIRST_CHIME_WITHIN) return before ? undefined : 'warning';
    const again = known >= WARNING_AGAIN_AFTER && known < WARNING_AGAIN_AFTER + FIRST_CHIME_WITHIN;
    return again && (!before || before.at - alert.learntAt < WARNING_AGAIN_AFTER) ? 'warning' : undefined;
  }
  if (alert.severity === 'watch') {
    const hour = localHour(now);
    return !before && known < FIRST_CHIME_WITHIN && hour >= 7 && hour < 21 ? 'watch' : undefined;
  }
  return undefined;
}
