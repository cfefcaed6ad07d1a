import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayName, dayNumber, dayOf, startOfDay } from './calendar.js';
import { areaUnitsOf, depthOf, type IrrigationTable, type Region, volumeOf } from './index.js';

const table = JSON.parse(readFileSync('reference/irrigation.json', 'utf8')) as IrrigationTable;
const REGIONS = Object.keys(table.areaUnits.regions) as Region[];

describe('units of area', () => {
  it('are the region’s, the largest first: a sào is 360 m² in the north, 500 in the middle, a công 1,000 in the south', () => {
    expect(areaUnitsOf(table, 'north')).toEqual([
      { vi: 'mẫu', m2: 3600 },
      { vi: 'sào', m2: 360 },
    ]);
    expect(areaUnitsOf(table, 'central').at(-1)).toEqual({ vi: 'sào', m2: 500 });
    expect(areaUnitsOf(table, 'south').at(-1)).toEqual({ vi: 'công', m2: 1000 });
    expect(areaUnitsOf(table, 'south-large').at(-1)).toEqual({ vi: 'công', m2: 1296 });
  });
  it('a mẫu is ten of the smaller ones everywhere', () => {
    for (const region of REGIONS) {
      const [larger, smaller] = areaUnitsOf(table, region);
      expect(larger).toEqual({ vi: 'mẫu', m2: 10 * smaller!.m2 });
    }
  });
});

describe('depth and volume', () => {
  it('10 mm on a hectare are 100 m³, and back', () => {
    expect(volumeOf(10, 10_000)).toBe(100);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 500, noNaN: true }),
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        (mm, m2) => {
          expect(depthOf(volumeOf(mm, m2), m2)).toBeCloseTo(mm, 6);
        },
      ),
    );
  });
  it('there is no depth on no area', () => expect(depthOf(10, 0)).toBeUndefined());
});

describe('days', () => {
  it('begin at 17:00 UTC, and have one name', () => {
    expect(startOfDay(dayNumber('2027-01-01'))).toBe(Date.UTC(2026, 11, 31, 17));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 86_399_999 }), (number, ms) => {
        expect(dayNumber(dayName(number))).toBe(number);
        expect(dayOf(startOfDay(number) + ms)).toBe(number);
      }),
    );
  });
  it.each(['2026-13-01', '2026-02-30', '26-1-1', '', '2026-11-26T00:00'])('"%s" is none', (text) =>
    expect(dayNumber(text)).toBeNaN(),
  );
});
