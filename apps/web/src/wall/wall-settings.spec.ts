import { describe, expect, it } from '@jest/globals';
import { isNight, pxPerMetre, readSettings } from './wall-settings.js';
import { nearestInDirection } from './stage/nearest.js';

describe('the settings of a wall', () => {
  it('scale lettering by the size of the screen and the distance', () => {
    expect(readSettings('').textScale).toBe(1);
    expect(readSettings('?inch=43').textScale).toBeCloseTo(13.4 / 10.5, 6);
    expect(readSettings('?inch=65').textScale).toBeCloseTo(8.9 / 10.5, 6);
    expect(readSettings('?inch=55&metres=4').textScale).toBeCloseTo(0.8, 6);
    expect(readSettings('?inch=55&metres=3,5').textScale).toBeCloseTo(0.7, 6);
    expect(pxPerMetre(50)).toBeCloseTo(11.55, 2);
  });
  it('keep to what a screen can hold, and ignore nonsense', () => {
    expect(readSettings('?inch=10&metres=20').textScale).toBe(1.5);
    expect(readSettings('?inch=abc&metres=-1')).toMatchObject({ textScale: 1, lang: 'vi', sound: true });
    expect(readSettings('?lang=en&sound=off')).toMatchObject({ lang: 'en', sound: false });
  });
  it('dim the wall at night', () => {
    const { night } = readSettings('');
    expect([21, 22, 0, 4, 5, 12].map((hour) => isNight(hour, night))).toEqual([false, true, true, true, false, false]);
    expect(isNight(3, readSettings('?night=off').night)).toBe(false);
    expect(readSettings('?night=22-5').nightAsked).toBe(true);
    expect(readSettings('').nightAsked).toBe(false);
    expect(isNight(13, readSettings('?night=12-14').night)).toBe(true);
  });
});

describe('the arrows of a remote control', () => {
  const places = [
    { x: 0, y: 0 },
    { x: 100, y: 10 },
    { x: 40, y: 200 },
    { x: 300, y: 0 },
  ];
  it('lead to the nearest place ahead', () => {
    expect(nearestInDirection(places, 0, 'right')).toBe(1);
    expect(nearestInDirection(places, 1, 'right')).toBe(3);
    expect(nearestInDirection(places, 0, 'down')).toBe(2);
    expect(nearestInDirection(places, 2, 'up')).toBe(0);
  });
  it('lead nowhere at the edge', () => {
    expect(nearestInDirection(places, 0, 'left')).toBeUndefined();
  });
});
