import type { FindingChange, FindingOf } from '#hub/contracts';

/** A suspected fire at one station, without an area. */
export function aBurning(id: string, over: Partial<FindingOf<'burning'>> = {}): FindingOf<'burning'> {
  const startedAt = over.startedAt ?? Date.now();
  return {
    ...{ id, kind: 'burning', commune: '00000', target: 'air-1', targets: ['air-1'], startedAt, updatedAt: startedAt },
    ...{ score: 64, grade: 'likely', simulated: false, stations: [], wind: [] },
    reasons: [
      { key: 'excess', points: 29, of: 35, figures: { value: 82 } },
      { key: 'hotspot', points: 0, of: 15 },
    ],
    ...over,
  };
}

/** A dust probe whose two counters disagree: low trust. */
export function aTrust(target: string, over: Partial<FindingOf<'trust'>> = {}): FindingOf<'trust'> {
  const startedAt = over.startedAt ?? Date.now();
  return {
    ...{
      id: `trust-${target}-pm25-${startedAt}`,
      kind: 'trust',
      commune: '00000',
      target,
      targets: [target],
      startedAt,
    },
    ...{ updatedAt: startedAt, score: 45, low: true, metric: 'pm25', maintenance: 'channels', simulated: false },
    reasons: [
      { key: 'channels', points: -45, figures: { a: 41, b: 83, nearer: 'A' } },
      { key: 'calibration', points: -10, figures: { days: 371, due: 365 } },
    ],
    ...over,
  };
}

/** As an item of the findings stream. */
export const found = (finding: FindingChange['finding'], change: FindingChange['change'] = 'found'): FindingChange => ({
  ...{ type: 'finding', change, finding, at: finding.updatedAt },
});
