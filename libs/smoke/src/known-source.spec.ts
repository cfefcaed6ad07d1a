import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type KnownSource, knownUpwind } from './known-source.js';
import type { SmokeRules } from './rules.js';

const rules = JSON.parse(readFileSync('reference/smoke.json', 'utf8')) as SmokeRules;
const STATION = { x: 0, y: 0 };
const kiln = (x: number, y: number, over: Partial<KnownSource> = {}): KnownSource => ({
  ...{ id: `lo-${x}-${y}`, name: 'Lò gạch', at: { x, y }, radiusM: 100, usual: 60 },
  ...over,
});
const from = (degrees: number, speed = 2) => ({ from: degrees, speed });
const named = (wind: { from: number; speed: number } | undefined, ...known: KnownSource[]) =>
  knownUpwind(STATION, wind, known, rules)?.id;

describe('whose smoke the wind carries to a station', () => {
  it('is that of the source upwind, and of none to the side or behind', () => {
    const north = kiln(0, 1000);
    expect(named(from(0), north)).toBe(north.id);
    expect(named(from(30), north)).toBe(north.id);
    expect(named(from(60), north)).toBeUndefined();
    expect(named(from(180), north)).toBeUndefined();
  });

  it('is that of the nearest of several, and of none out of reach', () => {
    expect(named(from(0), kiln(0, 2000), kiln(0, 900))).toBe('lo-0-900');
    expect(named(from(0), kiln(0, 4200))).toBeUndefined();
  });

  it('without wind it is told by how near it is', () => {
    for (const wind of [undefined, from(180, 0.3)]) {
      expect(named(wind, kiln(0, 450))).toBe('lo-0-450');
      expect(named(wind, kiln(0, 600))).toBeUndefined();
    }
  });

  it('a wide one is seen wider, and a station within it smells it whatever the wind', () => {
    expect(named(from(50), kiln(0, 600, { radiusM: 300 }))).toBe('lo-0-600');
    expect(named(from(180), kiln(0, 80))).toBe('lo-0-80');
  });
});
