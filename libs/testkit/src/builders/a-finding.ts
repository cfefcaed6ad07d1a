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

/** As an item of the findings stream. */
export const found = (finding: FindingChange['finding'], change: FindingChange['change'] = 'found'): FindingChange => ({
  ...{ type: 'finding', change, finding, at: finding.updatedAt },
});
