import type { Finding } from '#hub/contracts';
import type { Notice, SmokeRules, Verdict } from '#hub/smoke';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const VIETNAM_MS = 7 * 3_600_000;

interface Context {
  /** Findings that are not over. */
  found: ReadonlyMap<string, Finding>;
  stations: readonly string[];
  simulated: boolean;
  communeOf(station: string): string;
  /** End of what was looked at, milliseconds. */
  at: number;
}

/** Haze or fog over the whole commune: one finding for as long as it goes on. Nobody is paged for it. */
export function commonNotices(
  notices: readonly Notice[],
  { found, stations, simulated, communeOf, at }: Context,
  { bins }: SmokeRules,
): Finding[] {
  return notices.map(({ kind, start, rise }): Finding => {
    const known = [...found.values()].find(
      (one) => one.kind === 'haze' && one.updatedAt >= start - 3 * bins.minutes * MINUTE_MS,
    );
    const target = known?.target ?? stations[0]!;
    return {
      ...{ id: known?.id ?? `haze-${start}`, kind: 'haze', commune: communeOf(target), target, targets: [...stations] },
      ...{ startedAt: known?.startedAt ?? start, updatedAt: at, score: 0, simulated },
      reasons: [{ key: kind, figures: { rise: Math.round(rise) } }],
    };
  });
}

/** The same hour, day after day, at one station: somebody should say what it is. Asked once a day. */
export function fixedSources(verdicts: readonly Verdict[], { found, simulated, communeOf, at }: Context): Finding[] {
  return verdicts.flatMap(({ station, start, suppressed, excess = 0 }): Finding[] => {
    if (suppressed?.outcome !== 'askToClassify') return [];
    const id = `fixed-source-${station}-${Math.floor((start + VIETNAM_MS) / DAY_MS)}`;
    const known = found.get(id);
    return [
      {
        ...{ id, kind: 'fixed-source', commune: communeOf(station), target: station, targets: [station], simulated },
        ...{ startedAt: known?.startedAt ?? start, updatedAt: at, score: 0 },
        reasons: [{ key: 'daily', figures: { days: suppressed.value ?? 0, excess: Math.round(excess) } }],
      },
    ];
  });
}

/** Nothing was added to it for as long as two events may be apart and still be one. */
export const isOverAt = ({ updatedAt }: Finding, now: number, { events }: SmokeRules): boolean =>
  now - updatedAt > events.incidentMinutes * MINUTE_MS;
export const overOf = (finding: Finding): Finding => ({ ...finding, endedAt: finding.updatedAt });
