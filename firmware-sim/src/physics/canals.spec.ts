import { describe, expect, it } from '@jest/globals';
import { type CanalForcing, type CanalPlan, Canals } from './canals.js';

const row: CanalPlan = {
  stretches: ['a', 'b', 'c', 'd'].map((id) => ({ id, area: 8000 })),
  joints: [
    { from: 'a', to: 'b', conductance: 60 },
    { from: 'b', to: 'c', conductance: 60 },
    { from: 'c', to: 'd', conductance: 60 },
  ],
  sluices: [{ id: 'gate', stretch: 'a', conductance: 40, kind: 'both', sill: 0 }],
};
const still: CanalForcing = { river: 1.2, opening: new Map(), taken: new Map() };

describe('canals', () => {
  it('keep their water: what is there is what came in less what went out', () => {
    const canals = new Canals(row, 1);
    const before = canals.volume;
    for (let i = 0; i < 500; i++)
      canals.advance(60, {
        river: 1.2 + 0.4 * Math.sin(i / 50),
        opening: new Map([['gate', i % 3 ? 1 : 0.2]]),
        taken: new Map([
          ['c', i % 7 ? 0.3 : -0.8],
          ['d', 0.1],
        ]),
      });
    expect(canals.balance).not.toBeCloseTo(0, 0);
    expect(canals.volume).toBeCloseTo(before + canals.balance, 6);
  });

  it('come level with the river, the far end last', () => {
    const canals = new Canals(row, 0.8);
    canals.advance(600, still);
    expect(canals.level('a')).toBeGreaterThan(canals.level('d'));
    canals.advance(86_400, still);
    for (const id of ['a', 'b', 'c', 'd']) expect(canals.level(id)).toBeCloseTo(1.2, 6);
  });

  it('fall towards a pump, by what friction needs to bring the water there', () => {
    const canals = new Canals(row, 1.2);
    canals.advance(86_400, { ...still, taken: new Map([['d', 0.6]]) });
    expect(canals.level('d')).toBeCloseTo(1.2 - 0.6 / 40 - (3 * 0.6) / 60, 4);
    expect(canals.flow('c', 'd')).toBeCloseTo(0.6, 4);
    expect(canals.sluiceFlow.get('gate')).toBeCloseTo(0.6, 4);
  });

  it('hear nothing of the river behind a closed gate', () => {
    const canals = new Canals(row, 1);
    canals.advance(3600, { ...still, opening: new Map([['gate', 0]]) });
    expect(canals.volume).toBeCloseTo(32_000, 6);
  });

  it('a flap lets water out and never in, and no lower than its sill', () => {
    const drain = new Canals({ ...row, sluices: [{ ...row.sluices[0]!, kind: 'out', sill: 0.7 }] }, 1);
    drain.advance(86_400, { ...still, river: 1.5 });
    expect(drain.volume).toBeCloseTo(32_000, 6);
    drain.advance(10 * 86_400, { ...still, river: 0.3 });
    expect(drain.level('a')).toBeCloseTo(0.7, 3);
  });

  it('a weir lets water off to lower land, whatever the river does', () => {
    const canals = new Canals({ ...row, sluices: [{ ...row.sluices[0]!, kind: 'weir', sill: 0.4 }] }, 1);
    canals.advance(10 * 86_400, { ...still, river: 2 });
    expect(canals.level('d')).toBeCloseTo(0.4, 3);
    expect(canals.volume).toBeCloseTo(32_000 + canals.balance, 6);
  });

  it('do not depend on how time is cut', () => {
    const [coarse, fine] = [new Canals(row, 0.8), new Canals(row, 0.8)];
    coarse.advance(3600, still);
    for (let i = 0; i < 180; i++) fine.advance(20, still);
    expect(coarse.level('d')).toBeCloseTo(fine.level('d'), 9);
  });

  it('names a stretch that is not there', () => {
    expect(() => new Canals(row, 1).level('x')).toThrow('there is no stretch "x"');
  });
});
