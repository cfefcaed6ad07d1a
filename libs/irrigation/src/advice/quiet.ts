import { clockHour, HOUR_MS } from '../calendar.js';
import type { AdviceRules } from '../reference.js';

/** From when on people may be told something that is not urgent: now, or the end of the quiet hours. */
export function quietUntil(now: number, { quiet }: Pick<AdviceRules, 'quiet'>): number {
  const hour = clockHour(now);
  const { from, to } = quiet;
  const within = from <= to ? hour >= from && hour < to : hour >= from || hour < to;
  return within ? now + ((to - hour + 24) % 24) * HOUR_MS : now;
}
