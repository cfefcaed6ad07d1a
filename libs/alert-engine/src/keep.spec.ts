import { describe, expect, it } from '@jest/globals';
import { createEngine, replan } from './engine.js';
import { restore } from './keep.js';
import { LIMITS } from './limits.js';
import { intervals, Keeper, MINUTE, reading, RULES, SECOND, T0, TARGETS } from './spec-kit.js';

const kept = ({ watches, targets, journal }: Keeper) => structuredClone({ watches, targets, journal });
const at = (minutes: number) => T0 + minutes * MINUTE;

describe('what is kept of the engine', () => {
  it('under a rule that is new brings no alerts of days ago, though the journal still has their samples', () => {
    const hub = new Keeper();
    // above the limit for ten minutes of each hour, for eight days
    for (let i = 0; i < 8 * 24 * 60; i++) hub.take(reading('a', at(i), i % 60 < 10 ? 150 : 40, at(i)));
    const fresh = RULES.filter((rule) => rule.id === 'held').map((rule) => ({ ...rule, id: 'held-anew' }));
    const engine = createEngine(fresh, TARGETS);
    const told = restore(engine, kept(hub));
    const { series } = engine.plans.get('a')!.series.get('pm25')!;
    expect(series.length).toBeLessThanOrEqual(LIMITS.samples);
    for (const { startedAt } of told.filter((o) => o.rule === 'held-anew'))
      expect(startedAt).toBeGreaterThan(at(8 * 24 * 60 - LIMITS.samples));
  });

  it('knows nothing of an earlier device by the same name', () => {
    const hub = new Keeper();
    for (let i = 0; i < 6; i++) hub.take(reading('a', at(i), 150, at(i)));
    const closed = intervals(hub.outcomes);
    expect(closed['held:a']).toHaveLength(1);
    replan(
      hub.engine,
      TARGETS.filter(({ device }) => device.id !== 'a'),
    );
    hub.take({ type: 'tick', received: at(6), clock: 'ok' });
    replan(hub.engine, TARGETS);
    for (let i = 7; i < 10; i++) hub.take(reading('a', at(i), 40, at(i)));
    expect(hub.restart()).toEqual([]);
    const { series } = hub.engine.plans.get('a')!.series.get('pm25')!;
    expect([...series.written().ts]).toEqual([at(7), at(8), at(9)]);
  });

  it('brings no old samples of a metric that the rules had left for a while', () => {
    const hub = new Keeper();
    for (let i = 0; i < 6; i++) hub.take(reading('a', at(i), 30, at(i)));
    const others = TARGETS.map((target) => ({ ...target, profile: { ...target.profile, kind: 'water' } }));
    replan(hub.engine, others as typeof TARGETS);
    hub.take({ type: 'tick', received: at(6), clock: 'ok' });
    replan(hub.engine, TARGETS);
    hub.take(reading('a', at(7) + SECOND, 30, at(7) + SECOND));
    hub.restart();
    const { series } = hub.engine.plans.get('a')!.series.get('pm25')!;
    expect([...series.written().ts]).toEqual([at(7) + SECOND]);
  });
});
