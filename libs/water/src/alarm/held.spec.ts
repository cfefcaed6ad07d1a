import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Bounds,
  closeBins,
  type HeldEvent,
  type HeldRules,
  type HeldState,
  quiet,
  type SeveritySteps,
  take,
} from '../index.js';

const rules = JSON.parse(readFileSync('reference/water.json', 'utf8')) as { held: HeldRules; severity: SeveritySteps };
const MINUTE = 60_000;
const start = Date.parse('2026-11-25T08:00:00+07:00');

/** Values every so many minutes from the start, a tick a minute; what happened, at which minute. */
function play(values: readonly (number | undefined)[], limit: Bounds = { max: 100 }, everyMin = 5) {
  let state: HeldState = quiet();
  const told: [minute: number, event: HeldEvent][] = [];
  for (let minute = 0; minute <= values.length * everyMin; minute++) {
    const now = start + minute * MINUTE;
    const ticked = closeBins(state, now, limit, rules);
    const value = minute % everyMin === 0 ? values[minute / everyMin] : undefined;
    const step = value === undefined ? { ...ticked, events: [] } : take(ticked.state, { ts: now, value }, limit, rules);
    state = step.state;
    for (const event of [...ticked.events, ...step.events]) told.push([minute, event]);
  }
  return { state, told, kinds: told.map(([minute, { kind }]) => `${minute} ${kind}`) };
}
const times = <T>(n: number, value: T) => Array.from({ length: n }, () => value);

describe('an exceedance', () => {
  it('opens when three five-minute values in a row are over, and tells the worst', () => {
    const { told, kinds, state } = play([90, 105, 120, 108, 109]);
    expect(kinds).toEqual(['20 opened']);
    expect(told[0]![1].exceedance).toMatchObject({
      ...{ since: start + 5 * MINUTE, openedAt: start + 20 * MINUTE, why: 'held', severity: 'warning' },
      worst: { value: 120, at: start + 10 * MINUTE, r: 1.2 },
    });
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });
  it('does not open for two of three, nor over a gap', () => {
    expect(play([105, 120, 90, 105, 106, 90]).kinds).toEqual([]);
    expect(play([105, 120, undefined, 110, 120, 90]).kinds).toEqual([]);
  });
  it('opens when the mean of an hour is over, though it goes up and down', () => {
    const { told, kinds } = play([...times(4, 95), ...Array.from({ length: 8 }, (_, i) => (i % 2 ? 130 : 90))]);
    expect(kinds).toEqual(['45 opened', '50 worse']);
    expect(told[0]![1].exceedance).toMatchObject({ why: 'hourly-mean', severity: 'watch' });
  });
  it('is one, however long it lasts, and gets worse by its severity alone', () => {
    const { kinds, state } = play([...times(6, 105), ...times(6, 150), ...times(6, 250), ...times(6, 120)]);
    expect(kinds).toEqual(['15 opened', '35 worse', '70 worse']);
    expect(state.open).toMatchObject({ severity: 'emergency', worst: { value: 250 } });
  });
  it('ends after half an hour below 95 %, and not below 100 %', () => {
    expect(play([...times(3, 110), ...times(12, 97)]).kinds).toEqual(['15 opened']);
    expect(play([...times(3, 110), ...times(6, 94)]).kinds).toEqual(['15 opened', '45 cleared']);
    expect(play([...times(3, 110), ...times(5, 94), 96, ...times(5, 94)]).kinds).toEqual(['15 opened']);
  });
  it('may open again, and the past hour does not open it', () => {
    const { kinds } = play([...times(4, 400), ...times(6, 50), ...times(3, 60), ...times(3, 110)]);
    expect(kinds).toEqual(['15 opened', '50 cleared', '80 opened']);
  });
  it('of pH goes by the distance outside its range', () => {
    const { kinds, told } = play([5.2, 5.1, 5.0, ...times(6, 6.2)], { min: 6, max: 9 });
    expect(kinds).toEqual(['15 opened', '45 cleared']);
    expect(told[0]![1].exceedance).toMatchObject({ severity: 'warning', worst: { distance: 1 } });
    expect(play([5.2, 5.1, 5.0, ...times(9, 6.05)], { min: 6, max: 9 }).kinds).toEqual(['15 opened']);
  });
  it('takes the mean of what comes within five minutes, and nothing that comes late', () => {
    expect(play(times(20, 105), { max: 100 }, 1).kinds).toEqual(['15 opened']);
    const first = take(quiet(), { ts: start + 10 * MINUTE, value: 90 }, { max: 100 }, rules);
    expect(take(first.state, { ts: start, value: 900 }, { max: 100 }, rules)).toEqual({
      state: first.state,
      events: [],
      late: true,
    });
  });
  it('has the mean of whatever came within each five minutes, and nothing of a gap', () => {
    const minutes = fc.array(fc.option(fc.double({ min: 0, max: 300, noNaN: true }), { nil: undefined, freq: 2 }), {
      minLength: 10,
      maxLength: 60,
    });
    fc.assert(
      fc.property(minutes, (values) => {
        const { state } = play(values, { max: 1000 }, 1);
        const perBin = rules.held.binMs / MINUTE;
        const wanted = Array.from({ length: Math.ceil(values.length / perBin) }, (_, n) => {
          const own = values.slice(n * perBin, (n + 1) * perBin).filter((value) => value !== undefined);
          return [start + n * rules.held.binMs, own.reduce((a, b) => a + b, 0) / own.length, own.length] as const;
        }).filter(([at, , count]) => count > 0 && at + rules.held.binMs <= start + values.length * MINUTE);
        const newest = wanted.at(-1)?.[0] ?? 0;
        const kept = wanted.filter(([at]) => at > newest - rules.held.hour * rules.held.binMs);
        expect(state.bins.map(([at]) => at)).toEqual(kept.map(([at]) => at));
        state.bins.forEach(([, mean], i) => expect(mean).toBeCloseTo(kept[i]![1], 9));
        expect(state.open).toBeUndefined();
      }),
    );
  });
  it('opens and ends in the same minutes whatever the unit', () => {
    const values = fc.array(fc.option(fc.double({ min: 0, max: 300, noNaN: true }), { nil: undefined }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(values, (milligrams) => {
        const micrograms = milligrams.map((value) => (value === undefined ? undefined : value * 1024));
        expect(play(micrograms, { max: 100 * 1024 }).kinds).toEqual(play(milligrams, { max: 100 }).kinds);
      }),
    );
  });
  it('keeps an hour at most, and opens and clears in turn whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.double({ min: 0, max: 300, noNaN: true }), { nil: undefined }), { maxLength: 80 }),
        (values) => {
          const { state, told } = play(values);
          expect(state.bins.length).toBeLessThanOrEqual(rules.held.hour);
          const turns = told.map(([, { kind }]) => kind).filter((kind) => kind !== 'worse');
          expect(turns).toEqual(turns.map((_, i) => (i % 2 ? 'cleared' : 'opened')));
          expect(state.open !== undefined).toBe(turns.length % 2 === 1);
        },
      ),
    );
  });
});
