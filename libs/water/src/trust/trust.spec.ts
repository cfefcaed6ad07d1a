import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Metric } from '#hub/contracts';
import {
  deviceTrust,
  type MetricHistory,
  noHistory,
  oxygenSaturation,
  remember,
  type TrustInput,
  trustOf,
  type TrustRules,
} from '../index.js';

const rules = JSON.parse(readFileSync('reference/trust.json', 'utf8')) as TrustRules;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const now = Date.parse('2026-11-25T12:00:00+07:00');

/** A week and a bit of ten-minute values. */
function history(value: (ts: number, i: number) => number): MetricHistory {
  let kept = noHistory();
  let i = 0;
  for (let ts = now - 8 * DAY; ts <= now; ts += 10 * MINUTE) kept = remember(kept, ts, value(ts, i++));
  return kept;
}
const ripple = (phase: number) => (ts: number) =>
  7 + 0.2 * Math.sin(ts / (4 * HOUR)) + 0.03 * Math.sin(ts / (7 * MINUTE) + phase);
const sound = history(ripple(0));
const beside = [history(ripple(1)), history(ripple(2)), history(ripple(3))];
const ph = (more: Partial<TrustInput> = {}): TrustInput => ({
  ...{ metric: 'ph', now, history: sound, neighbours: beside, calibratedAt: now - 10 * DAY },
  ...more,
});
const keys = (input: TrustInput) => trustOf(input, rules).findings.map((f) => f.key);
const lately = (since: number, value: (ts: number) => number) =>
  history((ts) => (ts >= now - since ? value(ts) : ripple(0)(ts)));

describe('what is kept of a metric', () => {
  it('is a day of ten minutes and a week of hours, in plain JSON', () => {
    expect(sound.recent).toHaveLength(144);
    expect(sound.hours).toHaveLength(168);
    expect(JSON.parse(JSON.stringify(sound))).toEqual(sound);
    expect(JSON.stringify(sound).length).toBeLessThan(12_000);
  });
  it('takes the last value of ten minutes and nothing that is late', () => {
    const two = remember(remember(noHistory(), now, 1), now + MINUTE, 2);
    expect(two.recent).toEqual([[now + MINUTE, 2]]);
    expect(remember(two, now - HOUR, 9)).toBe(two);
  });
});

describe('trust in a metric', () => {
  it('is whole for a sound sensor beside sound ones', () => {
    expect(trustOf(ph(), rules)).toEqual({ metric: 'ph', score: 100, isLow: false, findings: [] });
  });
  it('is whole where nobody knows how to judge', () => {
    expect(trustOf(ph({ metric: 'rain', history: history(() => 0) }), rules).score).toBe(100);
    expect(trustOf(ph({ history: noHistory(), neighbours: [] }), rules).score).toBe(100);
  });

  it('falls when it stands still, unless all stand still', () => {
    const stuck = lately(7 * HOUR, () => 7.1);
    const judged = trustOf(ph({ history: stuck }), rules);
    expect(judged.findings).toEqual([{ key: 'stuck', penalty: 50, hours: 6, value: 7.1, change: 0 }]);
    expect(judged).toMatchObject({ score: 50, isLow: true, maintenance: { cause: 'stuck', text: 'stuck' } });
    expect(keys(ph({ history: lately(5 * HOUR, () => 7.1) }))).toEqual([]);
    const quiet = history(() => 7);
    expect(keys(ph({ history: quiet, neighbours: [quiet, quiet] }))).toEqual([]);
  });

  it('falls with each single wild value, and not with a discharge', () => {
    const wild = lately(DAY, (ts) => (Math.round((now - ts) / (10 * MINUTE)) % 40 === 20 ? 12 : ripple(0)(ts)));
    expect(trustOf(ph({ history: wild }), rules).findings).toEqual([
      expect.objectContaining({ key: 'spike', count: 4 }),
    ]);
    expect(keys(ph({ history: lately(3 * HOUR, (ts) => ripple(0)(ts) - 2.5) }))).toEqual([]);
  });
  it('knows a wild value of EC by its factor, upwards and downwards', () => {
    const ec = (value: number) =>
      trustOf(
        ph({
          metric: 'ec',
          history: history((ts, i) => (ts === now - 5 * HOUR ? value : 0.6 + 0.01 * Math.sin(i))),
          neighbours: [],
        }),
        rules,
      );
    expect(ec(1.3).findings.map((f) => f.key)).toEqual(['spike']);
    expect(ec(0.2).findings.map((f) => f.key)).toEqual(['spike']);
    expect(ec(1.1).findings).toEqual([]);
  });

  it('falls when it drifts away from its neighbours', () => {
    const drifting = history((ts) => ripple(0)(ts) + (0.8 * (ts - now)) / (7 * DAY));
    const [finding] = trustOf(ph({ history: drifting }), rules).findings;
    expect(finding).toMatchObject({ key: 'drift', against: 'neighbours', penalty: 45, limit: 0.5 });
    expect(finding!.key === 'drift' && finding!.perWeek).toBeCloseTo(0.8, 1);
    expect(trustOf(ph({ history: drifting }), rules).maintenance).toMatchObject({ text: 'drift.ph' });
  });
  it('falls less without neighbours, as it may be the water; and not when all drift together', () => {
    const slope = (phase: number) => history((ts) => ripple(phase)(ts) + (0.8 * (ts - now)) / (7 * DAY));
    expect(trustOf(ph({ history: slope(0), neighbours: [] }), rules).findings).toMatchObject([
      { key: 'drift', against: 'own-past', penalty: 20 },
    ]);
    expect(keys(ph({ history: slope(0), neighbours: [slope(1), slope(2)] }))).toEqual([]);
  });

  it('falls when it says something else than its neighbours; with one of them half as much', () => {
    const off = history((ts) => ripple(0)(ts) + 1.3);
    expect(trustOf(ph({ history: off }), rules).findings).toMatchObject([
      { key: 'apart', penalty: 45, of: 3, limit: 1 },
    ]);
    expect(trustOf(ph({ history: off, neighbours: beside.slice(1, 2) }), rules).findings).toMatchObject([
      { penalty: 25, of: 1 },
    ]);
    expect(keys(ph({ history: off, neighbours: [] }))).toEqual([]);
  });

  it.each(['pm25', 'ec', 'nh4_n', 'pm10'] as const)(
    'is low where %s reads twice or half as much as beside it',
    (metric) => {
      const at = (factor: number, phase = 0) =>
        history((ts, i) => factor * (40 + 3 * Math.sin(ts / (4 * HOUR)) + Math.sin(i * 7 + phase)));
      const of = (factor: number) =>
        trustOf(
          { metric, now, history: at(factor), neighbours: [at(1, 1), at(1, 2), at(1.2, 3)], calibratedAt: now },
          rules,
        );
      expect([of(1), of(1.25)].map(({ findings }) => findings)).toEqual([[], []]);
      for (const factor of [2, 0.5])
        expect(of(factor)).toMatchObject({
          isLow: true,
          findings: [{ key: 'apart', of: 3 }],
          maintenance: { cause: 'apart' },
        });
    },
  );

  it('falls with the age of its calibration, and a little when nobody knows it', () => {
    const at = (days?: number) =>
      trustOf(ph(days === undefined ? { calibratedAt: undefined } : { calibratedAt: now - days * DAY }), rules).score;
    expect([at(30), at(31), at(90), at(900), at()]).toEqual([100, 90, 80, 70, 90]);
  });

  it('is nearly gone for a probe in the air', () => {
    const latest = { ec: 0.003, do: 8.1, water_temperature: 26 };
    expect(trustOf(ph({ latest }), rules)).toMatchObject({ score: 10, maintenance: { cause: 'air' } });
    expect(keys(ph({ latest: { ...latest, do: 5 } }))).toEqual([]);
    expect(keys(ph({ latest: { ...latest, ec: 0.4 } }))).toEqual([]);
    expect(oxygenSaturation(25)).toBeCloseTo(8.26, 2);
    expect(oxygenSaturation(0)).toBeCloseTo(14.62, 2);
  });

  it('stays within 0 and 100, whatever comes, in whatever order the neighbours are', () => {
    const value = fc.double({ min: 0, max: 14, noNaN: true });
    const any = fc.array(value, { minLength: 1, maxLength: 30 }).map((v) => history((_, i) => v[i % v.length]!));
    fc.assert(
      fc.property(any, fc.array(any, { maxLength: 3 }), (own, others) => {
        const judged = trustOf(ph({ history: own, neighbours: others }), rules);
        expect(judged.score).toBeGreaterThanOrEqual(0);
        expect(judged.score).toBeLessThanOrEqual(100);
        expect(trustOf(ph({ history: own, neighbours: others.toReversed() }), rules)).toEqual(judged);
      }),
      { numRuns: 20 },
    );
  });
});

describe('trust in a box with two counters', () => {
  const dust = (factor: number, phase = 0) =>
    history((ts, i) => factor * (40 + 3 * Math.sin(ts / (4 * HOUR)) + Math.sin(i * 7 + phase)));
  const box = (a: MetricHistory, b: MetricHistory, neighbours: MetricHistory[] = []) =>
    trustOf({ metric: 'pm25', now, history: a, channels: [a, b], neighbours, calibratedAt: now }, rules);

  it('is whole while they agree', () => {
    expect(box(dust(1), dust(1.2, 2))).toMatchObject({ score: 100, findings: [] });
  });
  it('is low when one reads twice as much as the other; its neighbours tell which', () => {
    const found = box(dust(1), dust(2, 2));
    expect(found).toMatchObject({ isLow: true, maintenance: { text: 'channels' } });
    expect(found.findings).toMatchObject([{ key: 'channels', a: expect.any(Number), b: expect.any(Number) }]);
    expect(found.findings[0]).not.toHaveProperty('nearer');
    expect(box(dust(1), dust(2, 2), [dust(1.1), dust(0.9)]).findings).toMatchObject([{ key: 'channels', nearer: 'A' }]);
  });
  it('is low when one is stuck at nought, and falls when it says nothing at all', () => {
    const dead = history((_, i) => (i % 3) * 0.1);
    expect(box(dust(1), dead)).toMatchObject({ isLow: true, findings: [{ key: 'channels' }] });
    expect(box(dust(1), noHistory())).toMatchObject({
      ...{ score: 70, isLow: false, maintenance: { text: 'channel-gone' } },
      findings: [{ key: 'channel-gone', gone: 'B', left: 'A' }],
    });
  });
  it('is not asked of clean air, in which they differ by little, nor before they have been heard for some hours', () => {
    expect(box(dust(0.1), dust(0.2, 2)).findings).toEqual([]);
    const first = [...Array(6).keys()].reduce(
      (kept, i) => remember(kept, now - i * -10 * MINUTE - HOUR, 40),
      noHistory(),
    );
    expect(box(first, noHistory()).findings).toEqual([]);
  });
});

describe('trust in a device', () => {
  it('is that of its worst metric, with what to look at', () => {
    const inputs = [ph(), ph({ metric: 'do', history: lately(8 * HOUR, () => 7.2) })];
    expect(deviceTrust(inputs, rules)).toMatchObject({
      ...{ score: 50, isLow: true },
      maintenance: [{ metric: 'do', cause: 'stuck' }],
    });
    expect(deviceTrust(inputs.toReversed(), rules)).toEqual(deviceTrust(inputs, rules));
    expect(deviceTrust([], rules)).toEqual({ score: 100, isLow: false, metrics: [], maintenance: [] });
  });
  it('has words in both languages for whatever may be found', () => {
    for (const cause of ['air', 'stuck', 'channels', 'channel-gone', 'drift', 'apart', 'spike', 'calibration'])
      expect(Object.values(rules.maintenance[cause]!).every((text) => text.length > 10)).toBe(true);
    const named = Object.keys(rules.maintenance).flatMap((key) => key.split('.')[1] ?? []);
    for (const metric of named) expect(Object.keys(rules.metrics)).toContain(metric as Metric);
  });
});
