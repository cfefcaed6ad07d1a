import { describe, expect, it } from '@jest/globals';
import type { Reading } from '#hub/contracts';
import { createEngine, evaluate } from './engine.js';
import { MINUTE, reading, RULES, T0, TARGETS } from './spec-kit.js';

describe('speed', () => {
  it('evaluates more than 100,000 readings a second against five rules each, where nothing changes', () => {
    const targets = Array.from({ length: 200 }, (_, i) => ({
      ...TARGETS[0]!,
      device: { ...TARGETS[0]!.device, id: `d${i}` },
    }));
    const rules = RULES.filter((rule) => rule.type !== 'neighbours');
    const engine = createEngine(rules, targets);
    const items: Reading[] = [];
    for (let minute = 0; minute < 500; minute++)
      for (const { device } of targets) {
        const ts = T0 + minute * MINUTE;
        items.push(reading(device.id, ts, 55 + (minute % 3), ts));
      }
    const half = items.length / 2;
    for (const item of items.slice(0, half)) evaluate(engine, item);
    const started = performance.now();
    let told = 0;
    for (const item of items.slice(half)) told += evaluate(engine, item).length;
    const perSecond = half / ((performance.now() - started) / 1000);
    expect(told).toBe(0);
    expect(perSecond).toBeGreaterThan(100_000);
  });

  it('takes in more than 200 readings a second that are out of order, of a thousand stations held against each other', () => {
    const targets = Array.from({ length: 1000 }, (_, i) => ({
      ...TARGETS[0]!,
      device: { ...TARGETS[0]!.device, id: `d${i}` },
    }));
    const rules = RULES.filter((rule) => rule.type === 'neighbours');
    expect(rules).toHaveLength(1);
    const engine = createEngine(rules, targets);
    // a network that was away is back: the newest first, and what was gathered meanwhile after
    const now = T0 + 2 * MINUTE;
    for (const { device } of targets) evaluate(engine, reading(device.id, now - 1000, 55, now));
    const late = targets.slice(0, 300).map(({ device }, i) => reading(device.id, T0 + MINUTE + i, 50 + (i % 9), now));
    const started = performance.now();
    for (const item of late) evaluate(engine, item);
    expect(late.length / ((performance.now() - started) / 1000)).toBeGreaterThan(200);
  });
});
