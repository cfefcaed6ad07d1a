import { describe, expect, it } from '@jest/globals';
import { type Channel, Solutes } from './solutes.js';

const channel = (id: string, from: string, to: string, more: Partial<Channel> = {}): Channel => ({
  ...{ id, from, to, length: 2000, section: 2, flow: 0.6, dispersion: 2 },
  ...more,
});
const salts = (solutes: Solutes, id: string, at: number) => solutes.at(id, at).salts;

describe('stuff in channels', () => {
  it('is as much as was poured in, until it flows out', () => {
    const solutes = new Solutes([channel('a', 'x', 'y')]);
    solutes.pour('a', 200, 0.03, { salts: 10, mud: 100 });
    solutes.advance(1800);
    expect(solutes.total('salts')).toBeCloseTo(0.03 * 10 * 1800, 6);
    solutes.pour('a', 200, 0, {});
    solutes.advance(6 * 3600);
    expect(solutes.total('salts')).toBeLessThan(1);
    // mud settles on its way
    expect(solutes.total('mud')).toBeLessThan(10);
  });
  it('comes as fast as the water runs, thinned by it, and its front gets longer on the way', () => {
    const solutes = new Solutes([channel('a', 'x', 'y')]);
    solutes.pour('a', 0, 0.06, { salts: 10 });
    const passed = (at: number, share: number) => {
      const fresh = new Solutes([channel('a', 'x', 'y')]);
      fresh.pour('a', 0, 0.06, { salts: 10 });
      let seconds = 0;
      for (; salts(fresh, 'a', at) < share; seconds += 60) fresh.advance(60);
      return seconds;
    };
    solutes.advance(4 * 3600);
    expect(salts(solutes, 'a', 1900)).toBeCloseTo(1, 2);
    expect(passed(900, 0.5)).toBeGreaterThan(2700);
    expect(passed(900, 0.5)).toBeLessThan(3300);
    const length = (at: number) => passed(at, 0.8) - passed(at, 0.2);
    expect(length(1800)).toBeGreaterThan(1.2 * length(500));
  });
  it('mixes where channels meet by what each brings, and goes down every branch', () => {
    const solutes = new Solutes([
      channel('a', 'x', 'y', { flow: 0.2 }),
      channel('b', 'z', 'y', { flow: 0.6 }),
      channel('c', 'y', 'p', { flow: 0.5 }),
      channel('d', 'y', 'q', { flow: 0.3 }),
    ]);
    solutes.pour('a', 0, 0.02, { salts: 10 });
    solutes.advance(24 * 3600);
    expect(salts(solutes, 'a', 1900)).toBeCloseTo(1, 3);
    expect(salts(solutes, 'c', 1900)).toBeCloseTo(0.25, 3);
    expect(salts(solutes, 'd', 1900)).toBeCloseTo(0.25, 3);
    expect(salts(solutes, 'b', 1900)).toBeLessThan(1e-6);
  });
  it('takes oxygen at once and for days after', () => {
    const solutes = new Solutes([channel('a', 'x', 'y', { flow: 0.05 })]);
    solutes.pour('a', 0, 0.005, { debt: 30, demand: 1000 });
    solutes.advance(8 * 3600);
    expect(solutes.at('a', 50).debt).toBeGreaterThan(2.5);
    expect(solutes.at('a', 600).debt).toBeGreaterThan(solutes.at('a', 50).debt + 0.5);
  });
  it('names a channel that is not there', () => {
    expect(() => new Solutes([]).at('a', 0)).toThrow('there is no channel "a"');
  });
});
