import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  dischargeSigns,
  lessWeather,
  type Look,
  nothingSeen,
  observe,
  type ObserveRules,
  type Sample,
  type SignRules,
  watchSigns,
} from '../index.js';

const rules = JSON.parse(readFileSync('reference/water.json', 'utf8')) as { signs: SignRules; observe: ObserveRules };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const noon = Date.parse('2026-11-25T12:00:00+07:00');
const usual = [0.6, 0.61, 0.6, 0.58, 0.6, 0.62, 0.6];
const looks = (from: Omit<Look, 'ts'>, to: Omit<Look, 'ts'>, at = noon): Look[] => [
  { ts: at - 25 * MINUTE, ...from },
  { ts: at, ...to },
];
const keysOf = (list: Look[], week = usual) => dischargeSigns(list, week, rules.signs).reasons.map((r) => r.key);

describe('signs of a discharge', () => {
  it('are salt with a fall of oxygen or a step of pH, with their figures', () => {
    const signs = dischargeSigns(
      looks({ ec: 0.6, do: 5, ph: 7.2 }, { ec: 0.84, do: 2.8, ph: 7.1 }),
      usual,
      rules.signs,
    );
    expect(signs).toMatchObject({ suspected: true, score: 65 });
    expect(signs.reasons).toEqual([
      { key: 'ec-rise', points: 40, value: 0.84, usual: 0.6, share: expect.closeTo(0.4, 9) },
      { key: 'do-drop', points: 25, value: 2.8, before: 5, drop: expect.closeTo(2.2, 9) },
    ]);
    expect(keysOf(looks({ ec: 0.6, ph: 7.2 }, { ec: 0.84, ph: 6.6 }))).toEqual(['ec-rise', 'ph-step']);
  });
  it('are none in salt alone, in oxygen alone, or in what took longer than half an hour', () => {
    const suspected = (list: Look[]) => dischargeSigns(list, usual, rules.signs).suspected;
    expect(suspected(looks({ ec: 0.6, do: 5, ph: 7 }, { ec: 0.9, do: 4, ph: 7.1 }))).toBe(false);
    expect(suspected(looks({ ec: 0.6, do: 5, ph: 7 }, { ec: 0.7, do: 2, ph: 6 }))).toBe(false);
    const slow = [{ ts: noon - 40 * MINUTE, ec: 0.6, do: 5 }, ...looks({ ec: 0.8, do: 3.5 }, { ec: 0.9, do: 2.5 })];
    expect(suspected(slow)).toBe(false);
  });
  it('weigh more by night', () => {
    const weak = [
      { ec: 0.6, do: 5 },
      { ec: 0.76, do: 3.2 },
    ] as const;
    expect(keysOf(looks(...weak))).toEqual([]);
    expect(keysOf(looks(...weak, noon + 11 * HOUR))).toEqual(['ec-rise', 'do-drop', 'night']);
  });
  it('say why nothing can be said', () => {
    expect(dischargeSigns(looks({ do: 5 }, { do: 2 }), usual, rules.signs).unknown).toBe('no-ec');
    expect(dischargeSigns(looks({ ec: 0.6 }, { ec: 2 }), [0.6], rules.signs).unknown).toBe('too-few-days');
    expect(dischargeSigns([], usual, rules.signs).unknown).toBe('no-ec');
  });
  it('only get stronger with more salt and less oxygen', () => {
    const more = fc.double({ min: 0, max: 2, noNaN: true });
    fc.assert(
      fc.property(more, more, more, (a, b, oxygen) => {
        const score = (ec: number) =>
          dischargeSigns(looks({ ec: 0.6, do: 5 }, { ec: 0.6 + ec, do: 5 - oxygen }), usual, rules.signs).score;
        expect(score(Math.max(a, b))).toBeGreaterThanOrEqual(score(Math.min(a, b)));
      }),
    );
  });
});

describe('what a station remembers', () => {
  const week = () => {
    let state = nothingSeen();
    for (let ts = noon - 7 * 24 * HOUR; ts < noon; ts += 5 * MINUTE)
      state = watchSigns(state, { ts, ec: 0.6 + 0.02 * Math.sin(ts / HOUR), do: 5, ph: 7 }, rules.signs).state;
    return state;
  };
  it('is a week of hours and half an hour of looks, and it sees a discharge come', () => {
    let state = week();
    expect(state.hours.length).toBeGreaterThan(160);
    expect(state.hours.length).toBeLessThanOrEqual(168);
    expect(JSON.stringify(state).length).toBeLessThan(8000);
    expect(state.looks.length).toBeLessThanOrEqual(7);
    const first = watchSigns(state, { ts: noon, ec: 0.9, do: 2.5, ph: 7 }, rules.signs);
    expect(first.signs.suspected).toBe(true);
    state = watchSigns(first.state, { ts: noon + 5 * MINUTE, ec: 0.95, do: 2.4, ph: 7 }, rules.signs).state;
    expect(state.since).toBe(noon);
    expect(state.hour!.values).toEqual([]);
  });
  it('does not change by what is late', () => {
    const state = week();
    expect(watchSigns(state, { ts: noon - HOUR, ec: 9, do: 1 }, rules.signs).state).toBe(state);
  });
});

/** Five-minute samples over six hours before `noon` and two after; a front of salt comes at noon and takes `rise` minutes. */
const front = (rise: number, more: (share: number, ts: number) => Sample['values'] = () => ({})): Sample[] =>
  Array.from({ length: 97 }, (_, i) => {
    const ts = noon + (i - 72) * 5 * MINUTE;
    const share = Math.min(1, Math.max(0, 0.5 + (ts - noon) / MINUTE / rise));
    return { ts, values: { ec: 0.6 + 0.5 * share, ...more(share, ts) } };
  });
const see = (samples: Sample[]) => observe(samples, noon - 2 * HOUR, noon + 2 * HOUR, rules.observe);

describe('what a station saw', () => {
  it('is when the middle of the front came, and how long it was', () => {
    const seen = see(front(60));
    expect(seen.state).toBe('changed');
    expect((seen.onset! - noon) / MINUTE).toBeCloseTo(0, 0);
    expect(seen.riseMin).toBeCloseTo(36, 0);
    expect(seen.effects).toEqual({ ec: 'up' });
  });
  it('takes what moved with the salt for an effect, and not the course of the day', () => {
    const seen = see(
      front(20, (share, ts) => ({
        do: 5 - 2 * share,
        ph: 7 + ((ts - noon) / HOUR) * 0.15,
        turbidity: 20 + 30 * share,
        water_temperature: 26,
      })),
    );
    expect(seen.effects).toEqual({ ec: 'up', do: 'down', ph: 'same', turbidity: 'up', water_temperature: 'same' });
    expect(seen.changes.do!.after - seen.changes.do!.before).toBeCloseTo(-2, 1);
  });
  it('is nothing in clean water, and nothing can be said without samples or a past', () => {
    const clean = front(60).map((s) => ({ ...s, values: { ec: 0.6 } }));
    expect(see(clean).state).toBe('clean');
    expect(see(clean.filter(({ ts }) => ts > noon - HOUR)).state).toBe('unclear');
    expect(see([])).toMatchObject({ state: 'no-data', effects: {} });
    const bubble = clean.map((s) => (s.ts === noon ? { ...s, values: { ec: 0.1 } } : s));
    expect(see(bubble).state).toBe('clean');
  });
  it('is not rain, which all the others have too', () => {
    const rain = (samples: Sample[]) =>
      samples.map((s) => (s.ts < noon - 30 * MINUTE ? s : { ...s, values: { ...s.values, ec: s.values.ec! - 0.15 } }));
    const clean = front(60).map((s) => ({ ...s, values: { ec: 0.6 } }));
    const others = [rain(clean), rain(clean), rain(clean)];
    expect(see(rain(clean)).state).toBe('changed');
    expect(see(lessWeather(rain(clean), others, 5 * MINUTE)).state).toBe('clean');
    expect(see(lessWeather(rain(front(60)), others, 5 * MINUTE))).toMatchObject({ effects: { ec: 'up' } });
    // two others do not tell weather from a discharge
    expect(lessWeather(rain(clean), others.slice(1), 5 * MINUTE)).toEqual(rain(clean));
  });
});
