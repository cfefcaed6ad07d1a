import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canalGraph, type CanalShape, type Place, placeOn, thingKey, walk } from '../index.js';

const node = (id: string, of?: { canal: string; node: string }) => ({ id, lat: 0, lon: 0, ...(of && { of }) });
/** A canal of reaches one after the other, with their minutes; undefined where nobody timed them. */
const row = (
  id: string,
  minutes: readonly (number | undefined)[],
  of?: { canal: string; node: string },
): CanalShape => ({
  id,
  nodes: Array.from({ length: minutes.length + 1 }, (_, i) => node(`n${i}`, i === 0 ? of : undefined)),
  reaches: minutes.map((travelMin, i) => ({
    ...{ id: `r${i}`, from: `n${i}`, to: `n${i + 1}`, lengthM: 540 },
    ...(travelMin !== undefined && { travelMin }),
  })),
});
const station = (id: string, at: Place) => ({ kind: 'station' as const, id, at });

describe('times of travel', () => {
  it('add up, wherever a reach is cut', () => {
    const minutes = fc.array(fc.double({ min: 1, max: 90, noNaN: true }), { minLength: 1, maxLength: 6 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(minutes, fc.nat(5), share, share, (times, reach, a, b) => {
        const r = `r${reach % times.length}`;
        const things = [
          station('a', { canal: 'k', reach: r, along: a }),
          station('b', { canal: 'k', reach: r, along: b }),
        ];
        const graph = canalGraph([row('k', times)], things, 0.3);
        const from = (start: string) => walk(graph, start, 'down');
        const end = `k/n${times.length}`;
        const total = times.reduce((sum, t) => sum + t, 0);
        expect(from('k/n0').get(end)!.minutes).toBeCloseTo(total, 6);
        const middle = graph.nodeOf.get(thingKey('station', 'a'))!;
        expect(from('k/n0').get(middle)!.minutes + from(middle).get(end)!.minutes).toBeCloseTo(total, 6);
        expect(walk(graph, end, 'up').get(middle)!.minutes).toBeCloseTo(from(middle).get(end)!.minutes, 6);
      }),
    );
  });
  it('are estimated from length and a usual velocity where nobody knows them, and say so', () => {
    const graph = canalGraph([row('k', [20, undefined])], [], 0.3);
    expect(walk(graph, 'k/n0', 'down').get('k/n1')).toEqual({ minutes: 20, lengthM: 540, estimated: false });
    expect(walk(graph, 'k/n0', 'down').get('k/n2')).toEqual({ minutes: 50, lengthM: 1080, estimated: true });
  });
  it('are the shortest where canals meet again', () => {
    const around = {
      ...row('k', [10, 10]),
      reaches: [...row('k', [10, 10]).reaches, { id: 'direct', from: 'n0', to: 'n2', lengthM: 900, travelMin: 15 }],
    };
    expect(walk(canalGraph([around], [], 0.3), 'k/n0', 'down').get('k/n2')!.minutes).toBe(15);
  });
});

describe('canals', () => {
  it('are joined at nodes that are the same place, in whatever order they are given', () => {
    const canals = [
      row('b', [5], { canal: 'k', node: 'n1' }),
      row('a', [7], { canal: 'b', node: 'n0' }),
      row('k', [10, 10]),
    ];
    for (const order of [canals, canals.toReversed()]) {
      const reached = walk(canalGraph(order, [], 0.3), 'k/n0', 'down');
      expect(reached.get('b/n1')?.minutes).toBe(15);
      expect(reached.get('a/n1')?.minutes).toBe(17);
    }
  });
  it('end a walk at a node that is not passed, and at a stretch that is shut', () => {
    const graph = canalGraph([row('k', [1, 2, 3])], [], 0.3);
    expect([...walk(graph, 'k/n0', 'down', { without: new Set(['k/n2']) }).keys()]).toEqual(['k/n0', 'k/n1']);
    expect([...walk(graph, 'k/n0', 'down', { shut: (s) => s.reach === 'r2' }).keys()]).toEqual([
      'k/n0',
      'k/n1',
      'k/n2',
    ]);
    expect(walk(graph, 'k/n0', 'down', { without: new Set(['k/n0']) }).size).toBe(0);
  });
});

describe('the place on a canal nearest to a point', () => {
  const bent: CanalShape = {
    id: 'k',
    nodes: [
      { id: 'a', lat: 20, lon: 106 },
      { id: 'b', lat: 20.01, lon: 106.01 },
    ],
    reaches: [{ id: 'r', from: 'a', to: 'b', lengthM: 2200, via: [[106.01, 20]] }],
  };
  it('lies along its bends', () => {
    const found = placeOn([bent], { lat: 20.005, lon: 106.0101 }, 50)!;
    expect(found.distanceM).toBeCloseTo(10.4, 0);
    expect('along' in found.at && found.at.along).toBeCloseTo(0.743, 2);
  });
  it('is none further away than that', () => {
    expect(placeOn([bent], { lat: 20.005, lon: 106 }, 50)).toBeUndefined();
  });
});
