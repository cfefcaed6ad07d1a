import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type SourceKinds, trace, type TraceInput, type TracingRules } from '../index.js';

const { tracing, sourceKinds } = JSON.parse(readFileSync('reference/water.json', 'utf8')) as {
  tracing: TracingRules;
  sourceKinds: SourceKinds;
};
const CASES = 'libs/water/src/tracing/testcases';
const MINUTE = 60_000;
const read = <T>(name: string, file: string) => JSON.parse(readFileSync(join(CASES, name, file), 'utf8')) as T;

/** What a case may ask for; minutes are from the onset. */
interface Expected {
  outcome?: string;
  ranked?: string[];
  isClear?: boolean;
  excluded?: Record<string, string>;
  contradictions?: Record<string, string[]>;
  minutes?: Record<string, number>;
  unplaced?: string[];
  loose?: string[];
  /** Minutes, and whether they are estimated, by plot. */
  arrivals?: Record<string, [number, boolean]>;
  there?: string[];
  unknown?: string[];
  closings?: [work: string, action: string, cuts: string[], beforeMin: number, isLate: boolean][];
  uncut?: string[];
}

function told(input: TraceInput): Required<Expected> {
  const { ranking, downstream, plan, unplaced, loose } = trace(input, tracing, sourceKinds);
  const onset = input.anomaly.seen.onset ?? 0;
  const by = <T>(of: (s: (typeof ranking.suspects)[number]) => T) =>
    Object.fromEntries(ranking.suspects.map((s) => [s.source, of(s)]));
  const round = (minutes: number) => Math.round(minutes * 1e6) / 1e6;
  return {
    ...{ outcome: ranking.outcome, isClear: ranking.isClear, ranked: ranking.suspects.map((s) => s.source) },
    excluded: Object.fromEntries(ranking.excluded.map((e) => [e.source, e.why])),
    contradictions: by((s) => s.contradictions.map((c) => c.key).sort()),
    minutes: by((s) => round(s.minutes)),
    unplaced: unplaced.map(({ kind, id }) => `${kind}:${id}`).sort(),
    loose: loose.map(({ canal, node }) => `${canal}/${node}`).sort(),
    arrivals: Object.fromEntries(downstream.plots.map((p) => [p.plot, [round(p.minutes), p.estimated]])),
    there: downstream.plots.filter((p) => p.isThere).map((p) => p.plot),
    unknown: downstream.unknown,
    closings: plan.closings.map((c) => [c.work, c.action, c.cuts, round((c.before - onset) / MINUTE), c.isLate]),
    uncut: plan.uncut,
  };
}

describe('tracing', () => {
  it.each(readdirSync(CASES))('%s', (name) => {
    const expected = read<Expected>(name, 'expected.json');
    const found = told(read<TraceInput>(name, 'input.json'));
    const asked = Object.keys(expected) as (keyof Expected)[];
    const pick = (of: Expected) => Object.fromEntries(asked.map((key) => [key, of[key]]));
    for (const key of ['contradictions', 'minutes'] as const)
      if (expected[key])
        Object.assign(found, {
          [key]: Object.fromEntries(Object.keys(expected[key]).map((source) => [source, found[key][source]])),
        });
    expect(pick(found)).toEqual(expected);
  });

  it.each(readdirSync(CASES))('%s: the order in which things are given changes nothing', (name) => {
    const input = read<TraceInput>(name, 'input.json');
    const turned: TraceInput = {
      ...input,
      canals: input.canals
        .map((c) => ({ ...c, nodes: c.nodes.toReversed(), reaches: c.reaches.toReversed() }))
        .toReversed(),
      ...{ works: input.works.toReversed(), takers: input.takers.toReversed() },
      ...{ sources: input.sources.toReversed(), stations: input.stations.toReversed() },
    };
    expect(told(turned)).toEqual(told(input));
  });
});
