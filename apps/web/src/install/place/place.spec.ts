import { describe, expect, it } from '@jest/globals';
import type { MapFeature } from '#hub/contracts';
import type { Fix } from '../draft/draft.js';
import { averageOf, fixFrom, isDone, isGood } from './fixes.js';
import { metresBetween } from './ground.js';
import { base64Of, bytesOf } from '../../phone/picture/data-url.js';
import { metresOutside } from './outside.js';
import { fitBytes, within } from '../../phone/picture/photo.js';
import { hamletsOn, inSentence, surroundingsOf } from './surroundings.js';

const HERE = { lat: 20.45, lon: 106.25 };
const METRE = 1 / 111_320;
const aFix = (accuracyM: number, northM = 0, at = 0): Fix => ({
  lat: HERE.lat + northM * METRE,
  lon: HERE.lon,
  accuracyM,
  at,
});

describe('several measurements of one place', () => {
  it('become one, the finer ones counting for more', () => {
    const one = averageOf([aFix(5, 0), aFix(10, 6)])!;
    // weights 1/25 and 1/100
    expect(metresBetween(HERE, one)).toBeCloseTo(1.2, 1);
  });
  it('are never said to be better than the best of them', () => {
    expect(averageOf([aFix(6), aFix(6), aFix(6), aFix(6)])!.accuracyM).toBeCloseTo(6, 6);
  });
  it('are said to be as coarse as they lie apart', () => {
    expect(averageOf([aFix(5, 0), aFix(5, 40)])!.accuracyM).toBeCloseTo(20, 0);
  });
  it('leave the cell tower out with which a phone begins', () => {
    const one = averageOf([aFix(1200, 900), aFix(8, 0), aFix(7, 0)])!;
    expect(metresBetween(HERE, one)).toBeLessThan(0.1);
    expect(one.accuracyM).toBeLessThan(8);
  });
  it('are none without any', () => {
    expect(averageOf([])).toBeUndefined();
  });
  it('are enough when the phone gets no better', () => {
    expect(isDone(Array.from({ length: 5 }, () => aFix(5)))).toBe(true);
    expect(isDone(Array.from({ length: 5 }, () => aFix(9)))).toBe(false);
    expect(isDone([aFix(3)])).toBe(false);
  });
  it('warn above fifteen metres', () => {
    expect([isGood(aFix(15)), isGood(aFix(15.1))]).toEqual([true, false]);
  });
  it('are taken as the phone gives them, unless they are none', () => {
    const coords = { latitude: 20.45, longitude: 106.25, accuracy: 6 };
    expect(fixFrom(coords, 100_000)).toEqual({ lat: 20.45, lon: 106.25, accuracyM: 6, at: 100_000 });
    expect(fixFrom({ ...coords, accuracy: Number.NaN }, 100_000)).toBeUndefined();
  });
});

describe('what is around a box', () => {
  const at = (east: number, north: number): [number, number] => [
    HERE.lon + (east * METRE) / Math.cos((HERE.lat * Math.PI) / 180),
    HERE.lat + north * METRE,
  ];
  const feature = (layer: MapFeature['properties']['layer'], name: string, geometry: unknown) =>
    ({ type: 'Feature', geometry, properties: { layer, name } }) as MapFeature;
  const square = (east: number, north: number, half: number) => ({
    type: 'Polygon',
    coordinates: [
      [
        at(east - half, north - half),
        at(east + half, north - half),
        at(east + half, north + half),
        at(east - half, north + half),
        at(east - half, north - half),
      ],
    ],
  });
  const map = [
    feature('hamlet', 'Thôn Mễ', square(0, 0, 300)),
    feature('hamlet', 'Thôn Đông', square(450, 0, 100)),
    feature('place', 'Nhà văn hóa thôn Mễ', { type: 'Point', coordinates: at(200, 0) }),
    feature('sluice', 'Cống Bến Mễ', { type: 'Point', coordinates: at(0, 60) }),
    feature('canal', 'Kênh Chính', { type: 'LineString', coordinates: [at(-500, 12), at(500, 12)] }),
    feature('canal', 'Kênh Tiêu', { type: 'LineString', coordinates: [at(-500, -90), at(500, -90)] }),
  ];

  it('is read from the map: hamlet, nearest place, the canal it stands at', () => {
    expect(surroundingsOf(HERE, map)).toEqual({ hamlet: 'Thôn Mễ', place: 'gần cống Bến Mễ', canal: 'kênh Chính' });
  });
  it('is the nearest hamlet where it stands in none, and nothing where all is far', () => {
    const [lon, lat] = at(700, 0);
    expect(surroundingsOf({ lat, lon }, map).hamlet).toBe('Thôn Đông');
    expect(surroundingsOf({ lat: 21, lon: 105 }, map)).toEqual({});
  });
  it('ends at the boundary: outside of it is said, where the position is fine enough to know', () => {
    const boundary = [feature('boundary', '', square(0, 0, 1000)), feature('boundary', '', square(3000, 0, 500))];
    const fixAt = (eastM: number, accuracyM = 10): Fix => {
      const [lon, lat] = at(eastM, 0);
      return { lat, lon, accuracyM, at: 0 };
    };
    const far = (fix: Fix, features: readonly MapFeature[] = boundary) => metresOutside(fix, features);
    expect(far(fixAt(0))).toBeUndefined();
    expect(far(fixAt(3000))).toBeUndefined();
    expect(far(fixAt(1300))).toBeCloseTo(300, 0);
    expect(far(fixAt(1300, 400))).toBeUndefined();
    // no boundary, or pieces of one, say nothing
    expect(far(fixAt(90_000), map)).toBeUndefined();
    const piece = feature('boundary', '', {
      type: 'LineString',
      coordinates: [at(0, 0), at(9, 9), at(0, 9), at(5, 5)],
    });
    expect(far(fixAt(90_000), [piece])).toBeUndefined();
  });
  it('lists the hamlets for choosing by hand', () => {
    expect(hamletsOn(map)).toEqual(['Thôn Đông', 'Thôn Mễ']);
  });
  it.each([
    ['Cống Bến Mễ', 'cống Bến Mễ'],
    ['Nhà văn hóa thôn Đông', 'nhà văn hóa thôn Đông'],
    ['Yên Lộc', 'Yên Lộc'],
    ['Kênhuơng', 'Kênhuơng'],
  ])('%s stands in a sentence as "%s"', (name, words) => {
    expect(inSentence(name)).toBe(words);
  });
});

describe('a photo', () => {
  it('keeps its shape and is never made larger', () => {
    expect(within({ width: 4000, height: 3000 }, 1280)).toEqual({ width: 1280, height: 960 });
    expect(within({ width: 320, height: 200 }, 1280)).toEqual({ width: 320, height: 200 });
  });
  it('is drawn coarser, then smaller, until it may be sent', () => {
    const tried: [number, number][] = [];
    const jpegOf = (bytes: number) => `data:image/jpeg;base64,${btoa('\0'.repeat(bytes))}`;
    const photo = fitBytes((side, quality) => {
      tried.push([side, quality]);
      return jpegOf(Math.round(side * quality));
    }, 300);
    expect(bytesOf(photo)).toBeLessThanOrEqual(300);
    expect([tried[0], tried[4], tried.at(-1)]).toEqual([
      [1280, 0.72],
      [896, 0.72],
      [627, 0.36],
    ]);
  });
  it('knows its size to the byte', () => {
    for (const size of [0, 1, 2, 3, 4, 299_999, 300_000]) {
      const dataUrl = `data:image/jpeg;base64,${btoa('\0'.repeat(size))}`;
      expect(bytesOf(dataUrl)).toBe(size);
      expect(base64Of(dataUrl)).toBe(btoa('\0'.repeat(size)));
    }
  });
});
