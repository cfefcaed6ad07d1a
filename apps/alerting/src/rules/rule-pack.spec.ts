import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { METRICS } from '#hub/contracts';
import { ConfigError, readReference } from '#hub/service-kit';
import { guidancesOf, loadTexts } from '../texts/texts.js';
import { loadRulePack } from './rule-pack.js';

const templates = new Set(Object.keys(loadTexts().vi.templates));
const dir = mkdtempSync(join(tmpdir(), 'rules-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const rule = {
  id: 'level',
  type: 'threshold',
  severity: 'warning',
  kinds: ['canal'],
  metric: 'water_level',
  direction: 'above',
  limit: 5,
  clearAt: 4,
  holdMs: 0,
  source: 'test',
  evidence: 'local',
  template: 'canal-high',
};
function load(rules: object[], more: object = {}) {
  const path = join(dir, 'pack.json');
  writeFileSync(path, JSON.stringify({ id: 'mine', vi: 'Của tôi', rules, ...more }));
  return loadRulePack(path, templates);
}

describe('rule packs', () => {
  const usual = loadRulePack('default', templates);
  const demo = loadRulePack('demo', templates);
  const drills = ['drill-warning', 'drill-emergency'];

  it('the default pack: every limit has a source, clears on the right side and holds in event time', () => {
    expect(usual.rules.length).toBeGreaterThan(20);
    for (const r of usual.rules) {
      expect(r.source.length).toBeGreaterThan(30);
      expect(r.demo).toBe(false);
      if ('metric' in r) expect(METRICS).toHaveProperty(r.metric);
      // the end of a certificate is written in it: nothing about it trembles
      if (r.type === 'threshold' && !r.kinds.includes('hub')) expect(r.holdMs).toBeGreaterThanOrEqual(10 * 60_000);
    }
  });

  it('every rule of the release names its cause, and has guidance in both languages, as outages have', () => {
    const written = readReference('rules/default.json') as { rules: { id: string; cause?: string }[] };
    expect(written.rules.filter(({ cause }) => cause === undefined)).toEqual([]);
    const guidances = guidancesOf(loadTexts(), usual.rules);
    for (const id of [...usual.rules.map((r) => r.id), 'outage:gateway', 'outage:hamlet', 'outage:commune'])
      for (const language of ['vi', 'en'] as const) expect(guidances[id]![language].response.length).toBeGreaterThan(0);
  });

  it('the demo pack has the same rules and limits, held seconds instead of minutes, and says so', () => {
    expect(demo.rules.map((r) => r.id)).toEqual(usual.rules.map((r) => r.id));
    expect(demo.vi).toContain('trình diễn');
    for (const [i, r] of demo.rules.entries()) {
      const own = usual.rules[i]!;
      expect(r.demo).toBe(!drills.includes(r.id));
      expect(r.holdMs).toBeLessThanOrEqual(20_000);
      expect(r).toMatchObject({ type: own.type, severity: own.severity, source: own.source, template: own.template });
      if (r.type === 'threshold' && own.type === 'threshold')
        expect([r.limit, r.clearAt]).toEqual([own.limit, own.clearAt]);
    }
  });

  it('a pack that extends another changes the keys it names, adds rules, and takes keys away with null', () => {
    const pack = load([{ id: 'canal-high', limit: 3, clearAt: 2.9 }, rule, { id: 'camera-person', hours: null }], {
      extends: 'default',
    });
    expect(pack.rules).toHaveLength(usual.rules.length + 1);
    expect(pack.rules.find((r) => r.id === 'canal-high')).toMatchObject({
      limit: 3,
      clearAt: 2.9,
      severity: 'warning',
    });
    expect(pack.rules.find((r) => r.id === 'camera-person')).not.toHaveProperty('hours');
  });

  it('a pack that extends nothing stands alone, but for drills', () => {
    expect(load([rule]).rules.map((r) => r.id)).toEqual(['level', ...drills]);
  });

  it.each([
    ['a key of the wrong type', { ...rule, limit: 'high' }, /level: limit:/],
    ['an unknown metric', { ...rule, metric: 'noise' }, /level: metric:/],
    ['a kind of rule nobody knows', { ...rule, type: 'magic' }, /level: type:/],
    ['a sentence nobody wrote', { ...rule, template: 'nothing' }, /level: template:/],
    ['a clear level beyond the limit', { ...rule, clearAt: 6 }, /level: clearAt:/],
  ])('%s is named with its rule and key', (_, wrong, message) => {
    expect(() => load([wrong])).toThrow(ConfigError);
    expect(() => load([wrong])).toThrow(message);
  });

  it('names all faults at once, a rule given twice, a file that is missing and a circle', () => {
    expect(() =>
      load([
        { ...rule, limit: 'x' },
        { ...rule, id: 'second', kinds: [] },
      ]),
    ).toThrow(/level: limit:[\s\S]*second: kinds:/);
    expect(() => load([rule, rule])).toThrow(/level: id: used twice/);
    expect(() => loadRulePack('missing', templates)).toThrow(/RULES: .*cannot read/);
    expect(() => load([rule], { extends: join(dir, 'pack.json') })).toThrow(/extends itself/);
  });
});
