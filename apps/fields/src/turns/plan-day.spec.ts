import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type FixedTurn, isPart, isShort, type TurnPlan } from '#hub/contracts';
import type { IrrigationTable } from '#hub/irrigation';
import { readReference } from '#hub/service-kit';
import type { DayInput, Wants } from './day-input.js';
import { planDay } from './plan-day.js';

const table = readReference('irrigation.json') as IrrigationTable;
const HOUR = 3_600_000;
const MINUTE = 60_000;
/** 27 November 2026 begins in Vietnam. */
const DAY = Date.UTC(2026, 10, 26, 17);
const at = (hour: number) => DAY + hour * HOUR;

const wants = (needs: Record<string, number>, more: Partial<Wants> = {}): Wants => ({
  needs: Object.entries(needs).map(([plot, m3]) => ({ plot, m3 })),
  ...{ pumps: {}, capacity: 100, open: [{ from: at(6), to: at(16) }], anyHour: false },
  ...more,
});
const plan = (more: Partial<DayInput> & { wants: Wants }): TurnPlan =>
  planDay({ block: 'dong', day: DAY, now: at(5), lastShares: {}, pumped: new Map(), simulated: false, ...more }, table);
const times = ({ turns }: TurnPlan) =>
  turns.map(({ plot, from, to }) => `${plot} ${(from - DAY) / HOUR}–${(to - DAY) / HOUR}`);
const keys = ({ problems }: TurnPlan) => problems.map(({ key }) => key);
const withFixed = (before: TurnPlan, fixed: FixedTurn[], order: string[] = []): TurnPlan => ({
  ...before,
  fixed,
  order,
});

describe('a day of turns', () => {
  it('gives one plot after the other what it needs', () => {
    const day = plan({ wants: wants({ a: 200, b: 300 }) });
    expect(times(day)).toEqual(['a 6–8', 'b 8–11']);
    expect([day.shares, keys(day)]).toEqual([{ a: 1, b: 1 }, []]);
  });

  it('short of water gives each the same share, first those that got least the last time', () => {
    const day = plan({ wants: wants({ a: 1000, b: 1000 }), lastShares: { b: 0.2 } });
    expect(times(day)).toEqual(['b 6–11', 'a 11–16']);
    expect(day.shares).toEqual({ a: 0.5, b: 0.5 });
  });

  it('lets those that suffer go first, but the keeper’s order before all', () => {
    const suffering = wants({ a: 100, b: 100 });
    suffering.needs[1]!.stress = true;
    const day = plan({ wants: suffering });
    expect(times(day)).toEqual(['b 6–7', 'a 7–8']);
    const ordered = plan({ wants: suffering, before: withFixed(day, [], ['a', 'b']), anew: true });
    expect(times(ordered)).toEqual(['a 6–7', 'b 7–8']);
  });

  it('gives no turn to a plot that the keeper skips, and its hours to the others', () => {
    const day = plan({ wants: wants({ a: 200, b: 300, c: 100 }) });
    const skip = (reason: 'declined' | 'pump-broken') =>
      plan({
        wants: wants({ a: 200, b: 300, c: 100 }),
        before: { ...day, skipped: [{ plot: 'a', reason }] },
        anew: true,
      });
    expect(times(skip('declined'))).toEqual(['b 6–9', 'c 9–10']);
    // who does not want it is in no need; who cannot take it got nothing, which the next day remembers
    expect(skip('declined').shares).toEqual({ b: 1, c: 1 });
    expect(skip('pump-broken').shares).toEqual({ a: 0, b: 1, c: 1 });
    expect(skip('pump-broken').needs).toEqual({ a: 200, b: 300, c: 100 });
    const begun = plan({
      wants: wants({ a: 200 }),
      before: { ...day, skipped: [{ plot: 'a', reason: 'other' }] },
      now: at(7),
    });
    expect(times(begun)).not.toContain('a 6–8');
    const back = plan({
      wants: wants({ a: 200, b: 300, c: 100 }),
      before: { ...skip('declined'), skipped: [] },
      anew: true,
    });
    expect(times(back)).toEqual(times(day));
  });

  it('says in words that nobody knows the flow, the hours, or that the day is over', () => {
    expect(keys(plan({ wants: wants({ a: 100 }, { capacity: undefined }) }))).toEqual(['no-capacity']);
    expect(keys(plan({ wants: wants({ a: 100 }, { anyHour: true }) }))).toEqual(['no-hours']);
    const over = plan({ wants: wants({ a: 100 }), now: at(17) });
    expect([keys(over), over.turns, over.shares]).toEqual([['no-time'], [], { a: 0 }]);
  });

  it('stays as it was told while needs change by little, and is laid anew when they change', () => {
    const before = plan({ wants: wants({ a: 200, b: 300 }) });
    expect(plan({ wants: wants({ a: 215, b: 310 }), before, now: at(5.5) })).toBe(before);
    const rained = plan({ wants: wants({ b: 300 }), before, now: at(5.5) });
    expect(times(rained)).toEqual(['b 6–9']);
  });

  it('leaves a turn that has begun where it is, whatever else changes', () => {
    const before = plan({ wants: wants({ a: 200, b: 300 }) });
    const later = plan({ wants: wants({ a: 200, b: 300, c: 700 }), before, now: at(7) });
    expect(times(later)[0]).toBe('a 6–8');
    // eight hours are left, ten hours of water are wanted
    expect(later.shares['b']).toBeCloseTo(0.8, 2);
    expect(later.shares['c']).toBeCloseTo(0.8, 2);
  });

  it('measures a turn that has begun by what was needed when it was laid: who needs more since has not been cut short', () => {
    const before = plan({ wants: wants({ a: 70, b: 300 }) });
    const running = plan({ wants: wants({ a: 73, b: 300 }), before, now: at(6.5) });
    expect([running.needs['a'], running.shares, isShort(running)]).toEqual([70, { a: 1, b: 1 }, false]);
    const done = plan({
      ...{ wants: wants({ a: 90, b: 300 }), before: running, now: at(7) },
      pumped: new Map([['a', [{ from: at(6), to: at(6.7) }]]]),
    });
    expect(done.turns[0]).toMatchObject({ plot: 'a', m3: 70, done: true });
    expect([done.shares, isShort(done)]).toEqual([{ a: 1, b: 1 }, false]);
  });

  it('is short of water where a turn gives what is told to be a part, begun or not, and not for rounding', () => {
    const lacking = wants({ a: 1000, b: 1000 });
    const before = plan({ wants: lacking });
    expect([isShort(before), isShort(plan({ wants: lacking, before, now: at(7) }))]).toEqual([true, true]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0.9, max: 1, noNaN: true }), (need, share) => {
        const day = { needs: { a: need }, shares: { a: share }, fixed: [] };
        expect(isShort(day)).toBe(isPart(share * need, need));
        // a minute's water less of a small plot, a hundredth of a big one
        if (need * (1 - share) <= 1 || share >= 0.98) expect(isShort(day)).toBe(false);
      }),
    );
  });

  it('marks a turn that was pumped; a plot that pumped early had its turn then', () => {
    const before = plan({ wants: wants({ a: 200, b: 300 }) });
    const done = plan({
      ...{ wants: wants({ b: 300 }), before, now: at(9) },
      pumped: new Map([['a', [{ from: at(6), to: at(8) }]]]),
    });
    expect(done.turns.map(({ plot, done: is }) => [plot, is])).toEqual([
      ['a', true],
      ['b', false],
    ]);
    const early = plan({
      ...{ wants: wants({ a: 200 }), before, now: at(5.9) },
      pumped: new Map([['b', [{ from: at(2), to: at(5) }]]]),
    });
    expect(times(early)).toEqual(['b 2–5', 'a 6–8']);
    expect(early.turns[0]).toMatchObject({ plot: 'b', done: true });
    // and what is taken back was not so
    const back = plan({ wants: wants({ a: 200, b: 300 }), before: early, now: at(5.9) });
    expect(times(back)).toEqual(['a 6–8', 'b 8–11']);
  });

  it('goes round what the keeper fixed, and says where that does not fit', () => {
    const before = plan({ wants: wants({ a: 200, b: 300 }) });
    const fixed = [{ plot: 'b', from: at(6), to: at(9) }];
    const day = plan({ wants: wants({ a: 200, b: 300 }), before: withFixed(before, fixed), anew: true });
    expect(times(day)).toEqual(['b 6–9', 'a 9–11']);
    expect([day.turns[0]!.fixed, keys(day)]).toEqual([true, []]);
    const odd = [...fixed, { plot: 'a', from: at(8), to: at(10) }, { plot: 'c', from: at(20), to: at(21) }];
    const wrong = plan({ wants: wants({ a: 200, b: 300 }), before: withFixed(before, odd), anew: true });
    expect(wrong.problems).toEqual([
      { key: 'locked-overlap', plots: ['a', 'b'] },
      { key: 'locked-outside', plots: ['c'] },
      { key: 'locked-unneeded', plots: ['c'] },
    ]);
  });
});

describe('a plot whose own pump is weaker than what comes to the block', () => {
  const slow = wants({ a: 200, b: 300 }, { pumps: { b: 40 } });
  const fixed = [{ plot: 'b', from: at(6), to: at(9) }];
  it('gets in a fixed turn what its pump gives, and that is said', () => {
    const day = plan({ wants: slow, before: withFixed(plan({ wants: slow }), fixed), anew: true });
    expect(day.turns[0]).toMatchObject({ plot: 'b', m3: 120, fixed: true });
    expect(day.problems).toEqual([{ key: 'locked-slow', plots: ['b'] }]);
    // it got a part, and comes first the next time; the water itself was not short
    expect(day.shares).toEqual({ a: 1, b: 0.4 });
    expect(isShort(day)).toBe(false);
  });
  it('gets it also where nobody knows what comes to the block', () => {
    const unknown = wants({ b: 300 }, { pumps: { b: 40 }, capacity: undefined });
    const day = plan({ wants: unknown, before: withFixed(plan({ wants: unknown }), fixed), anew: true });
    expect(day.turns).toMatchObject([{ plot: 'b', m3: 120 }]);
    expect(keys(day)).toEqual(['no-capacity']);
  });
  it('has in the hub’s own turns as much as was planned, and it is said that the turn may be too short', () =>
    expect(keys(plan({ wants: slow }))).toEqual(['slow-pump']));
});

describe('whatever is wanted and fixed', () => {
  const plots = ['a', 'b', 'c', 'd', 'e'];
  const someNeeds = fc.dictionary(fc.constantFrom(...plots), fc.integer({ min: 20, max: 900 }), { minKeys: 1 });
  const someFixed = fc.array(
    fc
      .record({
        plot: fc.constantFrom(...plots),
        from: fc.integer({ min: 0, max: 1380 }),
        min: fc.integer({ min: 1, max: 60 }),
      })
      .map(({ plot, from, min }) => ({ plot, from: DAY + from * MINUTE, to: DAY + (from + min) * MINUTE })),
    { maxLength: 3 },
  );

  it('shares sum to what there is, or to what is wanted, and are the same for all', () => {
    fc.assert(
      fc.property(someNeeds, fc.integer({ min: 10, max: 400 }), (needs, capacity) => {
        const day = plan({ wants: wants(needs, { capacity }) });
        const wanted = Object.values(needs).reduce((sum, m3) => sum + m3, 0);
        const given = day.turns.reduce((sum, { m3 }) => sum + m3, 0);
        const there = Math.min(wanted, capacity * 10);
        // full minutes: what is less than one opens no gate
        expect(Math.abs(given - there)).toBeLessThanOrEqual((capacity / 60) * plots.length);
        for (const [plot, share] of Object.entries(day.shares))
          expect(Math.abs(share - there / wanted) * needs[plot]!).toBeLessThanOrEqual(capacity / 60 + 1e-6);
      }),
    );
  });

  it('a fixed turn never moves, through rounds in which needs and hours come and go', () => {
    fc.assert(
      fc.property(
        someFixed,
        fc.array(fc.record({ needs: someNeeds, minutes: fc.integer({ min: 0, max: 200 }) }), {
          minLength: 1,
          maxLength: 6,
        }),
        (fixed, rounds) => {
          let before = withFixed(plan({ wants: wants({ a: 100 }), now: at(0) }), fixed);
          let now = at(0);
          for (const { needs, minutes } of rounds) {
            now += minutes * MINUTE;
            before = plan({ wants: wants(needs), before, now });
            const kept = before.turns.filter((turn) => turn.fixed).map(({ plot, from, to }) => ({ plot, from, to }));
            const order = (a: FixedTurn, b: FixedTurn) => a.from - b.from || a.to - b.to || (a.plot < b.plot ? -1 : 1);
            expect(kept.sort(order)).toEqual([...fixed].sort(order));
          }
        },
      ),
    );
  });

  it('a turn that has begun is there in the next round, where it was', () => {
    fc.assert(
      fc.property(someNeeds, someNeeds, fc.integer({ min: 360, max: 960 }), (first, second, minute) => {
        const before = plan({ wants: wants(first) });
        const now = DAY + minute * MINUTE;
        const begun = before.turns.filter(({ from }) => from <= now);
        const next = plan({ wants: wants(second), before, now });
        for (const turn of begun) expect(next.turns).toContainEqual(turn);
      }),
    );
  });
});
