import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Neighbours } from './neighbours.js';
import { insert, latestWithin, Series } from './series.js';

const WINDOW = 20;
const at = { index: 0 };

/** As it is said: whoever spoke within the window, its last word, the one in the middle. */
function medianAsSaid(all: readonly Series[], own: number, ts: number): number | undefined {
  const values = all.flatMap((series, station) => {
    const i = station === own ? -1 : latestWithin(series, ts, WINDOW);
    return i < 0 ? [] : [series.value(i)];
  });
  if (values.length < 2) return undefined;
  values.sort((a, b) => a - b);
  const half = values.length >> 1;
  return values.length % 2 ? values[half]! : (values[half - 1]! + values[half]!) / 2;
}

it('the median of the others is that of their sorted values, whoever asks and however many moments were asked for', () => {
  const sample = fc.record({
    station: fc.nat(7),
    ts: fc.integer({ min: 1, max: 80 }),
    value: fc.integer({ min: -4, max: 4 }),
    doubted: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(fc.array(sample, { maxLength: 30 }), { maxLength: 4 }), (batches) => {
      const all = Array.from({ length: 8 }, () => new Series());
      const stations = new Neighbours(all, WINDOW);
      for (const batch of batches) {
        for (const { station, ts, value, doubted } of batch) {
          insert(all[station]!, ts, value, at, doubted);
          stations.changed(all[station]!);
        }
        for (let ts = 0; ts <= 80; ts += 2)
          for (let own = 0; own < all.length; own++)
            expect(stations.medianOfOthers(own, ts, 2)).toBe(medianAsSaid(all, own, ts));
      }
    }),
    { numRuns: 60 },
  );
});

it('what was asked for before a change is not given after it', () => {
  const all = [new Series(), new Series(), new Series()];
  const stations = new Neighbours(all, WINDOW);
  for (const [i, series] of all.entries()) insert(series, 10, i, at);
  expect(stations.medianOfOthers(0, 10, 2)).toBe(1.5);
  const { version } = stations;
  insert(all[2]!, 10, 9, at);
  stations.changed(all[2]!);
  expect(stations.version).not.toBe(version);
  expect(stations.medianOfOthers(0, 10, 2)).toBe(5);
});
