import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AreaUnit } from '#hub/contracts';
import { areaWords, lengthWords, localArea, surveyedArea } from './measures.js';

const mau = (vi: string, m2: number): AreaUnit[] => [
  { vi: 'mẫu', m2: 10 * m2 },
  { vi, m2 },
];
/** As `areaUnits` of reference/irrigation.json has them. */
const UNITS = {
  north: mau('sào', 360),
  central: mau('sào', 500),
  south: mau('công', 1000),
  'south-large': mau('công', 1296),
};
type Region = keyof typeof UNITS;
const unitsOf = (region: Region): AreaUnit[] => UNITS[region];
const REGIONS = Object.keys(UNITS) as Region[];

describe('an area', () => {
  it.each<[Region, number, string]>([
    ['north', 1800, '5 sào (1.800 m²)'],
    ['north', 4320, '1 mẫu 2 sào (4.320 m²)'],
    ['north', 3600, '1 mẫu (3.600 m²)'],
    ['north', 1900, '5,3 sào (1.900 m²)'],
    // what rounds to ten sào is a mẫu
    ['north', 3595, '1 mẫu (3.595 m²)'],
    ['north', 540, '1,5 sào (540 m²)'],
    ['north', 12, '12 m²'],
    ['central', 6000, '1 mẫu 2 sào (6.000 m²)'],
    ['south', 3000, '3 công (3.000 m²)'],
    ['south', 12_000, '1 mẫu 2 công (12.000 m²)'],
    ['south-large', 3888, '3 công (3.888 m²)'],
    ['south-large', 15_552, '1 mẫu 2 công (15.552 m²)'],
  ])('in the %s is %i m² as people there say it: %s', (region, m2, words) =>
    expect(areaWords(m2, unitsOf(region), 'vi')).toBe(words),
  );
  it('in English has hectares beside it', () => {
    expect(areaWords(4320, unitsOf('north'), 'en')).toBe('1 mẫu 2 sào (0.43 ha)');
    expect(areaWords(540, unitsOf('north'), 'en')).toBe('1.5 sào (540 m²)');
  });
  it('is metric alone where nobody knows how it is said', () => expect(areaWords(1800, [], 'vi')).toBe('1.800 m²'));
  it('of a survey has all of it', () => {
    expect(surveyedArea(4320, unitsOf('north'), 'vi')).toBe('4.320 m² · 0,432 ha · 1 mẫu 2 sào');
    expect(surveyedArea(1_234_567, unitsOf('north'), 'en')).toBe('1,234,567 m² · 123.46 ha · 342 mẫu 9.4 sào');
  });
  it('adds up again to a tenth of the smallest unit, and never has ten of it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...REGIONS), fc.integer({ min: 100, max: 5_000_000 }), (region, m2) => {
        const units = unitsOf(region);
        const [larger, smaller] = units as [AreaUnit, AreaUnit];
        const said = localArea(m2, units, 'en').replaceAll(',', '');
        const count = ({ vi }: AreaUnit) => Number(new RegExp(`([\\d.]+) ${vi}`).exec(said)?.[1] ?? 0);
        expect(count(smaller)).toBeLessThan(10);
        const back = count(larger) * larger.m2 + count(smaller) * smaller.m2;
        expect(Math.abs(back - m2)).toBeLessThanOrEqual(smaller.m2 / 20 + 1e-6);
      }),
    );
  });
});

it('a length is said in metres or kilometres', () => {
  expect(lengthWords(640, 'vi')).toBe('640 m');
  expect(lengthWords(12_345, 'vi')).toBe('12,35 km');
});
