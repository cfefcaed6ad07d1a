import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SOURCE_TYPES } from '#hub/contracts';
import type { Observation, SourceKinds, TraceInput, TracingRules } from '../index.js';
import { trace } from '../index.js';
import { byDirection, byKind } from './evidence.js';

const { tracing, sourceKinds } = JSON.parse(readFileSync('reference/water.json', 'utf8')) as {
  tracing: TracingRules;
  sourceKinds: SourceKinds;
};
/** What a station saw while EC rose by 1 mS/cm. */
const saw = (changes: Record<string, number>): Observation => ({
  ...{ from: 0, to: 1, state: 'changed', effects: {} },
  changes: Object.fromEntries(
    [...Object.entries(changes), ['ec', 1]].map(([m, by]) => [m, { before: 7, after: 7 + (by as number) }]),
  ),
});
const share = (kind: string, changes: Record<string, number>) =>
  byKind(saw(changes), kind, sourceKinds, tracing)?.share;

describe('what a kind of source does to water', () => {
  const acid = { do: -0.5, ph: -1.5, turbidity: 4, nh4_n: 0.5, water_temperature: 0.3 };
  const manure = { do: -5, ph: 0.4, turbidity: 150, nh4_n: 50, water_temperature: 0.2 };

  it('tells acid from manure', () => {
    expect(share('plating', acid)).toBeGreaterThan(0.7);
    expect(share('plating', manure)).toBeLessThan(0.05);
    expect(share('livestock', manure)).toBeGreaterThan(0.7);
    expect(share('livestock', acid)).toBeLessThan(0.05);
  });
  it('knows that oxygen cannot fall below nothing', () => {
    // its usual fall is 6 to 25 mg/l for each mS/cm, and there were 5
    expect(byKind(saw({ do: -5 }), 'livestock', sourceKinds, tracing)).toMatchObject({ share: 1, agree: ['do'] });
  });
  it('of a name that may be several is that of the one that agrees best', () => {
    expect(share('production', acid)).toBe(share('plating', acid));
    expect(share('craft-village', manure)).toBeGreaterThan(share('dyeing', manure)!);
  });
  it('is unknown for a kind that nobody knows, and where EC did not rise', () => {
    expect(share('other', acid)).toBeUndefined();
    expect(share('source', acid)).toBeUndefined();
    expect(byKind({ ...saw({}), changes: {} }, 'plating', sourceKinds, tracing)).toBeUndefined();
  });
  it('is there for each type of the register', () => {
    for (const type of Object.keys(SOURCE_TYPES).filter((t) => t !== 'other')) expect(share(type, acid)).toBeDefined();
  });
  it('goes by directions where somebody has written them down', () => {
    expect(byDirection({ ec: 'up', do: 'down' }, { ec: 'up', do: 'down' }).share).toBe(1);
    expect(byDirection({ ec: 'up', ph: 'down' }, { ec: 'up', ph: 'up' })).toMatchObject({ share: 0, against: ['ph'] });
    expect(byDirection({ ec: 'up', do: 'same' }, { ec: 'up', do: 'down' }).share).toBeCloseTo(1 / 3, 9);
  });
});

describe('shares of suspicion', () => {
  const input = JSON.parse(
    readFileSync('libs/water/src/tracing/testcases/twins, and what inspectors found/input.json', 'utf8'),
  ) as TraceInput;
  const suspects = (of: TraceInput) => trace(of, tracing, sourceKinds).ranking.suspects;

  it('are parted among all, as the scores are', () => {
    const list = suspects(input);
    expect(list.reduce((sum, s) => sum + s.share, 0)).toBeCloseTo(1, 9);
    expect(list.map((s) => s.share)).toEqual(list.map((s) => s.share).sort((a, b) => b - a));
  });
  it('only grow with an inspection that failed', () => {
    const worse = input.sources.map((s) => (s.id === 'long-ago' ? { ...s, permitted: false } : s));
    const of = (list: ReturnType<typeof suspects>) => list.find((s) => s.source === 'long-ago')!.share;
    expect(of(suspects({ ...input, sources: worse }))).toBeGreaterThan(of(suspects(input)));
  });
});
