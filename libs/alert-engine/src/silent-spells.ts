import type { DeviceProfile } from '#hub/contracts';
import { holdsAt } from './rule-windows.js';
import { allowedSilenceMs, type SilenceRule } from './silence-watch.js';

/** A time in which a device said nothing for longer than a rule allows. Milliseconds of arrival. */
export interface SilentSpell {
  startedAt: number;
  toldAt: number;
  /** Absent: it is silent still. */
  endedAt?: number;
}

const MINUTE_MS = 60_000;

/**
 * What a silence rule would have told of, from when things came (`heard`, sorted, milliseconds) up to `to`: as the watch
 * on ticks, but for that nobody knows when the hub itself was off.
 */
export function silentSpells(
  rule: SilenceRule,
  profile: DeviceProfile,
  heard: readonly number[],
  to: number,
): SilentSpell[] {
  const allowedMs = allowedSilenceMs(rule, profile);
  return heard.flatMap((startedAt, i): SilentSpell[] => {
    const next = heard[i + 1];
    const toldAt = firstHolding(rule, startedAt + allowedMs, next ?? to);
    return toldAt === undefined ? [] : [{ startedAt, toldAt, ...(next !== undefined && { endedAt: next }) }];
  });
}

/** The first time after `after` and before `end` at which the rule holds; windows begin at full minutes. */
function firstHolding({ windows }: SilenceRule, after: number, end: number): number | undefined {
  for (let at = after + 1; at < end; at = Math.floor(at / MINUTE_MS + 1) * MINUTE_MS)
    if (holdsAt(at, windows)) return at;
  return undefined;
}
