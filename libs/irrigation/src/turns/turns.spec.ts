import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type IrrigationTable, type PlotNeed, type Turn, turns } from '../index.js';
import { moment } from '../spec-kit.js';

const table = JSON.parse(readFileSync('reference/irrigation.json', 'utf8')) as IrrigationTable;
const at = (hour: number) => moment('2026-11-27', hour);
const MORNING = { from: at(6), to: at(12) };
const need = (plot: string, m3: number, over: Partial<PlotNeed> = {}): PlotNeed => ({ plot, m3, ...over });
const shown = (list: readonly Turn[]) =>
  list.map(({ plot, from, to, m3 }) => [plot, (from - at(0)) / 3_600_000, (to - at(0)) / 3_600_000, Math.round(m3)]);

describe('the turns of a block', () => {
  it('follow one another in the keeper’s order, each as long as its need takes', () => {
    const day = turns(
      ...([
        { needs: [need('a', 100), need('b', 200), need('c', 50)], capacity: 100, open: [MORNING], order: ['c', 'a'] },
        table,
      ] as const),
    );
    expect(shown(day.turns)).toEqual([
      ['c', 6, 6.5, 50],
      ['a', 6.5, 7.5, 100],
      ['b', 7.5, 9.5, 200],
    ]);
    expect(day).toMatchObject({ share: 1, shares: { a: 1, b: 1, c: 1 }, problems: [] });
  });

  it('give each the same share where water is short: first who suffers, then who got least', () => {
    const needs = [
      need('a', 400, { lastShare: 0.9 }),
      need('b', 400, { lastShare: 0.4 }),
      need('c', 400, { stress: true }),
    ];
    const day = turns({ needs, capacity: 100, open: [MORNING] }, table);
    expect(day.share).toBeCloseTo(0.5, 9);
    expect(shown(day.turns)).toEqual([
      ['c', 6, 8, 200],
      ['b', 8, 10, 200],
      ['a', 10, 12, 200],
    ]);
    expect(day.shares).toEqual({ a: 0.5, b: 0.5, c: 0.5 });
  });

  it('go on after the power cut', () => {
    const open = [
      { from: at(14), to: at(16) },
      { from: at(6), to: at(7) },
    ];
    const day = turns({ needs: [need('a', 150), need('b', 50)], capacity: 100, open }, table);
    expect(shown(day.turns)).toEqual([
      ['a', 6, 7, 100],
      ['a', 14, 14.5, 50],
      ['b', 14.5, 15, 50],
    ]);
  });

  it('keep what the keeper set, and share the rest', () => {
    const locked = [{ plot: 'b', gate: 'cong-2', from: at(8), to: at(10), m3: 200 }];
    const day = turns({ needs: [need('a', 600), need('b', 400)], capacity: 100, open: [MORNING], locked }, table);
    expect(shown(day.turns)).toEqual([
      ['a', 6, 8, 200],
      ['b', 8, 10, 200],
      ['a', 10, 12, 200],
    ]);
    expect(day.turns[1]).toEqual({ ...locked[0], locked: true });
    expect(day.shares).toEqual({ a: expect.closeTo(2 / 3, 9), b: 0.5 });
  });

  it('say where the keeper’s own do not fit', () => {
    const locked = [
      { plot: 'a', from: at(5), to: at(7), m3: 200 },
      { plot: 'b', from: at(6.5), to: at(8), m3: 150 },
    ];
    const day = turns({ needs: [], capacity: 100, open: [MORNING], locked }, table);
    expect(day.turns).toHaveLength(2);
    expect(day.problems).toEqual([
      { key: 'locked-overlap', plots: ['a', 'b'] },
      { key: 'locked-outside', plots: ['a'] },
    ]);
  });

  it('are none where nothing runs, or there is no time; and that is said', () => {
    const of = (capacity: number, open = [MORNING]) => turns({ needs: [need('a', 100)], capacity, open }, table);
    expect(of(0)).toMatchObject({ turns: [], share: 0, shares: { a: 0 }, problems: [{ key: 'no-capacity' }] });
    expect(of(Number.NaN)).toMatchObject({ turns: [], problems: [{ key: 'no-capacity' }] });
    expect(of(100, [])).toMatchObject({ turns: [], share: 0, problems: [{ key: 'no-time' }] });
    expect(turns({ needs: [need('a', 0), need('b', -5)], capacity: 0, open: [] }, table)).toEqual({
      ...{ turns: [], share: 1, shares: {}, problems: [] },
    });
  });

  const needs = fc.uniqueArray(
    fc.record({
      plot: fc.stringMatching(/^[a-z]{1,3}$/),
      m3: fc.double({ min: 0.5, max: 2000, noNaN: true }),
      stress: fc.boolean(),
      lastShare: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { selector: ({ plot }) => plot, minLength: 1, maxLength: 12 },
  );
  const open = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 6 })), { minLength: 1, maxLength: 4 })
    .map((list) => list.map(([from, hours]) => ({ from: at(from), to: at(from + hours) })));

  it('give away what is there, no more and no less, in fair shares, and never two at once', () => {
    fc.assert(
      fc.property(needs, open, fc.double({ min: 5, max: 500, noNaN: true }), (wanted, times, capacity) => {
        const day = turns({ needs: wanted, capacity, open: times }, table);
        const covered = new Set(
          times.flatMap(({ from, to }) =>
            Array.from({ length: (to - from) / 3_600_000 }, (_, h) => from + h * 3_600_000),
          ),
        );
        const there = covered.size * capacity;
        const all = wanted.reduce((sum, { m3 }) => sum + m3, 0);
        const given = day.turns.reduce((sum, { m3 }) => sum + m3, 0);
        // a turn of less than a minute may not be worth opening a gate for
        const slack = (wanted.length * capacity) / 60 + 1e-6;
        expect(Math.abs(given - Math.min(there, all))).toBeLessThanOrEqual(slack);
        expect(given).toBeLessThanOrEqual(Math.min(there, all) + 1e-6);
        for (const { plot, m3 } of wanted)
          expect(Math.abs(day.shares[plot]! - day.share) * m3).toBeLessThanOrEqual(capacity / 60 + 1e-6);
        day.turns.slice(1).forEach((turn, i) => expect(turn.from).toBeGreaterThanOrEqual(day.turns[i]!.to));
        for (const { from, to } of day.turns) {
          expect(to).toBeGreaterThan(from);
          for (let ms = from; ms < to; ms += 600_000) expect(covered.has(ms - (ms % 3_600_000))).toBe(true);
        }
      }),
    );
  });
  it('are the same whatever the order of the list', () => {
    fc.assert(
      fc.property(needs, open, fc.double({ min: 5, max: 500, noNaN: true }), (wanted, times, capacity) => {
        const one = turns({ needs: wanted, capacity, open: times, order: ['b', 'a'] }, table);
        const other = turns(
          ...([
            { needs: [...wanted].reverse(), capacity, open: [...times].reverse(), order: ['b', 'a'] },
            table,
          ] as const),
        );
        expect(other.turns.map(({ plot, from, to }) => [plot, from, to])).toEqual(
          one.turns.map(({ plot, from, to }) => [plot, from, to]),
        );
      }),
    );
  });
});
