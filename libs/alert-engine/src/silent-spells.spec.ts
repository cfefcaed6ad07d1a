import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Device, type DeviceProfile, ruleSchema, type RuleWindow } from '#hub/contracts';
import { createEngine, evaluate } from './engine.js';
import { silentSpells } from './silent-spells.js';
import type { SilenceRule } from './silence-watch.js';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const T0 = Date.UTC(2026, 5, 1, 17, 0);
const profile: DeviceProfile = {
  ...{ id: 'air', kind: 'air', vi: 'a', en: 'a', metrics: { pm25: {} }, intervalMs: MINUTE },
};
const ruleOf = (windows?: RuleWindow[]) =>
  ruleSchema.parse({
    ...{ id: 'silent', type: 'silence', severity: 'watch', kinds: ['*'], intervals: 3, holdMs: 0, source: 'test' },
    ...{ evidence: 'local', template: 'x', windows },
  }) as SilenceRule;

/** What the engine tells with a tick a second. */
function told(rule: SilenceRule, heard: readonly number[], to: number) {
  const device: Device = {
    ...{ id: 'kk', commune: 'c', profile: 'air', state: 'installed', name: 'x', simulated: false, installedAt: 0 },
  };
  const engine = createEngine([rule], [{ device, profile }]);
  const spells = new Map<string, { startedAt: number; endedAt?: number | undefined }>();
  let next = 0;
  for (let now = T0; now < to; now += 1000) {
    const items = [];
    while (next < heard.length && heard[next]! <= now) {
      const at = heard[next++]!;
      const times = { ts: at, received: at, late: false };
      items.push({
        ...{ type: 'reading' as const, commune: 'c', device: 'kk', kind: 'air', ...times },
        ...{ values: { pm25: 1 }, simulated: false },
      });
    }
    for (const item of [...items, { type: 'tick' as const, received: now, clock: 'ok' as const }])
      for (const { id, startedAt, endedAt } of evaluate(engine, item)) spells.set(id, { startedAt, endedAt });
  }
  return [...spells.values()].map(({ startedAt, endedAt }) => ({ startedAt, ...(endedAt && { endedAt }) }));
}

describe('silent spells', () => {
  it('are what the engine tells of, also in windows', () => {
    const pauses = fc.array(fc.integer({ min: 30, max: 1200 }), { minLength: 1, maxLength: 30 });
    const windows = fc.constantFrom<RuleWindow[] | undefined>(
      undefined,
      [{ from: 60, to: 120 }],
      [{ from: 1430, to: 30 }],
    );
    fc.assert(
      fc.property(pauses, windows, (seconds, its) => {
        let at = T0;
        const heard = seconds.map((s) => (at += s * 1000));
        const to = at + 20 * MINUTE;
        const rule = ruleOf(its);
        const found = silentSpells(rule, profile, heard, to).map(({ toldAt: _, ...spell }) => spell);
        expect(found).toEqual(told(rule, heard, to));
      }),
      { numRuns: 40 },
    );
  });

  it('outside of the windows are told of when one begins', () => {
    // 06:00 to 18:00 in Vietnam; T0 is midnight there
    const rule = ruleOf([{ from: 360, to: 1080 }]);
    const last = T0 + 20 * 60 * MINUTE;
    expect(silentSpells(rule, profile, [last], last + DAY)).toEqual([
      { startedAt: last, toldAt: T0 + DAY + 6 * 60 * MINUTE },
    ]);
    expect(silentSpells(rule, profile, [last, last + 5 * 60 * MINUTE], last + 5 * 60 * MINUTE + 1)).toEqual([]);
  });
});
