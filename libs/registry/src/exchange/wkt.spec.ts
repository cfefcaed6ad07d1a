import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Area, LonLat } from '#hub/contracts';
import { areaInGeoJson, areaInPairs, areaInWkt, wktOf } from './wkt.js';

const corner = fc.tuple(fc.double({ min: 102, max: 110, noNaN: true }), fc.double({ min: 8, max: 23, noNaN: true }));
const ring = fc.array(corner, { minLength: 4, maxLength: 12 });
const polygon = fc.array(ring, { minLength: 1, maxLength: 3 });

describe('an outline as text', () => {
  it('comes back as it was written, to the last digit', () => {
    fc.assert(
      fc.property(polygon, (coordinates: LonLat[][]) => {
        expect(areaInWkt(wktOf({ type: 'Polygon', coordinates }))).toEqual([coordinates]);
      }),
    );
    fc.assert(
      fc.property(fc.array(polygon, { minLength: 1, maxLength: 3 }), (coordinates: LonLat[][][]) => {
        const area: Area = { type: 'MultiPolygon', coordinates };
        expect(areaInWkt(wktOf(area))).toEqual(coordinates);
        expect(areaInGeoJson(area)).toEqual(coordinates);
      }),
    );
  });

  it.each([
    ['with a system before', 'SRID=4326;POLYGON((1 2,3 4,5 6,1 2))'],
    ['with heights', 'polygon Z ((1 2 9, 3 4 9, 5 6 9, 1 2 9))'],
  ])('may be WKT %s', (_what, text) => {
    expect(areaInWkt(text)).toEqual([
      [
        [
          [1, 2],
          [3, 4],
          [5, 6],
          [1, 2],
        ],
      ],
    ]);
  });

  it.each(['1 2; 3 4; 5 6', '1,2;3,4;5,6;', '1, 2 | 3, 4 | 5, 6', '1 2\n3 4\n5 6'])('may be corners: %s', (text) => {
    expect(areaInPairs(text)).toEqual([
      [
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
      ],
    ]);
  });

  it('may have decimal commas', () => {
    expect(areaInPairs('2312000,5 580000,1; 2312010 580050; 2312020,25 580000')).toEqual([
      [
        [
          [2312000.5, 580000.1],
          [2312010, 580050],
          [2312020.25, 580000],
        ],
      ],
    ]);
  });

  it.each([
    '',
    'phía sau đình',
    'POLYGON',
    'POLYGON(())',
    'POLYGON((1 2, x 4))',
    'POINT(1 2)',
    '1 2; 3 4',
    '1;2;3',
    'POLYGON((1 2,3 4]])',
  ])('is not in %p', (text) => {
    expect(areaInWkt(text) ?? areaInPairs(text)).toBeUndefined();
  });

  it('is not in whatever else somebody wrote', () => {
    fc.assert(fc.property(fc.string(), (text) => void areaInWkt(text)));
    fc.assert(fc.property(fc.string(), (text) => void areaInPairs(text)));
    fc.assert(fc.property(fc.jsonValue(), (value) => void areaInGeoJson(value)));
  });
});
