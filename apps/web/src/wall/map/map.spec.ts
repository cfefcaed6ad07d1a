import { describe, expect, it } from '@jest/globals';
import type { CameraEvent, FindingSketch } from '#hub/contracts';
import type { Matter } from '../alerts/matters.js';
import { anAlert, aStation, aValue, NOON } from '../../testing.js';
import { incidentOf } from './incident.js';
import { around, boxAround, type LabelWish, middleLine, overlaps, placeAlong, placeLabels } from './labels.js';
import { away, fit } from './projection.js';
import { isSmoke, suspectedArea } from './smoke.js';
import { compassIndex, freshWind } from './wind.js';

const frame = { width: 1256, height: 744, padding: { top: 24, right: 60, bottom: 72, left: 60 } };
const bounds = { west: 106.2, east: 106.26, south: 20.4, north: 20.43 };
const whole = { x: 0, y: 0, width: 1000, height: 600 };

describe('the projection', () => {
  it('keeps the commune within its padding, north up', () => {
    const { project } = fit(bounds, frame);
    const nw = project([bounds.west, bounds.north]);
    const se = project([bounds.east, bounds.south]);
    expect(nw.x).toBeGreaterThanOrEqual(59.9);
    expect(nw.y).toBeGreaterThanOrEqual(23.9);
    expect(se.x).toBeLessThanOrEqual(1196.1);
    expect(se.y).toBeLessThanOrEqual(672.1);
    expect(se.y).toBeGreaterThan(nw.y);
  });
  it('has the same scale in both directions', () => {
    const { project, pxPerMetre } = fit(bounds, frame);
    const a = project([106.23, 20.415]);
    expect(project([106.23, 20.42]).y).toBeCloseTo(a.y - 0.005 * 111_320 * pxPerMetre, 3);
    expect(project([106.24, 20.415]).x).toBeCloseTo(
      a.x + 0.01 * 111_320 * Math.cos((20.415 * Math.PI) / 180) * pxPerMetre,
      3,
    );
  });
  it('does not magnify a single station to its doorstep', () => {
    const point = { west: 106.2, east: 106.2, south: 20.4, north: 20.4 };
    expect(fit(point, frame).pxPerMetre).toBeLessThan(0.5);
  });
});

describe('the suspected area', () => {
  it('lies upwind, wider in a weak wind, and all around without one', () => {
    const steady = suspectedArea({ from: 135, speed: 2.6 });
    const weak = suspectedArea({ from: 135, speed: 1 });
    expect(steady).toMatchObject({ bearing: 135 });
    expect(weak.across).toBeGreaterThan(steady.across);
    expect(suspectedArea({ from: 135, speed: 0.3 })).toMatchObject({ distance: 0, along: 400, across: 400 });
    expect(suspectedArea(undefined).distance).toBe(0);
  });
  it('lies to the south-east of the station when the wind comes from there', () => {
    const at = away({ x: 0, y: 0 }, 135, 100, 1);
    expect(at.x).toBeCloseTo(70.7, 1);
    expect(at.y).toBeCloseTo(70.7, 1);
  });
  it('is drawn for smoke alone, and for the station that has most of it', () => {
    expect(isSmoke(anAlert())).toBe(true);
    expect(isSmoke(anAlert({ facts: { metric: 'pm25', value: 80, limit: 50 } }))).toBe(false);
    expect(isSmoke(anAlert({ facts: { event: 'smoke' } }))).toBe(true);
    const strong = anAlert({ id: 's', target: 'b', facts: { metric: 'pm25', value: 140, background: 20 } });
    const stations = ['a', 'b'].map((id) =>
      aStation({ device: { id, lat: 20.4, lon: 106.2 }, values: { pm25: aValue(90, 0) } }),
    );
    const incident = incidentOf(stations, [anAlert({ target: 'a' }), strong], undefined, new Map(), [], NOON);
    expect(incident?.station.device.id).toBe('b');
    expect(incidentOf(stations, [anAlert({ target: 'nowhere' })], undefined, new Map(), [], NOON)).toBeUndefined();
  });
});

describe('smoke on the map', () => {
  const wind = { from: 135, speed: 2 };
  const finding: FindingSketch = {
    ...{ id: 'f', kind: 'burning', commune: '10807', target: 'a', targets: ['a', 'b'], score: 64, simulated: false },
    ...{ startedAt: NOON - 600_000, updatedAt: NOON - 120_000, pm25: { value: 63, background: 13 } },
  };
  const burning = { ...anAlert({ target: 'a', facts: { event: 'burning' } }), finding };
  const windOf = (reads: Record<string, number>, alert: Matter = burning, cameras: CameraEvent[] = [], now = NOON) =>
    incidentOf(
      ['a', 'b', 'cam'].map((id) => {
        const values = reads[id] === undefined ? undefined : { pm25: aValue(reads[id], 0) };
        return aStation({ device: { id, lat: 20.4, lon: 106.2 }, values });
      }),
      ...([[alert], wind, new Map(), cameras, now] as const),
    )?.wind;
  it('is there while any of its stations smells it, and not when the fire is out and its alert still open', () => {
    expect(windOf({ a: 63, b: 13 })).toEqual(wind);
    expect(windOf({ a: 13, b: 60 })).toEqual(wind);
    expect(windOf({ a: 13, b: 14 })).toBeUndefined();
  });
  it('is there while a camera sees it', () => {
    const seen = { camera: 'cam', event: 'smoke', ts: NOON - 60_000 } as CameraEvent;
    expect(windOf({ a: 13, b: 14 }, burning, [seen])).toEqual(wind);
    const byCamera = anAlert({ target: 'cam', facts: { event: 'smoke' } });
    expect(windOf({}, byCamera, [seen])).toEqual(wind);
    expect(windOf({}, byCamera, [{ ...seen, ts: NOON - 900_000 }])).toBeUndefined();
  });
  it('is there where the stations are silent, as long as what the hub knows of it is recent', () => {
    expect(windOf({})).toEqual(wind);
    expect(windOf({}, burning, [], NOON + 1_800_000)).toBeUndefined();
  });
});

describe('the wind', () => {
  it('is told by where it comes from', () => {
    expect([0, 44, 46, 135, 350, 360].map(compassIndex)).toEqual([0, 1, 1, 3, 0, 0]);
  });
  it('is not made up from an old value', () => {
    const mast = (age: number) =>
      aStation({
        profile: { kind: 'weather', metrics: {} },
        values: { wind_speed: aValue(2.6, age), wind_direction: aValue(135, age) },
      });
    expect(freshWind([mast(0)], NOON)).toEqual({ speed: 2.6, from: 135 });
    expect(freshWind([mast(600_000)], NOON)).toBeUndefined();
  });
});

describe('lettering', () => {
  const wish = (key: string, x: number, y: number): LabelWish => ({
    key,
    text: key,
    width: 120,
    height: 38,
    at: around({ x, y }, 48, 34),
  });
  it('never touches a mark or another name', () => {
    const marks = Array.from({ length: 60 }, (_, i) =>
      boxAround({ x: 60 + (i % 10) * 95, y: 60 + Math.floor(i / 10) * 90 }, 26, 26),
    );
    const taken = [...marks];
    const placed = placeLabels(
      Array.from({ length: 12 }, (_, i) => wish(`Thôn ${i}`, 100 + (i % 4) * 230, 100 + Math.floor(i / 4) * 160)),
      taken,
      whole,
    );
    expect(placed.length).toBeGreaterThan(8);
    const boxes = placed.map((p) => boxAround(p, 120, 38));
    for (const [i, box] of boxes.entries()) {
      expect(marks.some((m) => overlaps(m, box))).toBe(false);
      expect(boxes.some((other, j) => j !== i && overlaps(other, box))).toBe(false);
    }
  });
  it('is left out rather than set over a station', () => {
    const full = [{ x: 0, y: 0, width: 1000, height: 600 }];
    expect(placeLabels([wish('Thôn', 400, 300)], full, whole)).toEqual([]);
  });
  it('runs along a canal from left to right, between the stations on it', () => {
    const line = Array.from({ length: 60 }, (_, i) => ({ x: 900 - i * 14, y: 300 }));
    const taken = [boxAround({ x: 480, y: 300 }, 20, 20)];
    const label = placeAlong(line, 150, 24, 14, taken, whole)!;
    const xs = [...label.d.matchAll(/(\d+\.\d) /g)].map((m) => Number(m[1]));
    expect(xs[0]).toBeLessThan(xs[xs.length - 1]!);
    expect(taken.length).toBeGreaterThan(5);
    expect(placeAlong(line.slice(0, 5), 150, 24, 14, [], whole)).toBeUndefined();
  });
  it("finds the middle of a river's banks", () => {
    const bank = (x: number) => Array.from({ length: 21 }, (_, i) => ({ x, y: i * 25 }));
    const ring = [...bank(100), ...bank(140).reverse()];
    const middle = middleLine([...ring, ring[0]!]);
    expect(middle.length).toBeGreaterThan(40);
    for (const point of middle.slice(5, -5)) expect(Math.abs(point.x - 120)).toBeLessThan(6);
  });
});
