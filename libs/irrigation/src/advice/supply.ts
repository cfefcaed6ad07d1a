import { HOUR_MS, type Interval } from '../calendar.js';
import type { IrrigationTable, Reason } from '../reference.js';

/** Where a plot's water comes from, as it is now. */
export interface Supply {
  /** m³/h of its gate or pump; undefined: not known, 0: nothing runs. */
  discharge?: number | undefined;
  /** Hours from the sluice to the plot. */
  canalHours?: number | undefined;
  /** At the sluice: g/l, and when it was measured, however long ago. Undefined: it never was. */
  salinity?: { value: number; at: number } | undefined;
  /** What is wrong with what measures it: for days nothing came (`since` it did, ms), or what comes is not to be trusted. */
  saltProbe?: { is: 'silent'; since?: number } | { is: 'doubted' } | undefined;
  /** Key of `salinity.uses`, where the plot's own crop bears more or less than its stage usually does. */
  saltUse?: string | undefined;
  /**
   * When water may be taken: the sluice is expected to have fresh water, there is electricity, it is the block's turn. A list that is not
   * given is no condition; an empty one leaves no time.
   */
  fresh?: readonly Interval[] | undefined;
  electricity?: readonly Interval[] | undefined;
  turn?: readonly Interval[] | undefined;
}

export interface Saltiness {
  /** Whether the source must not be taken from now. */
  stops: boolean;
  /** Fresh hours that can still be counted on. */
  fresh?: readonly Interval[] | undefined;
  reasons: readonly Reason[];
  /** What is known of the source now, where it is not old and not doubted: g/l, and from when on it is not to be taken. */
  source?: { value: number; limit: number; at: number };
}

/** What stands on a plot whose stage nobody told is taken to bear as little as rice at its most sensitive. */
export const STAGE_UNKNOWN = 'sensitive';

/**
 * What the source's salinity means for a stage. What is measured beats what is expected: while it measures salt, an expected fresh
 * window that is on does not count. An old salty value stops until a new one says otherwise; an old fresh one lets through, and is named.
 */
export function saltinessOf(
  { salinity, fresh, saltUse, saltProbe }: Supply,
  { now, stageUse }: { now: number; stageUse: string | undefined },
  { salinity: rules }: Pick<IrrigationTable, 'salinity'>,
): Saltiness {
  const key = saltUse ?? stageUse;
  const use = key !== undefined && Object.hasOwn(rules.uses, key) ? rules.uses[key] : undefined;
  if (!use) return { stops: false, fresh, reasons: [] };
  if (!salinity) return { stops: false, fresh, reasons: saltProbe ? [silentOf(saltProbe, now)] : [] };
  const { value, at } = salinity;
  if (!(value >= 0) || at > now) return { stops: false, fresh, reasons: [{ key: 'salinity-unknown' }] };
  const hours = (now - at) / HOUR_MS;
  const old = hours > rules.freshHours;
  const aged: Reason[] = [
    ...(old ? [{ key: 'salinity-old', figures: { hours: Math.floor(hours) } }] : []),
    ...(saltProbe?.is === 'doubted' ? [{ key: 'salinity-doubted' }] : []),
  ];
  const source = { ...(!old && !saltProbe && { source: { value, limit: use.stopAt, at } }) };
  if (value >= use.stopAt) {
    const later = old ? fresh : fresh?.filter(({ from }) => from > now);
    const reason = { key: 'salinity-stop', figures: { value, limit: use.stopAt, at } };
    const next = later?.find(({ from }) => from > now);
    const expected = next ? [{ key: 'fresh-expected', figures: { from: next.from, to: next.to } }] : [];
    return { stops: true, fresh: later, reasons: [reason, ...aged, ...expected], ...source };
  }
  if (saltProbe?.is === 'silent') return { stops: false, fresh, reasons: [silentOf(saltProbe, now)] };
  if (value < use.warnAt) return { stops: false, fresh, reasons: aged, ...source };
  return {
    stops: false,
    fresh,
    reasons: [{ key: 'salinity-warn', figures: { value, limit: use.warnAt, at } }, ...aged],
    ...source,
  };
}

function silentOf(probe: NonNullable<Supply['saltProbe']>, now: number): Reason {
  const since = probe.is === 'silent' ? probe.since : undefined;
  return {
    key: 'salinity-silent',
    ...(since !== undefined && { figures: { days: Math.floor((now - since) / (24 * HOUR_MS)) } }),
  };
}
