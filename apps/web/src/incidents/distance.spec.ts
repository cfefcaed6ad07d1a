import { describe, expect, it } from '@jest/globals';
import { directionTo, farWords, metresBetween } from './distance.js';

describe('how far it is', () => {
  it('is measured on the ground', () => {
    const gate = { lat: 20.45, lon: 106.25 };
    // a hundredth of a degree of latitude is 1,112 m, of longitude at this latitude 1,042 m
    expect(metresBetween(gate, { lat: 20.46, lon: 106.25 })).toBeCloseTo(1112, 0);
    expect(metresBetween(gate, { lat: 20.45, lon: 106.26 })).toBeCloseTo(1042, 0);
    expect(metresBetween(gate, gate)).toBe(0);
  });
  it('is not known where a place is not', () => {
    expect([metresBetween(undefined, { lat: 1, lon: 1 }), metresBetween({ lat: 1, lon: 1 }, { lat: 1 })]).toEqual([
      undefined,
      undefined,
    ]);
  });
  it('is told as roughly as it is known', () => {
    expect([farWords(3, 'vi'), farWords(247, 'vi'), farWords(1249, 'vi')]).toEqual(['0 m', '250 m', '1,2 km']);
  });
});

it('says into which direction one has to go', () => {
  const here = { lat: 20.45, lon: 106.25 };
  const to = (lat: number, lon: number) => directionTo(here, { lat: here.lat + lat, lon: here.lon + lon });
  expect([to(0.01, 0), to(0.01, 0.01), to(0, 0.01), to(-0.01, 0), to(0, -0.01), to(0.01, -0.01)]).toEqual([
    ...[0, 1, 2, 4, 6, 7],
  ]);
  expect(directionTo(undefined, here)).toBeUndefined();
});
