import type { Finding } from '#hub/contracts';
import type { Notice, SmokeRules, Verdict } from '#hub/smoke';
import { pointsOf } from './burning.js';

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

const dayOf = (ms: number): number => Math.floor((ms + VIETNAM_MS) / DAY_MS);

/** What people entered as a source smokes as it always does: one finding a day and source, and nobody is paged. */
export function knownSources(verdicts: readonly Verdict[], { found, simulated, communeOf, at }: Context): Finding[] {
  const told = new Map<string, Finding>();
  for (const { station, start, suppressed, known, score, excess = 0 } of verdicts) {
    if (suppressed?.outcome !== 'knownNotice' || !known || !score) continue;
    const id = `known-source-${known.id}-${dayOf(start)}`;
    const before = told.get(id) ?? found.get(id);
    const figures = { name: known.name, usual: known.usual, excess: Math.round(excess) };
    const target = before?.target ?? station;
    told.set(id, {
      ...{ id, kind: 'fixed-source', commune: communeOf(target), target, simulated },
      targets: [...new Set([...(before?.targets ?? []), station])],
      ...{ startedAt: before?.startedAt ?? start, updatedAt: at, score: Math.round(score.total) },
      reasons: [{ key: 'known-source', figures }, ...pointsOf(score)],
    });
  }
  return [...told.values()];
}

/** The same hour, day after day, at one station: somebody should say what it is. Asked once a day. */
export function fixedSources(verdicts: readonly Verdict[], { found, simulated, communeOf, at }: Context): Finding[] {
  return verdicts.flatMap(({ station, start, suppressed, excess = 0 }): Finding[] => {
    if (suppressed?.outcome !== 'askToClassify') return [];
    const id = `fixed-source-${station}-${dayOf(start)}`;
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
