import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LonLat } from '#hub/contracts';
import { distanceM } from './metres.js';
import { gridVerdict, meridiansOf, shiftVerdict, vn2000, type Vn2000Parameters } from './vn2000.js';

interface Reference extends Vn2000Parameters {
  checks: { vn2000: LonLat; wgs84: LonLat }[];
}
const reference = JSON.parse(readFileSync('reference/vn2000.json', 'utf8')) as Reference;
const datum = vn2000(reference);
const dms = (degrees: number, minutes: number, seconds: number) => degrees + minutes / 60 + seconds / 3600;

const inVietnam = fc.tuple(
  fc.double({ min: 102, max: 110, noNaN: true }),
  fc.double({ min: 8, max: 23.5, noNaN: true }),
);

describe('degrees of VN-2000', () => {
  it.each(reference.checks)('$vn2000 are $wgs84', ({ vn2000: given, wgs84 }) => {
    const [lon, lat] = datum.fromDegrees(given);
    expect(lon).toBeCloseTo(wgs84[0], 7);
    expect(lat).toBeCloseTo(wgs84[1], 7);
  });

  it.each<[string, wgs84: LonLat, printed: LonLat]>([
    ['Lý Sơn (37/2019/TT-BGTVT)', [dms(109, 6, 7), dms(15, 22, 29)], [dms(109, 6, 0.5), dms(15, 22, 32.7)]],
    ['Vân Phong (20/2019/TT-BGTVT)', [dms(109, 26, 0), dms(12, 33, 36)], [dms(109, 25, 53.6), dms(12, 33, 39.7)]],
    ['Nha Trang (20/2019/TT-BGTVT)', [dms(109, 16, 0), dms(12, 14, 14)], [dms(109, 15, 53.6), dms(12, 14, 17.7)]],
  ])('of the harbour of %s are what the circular prints, to the tenth of a second', (_name, wgs84, printed) => {
    const [lon, lat] = datum.toDegrees(wgs84);
    expect(Math.abs(lon - printed[0]) * 3600).toBeLessThan(0.051);
    expect(Math.abs(lat - printed[1]) * 3600).toBeLessThan(0.051);
  });

  it('are some 200 m off where nobody shifts them', () => {
    expect(distanceM([105.8, 21], datum.fromDegrees([105.8, 21]))).toBeGreaterThan(220);
    expect(distanceM([105.8, 21], datum.fromDegrees([105.8, 21]))).toBeLessThan(230);
  });
});

describe('metres of VN-2000', () => {
  it('are half a million east on the central meridian', () => {
    const { easting, northing } = datum.toGrid(datum.fromDegrees([105.75, 20.5]), 105.75);
    expect(easting).toBeCloseTo(500_000, 2);
    // 0.9999 of the meridian's arc
    expect(northing).toBeCloseTo(0.9999 * 2_267_720, 0);
  });

  it('come back as they were', () => {
    fc.assert(
      fc.property(inVietnam, fc.constantFrom(103, 105, 105.75, 107.25, 108.5), (at, meridian) => {
        const back = datum.fromGrid(datum.toGrid(at, meridian), meridian);
        expect(distanceM(at, back)).toBeLessThan(0.01);
      }),
    );
  });

  it('are known when X and Y were taken for each other, and when they are no metres', () => {
    const { northing, easting } = datum.toGrid([106.1, 20.4], 105.5);
    expect(gridVerdict({ northing, easting })).toBe('fits');
    expect(gridVerdict({ northing: easting, easting: northing })).toBe('swapped');
    expect(gridVerdict({ northing: 20.4, easting: 106.1 })).toBe('degrees');
    expect(gridVerdict({ northing: 12, easting: 4_000_000 })).toBe('elsewhere');
  });
});

describe('a file of fields that are known', () => {
  const known: LonLat[] = [
    [106.1, 20.4],
    [106.11, 20.41],
    [106.12, 20.39],
  ];
  const moved = (move: (at: LonLat) => LonLat) => known.map((at) => ({ given: move(at), known: at }));

  it('tells that the datum was not shifted, or twice', () => {
    expect(
      shiftVerdict(
        datum,
        moved((at) => at),
      ),
    ).toBe('fits');
    expect(
      shiftVerdict(
        datum,
        moved(([lon, lat]) => [lon + 0.0001, lat]),
      ),
    ).toBe('fits');
    expect(shiftVerdict(datum, moved(datum.toDegrees))).toBe('missing');
    expect(shiftVerdict(datum, moved(datum.fromDegrees))).toBe('doubled');
    expect(shiftVerdict(datum, [])).toBe('fits');
  });
});

describe('central meridians', () => {
  it('are those of the provinces that became one', () => {
    expect(meridiansOf(reference, 'Thành phố Hải Phòng')).toEqual([105.75, 105.5]);
    expect(meridiansOf(reference, 'Tỉnh Đắk Lắk')).toEqual([108.5]);
    expect(meridiansOf(reference, 'dak lak')).toEqual([108.5]);
    expect(meridiansOf(reference, 'Tỉnh Hải Hưng')).toEqual([]);
  });

  it('are given for each of the 34 provinces and the 63 of before, on the quarter degree', () => {
    const all = reference.provinces.flatMap(({ meridians }) => meridians);
    expect([reference.provinces.length, new Set(all.map((m) => m.of)).size]).toEqual([34, 63]);
    for (const { degrees } of all)
      expect([degrees * 4 - Math.round(degrees * 4), degrees > 102, degrees < 110]).toEqual([0, true, true]);
  });
});
