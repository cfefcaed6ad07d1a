import { describe, expect, it } from '@jest/globals';
import { LIMITS } from './limits.js';
import {
  DEVICES,
  intervals,
  Keeper,
  MINUTE,
  naive,
  reading,
  RULES,
  type Sample,
  SECOND,
  settleDown,
  T0,
} from './spec-kit.js';

/** Deterministic noise (mulberry32). */
function noise(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A day and more of one sample every ten seconds, wandering across all limits. */
function longStory(seed: number): { device: string; ts: number; value: number }[] {
  const next = noise(seed);
  return DEVICES.flatMap((device, d) => {
    let value = 40;
    let ts = T0 + d * 3 * SECOND;
    return Array.from({ length: 9000 }, () => {
      value = Math.min(250, Math.max(0, value + (next() - 0.5) * 8));
      ts += next() < 0.002 ? 8 * MINUTE : 10 * SECOND;
      return { device, ts, value: Math.round(value) };
    });
  }).sort((x, y) => x.ts - y.ts);
}

/** All but the backgrounds, of which only those that change a verdict are worth writing down again. */
const seriesOf = (hub: Keeper) =>
  DEVICES.map((device) => {
    const { series, watches } = hub.engine.plans.get(device)!.series.get('pm25')!;
    const conditions = watches.map(({ base, head, judged }) => ({
      base: { ...base, background: undefined },
      head: { ...head, background: undefined },
      verdicts: judged?.written().verdicts,
    }));
    return { ...series.written(), conditions };
  });

describe('a long story, of which only the newest part is kept', () => {
  it.each([1, 2, 3])('finds the same incidents as the definition, in order or not (seed %i)', (seed) => {
    const story = longStory(seed);
    const next = noise(seed + 100);
    const late = story
      .map((s) => ({ ...s, received: s.ts + (next() < 0.02 ? next() * 50 * MINUTE : 0) }))
      .sort((x, y) => x.received - y.received);
    const hub = new Keeper();
    late.forEach((s, i) => {
      hub.take(reading(s.device, s.ts, s.value, s.received));
      if (i % 6000 === 5999) {
        for (const device of DEVICES) hub.keep(device);
        hub.journal = [];
      }
      // mostly long after the samples were kept: what was folded since stands in the watches alone
      if (i % 1700 === 0) {
        const before = seriesOf(hub);
        expect(hub.restart()).toEqual([]);
        expect(seriesOf(hub)).toEqual(before);
      }
    });
    settleDown(hub, late.at(-1)!.received);
    const found = intervals(hub.outcomes);
    let incidents = 0;
    for (const rule of RULES) {
      if (rule.type !== 'threshold') continue;
      for (const device of DEVICES) {
        const samples = story.filter((s) => s.device === device).map((s): Sample => [s.ts, s.value]);
        const wanted = naive(samples, rule).map((n) => [n.start, n.end]);
        expect(found[`${rule.id}:${device}`] ?? []).toEqual(wanted);
        incidents += wanted.length;
      }
    }
    expect(incidents).toBeGreaterThan(100);
    for (const plan of hub.engine.plans.values())
      for (const { series, watches } of plan.series.values()) {
        expect(series.length).toBeLessThanOrEqual(LIMITS.samples + 30);
        for (const watch of watches) expect(watch.incidents.length).toBeLessThanOrEqual(LIMITS.incidents);
      }
  });

  it('data older than what is kept is history and raises nothing', () => {
    const hub = new Keeper();
    for (let i = 0; i < 3000; i++) hub.take(reading('a', T0 + i * MINUTE, 40, T0 + i * MINUTE));
    const told = hub.outcomes.length;
    for (let i = 0; i < 30; i++) hub.take(reading('a', T0 + i * MINUTE + 30 * SECOND, 500, T0 + 3001 * MINUTE));
    expect(hub.outcomes).toHaveLength(told);
  });

  it('keeps what the rules need and what may come late, six hours; at one a second the newest ten minutes and more', () => {
    const hub = new Keeper();
    const { series } = hub.engine.plans.get('a')!.series.get('pm25')!;
    for (let i = 0; i < 1500; i++) hub.take(reading('a', T0 + i * MINUTE, 40, T0 + i * MINUTE));
    expect(series.length).toBeLessThanOrEqual(6 * 60 + 9 + 100);
    const end = T0 + 1499 * MINUTE;
    // five minutes above the limit, six hours ago
    for (let i = 0; i < 5; i++) hub.take(reading('a', end - 360 * MINUTE + i * 50 * SECOND, 150, end));
    expect(series.sealedTo).toBeLessThan(end - 360 * MINUTE);
    for (let i = 0; i < 3000; i++) hub.take(reading('a', end + i * SECOND, 40, end + i * SECOND));
    expect(series.length).toBeLessThanOrEqual(LIMITS.samples + 300);
    expect(series.newest - series.sealedTo).toBeGreaterThan(10 * MINUTE);
  });
});
