import { describe, expect, it } from '@jest/globals';
import type { FindingSketch, SuspectedArea } from '#hub/contracts';
import { isWithin } from '#hub/smoke';
import { anAlert, aStation, aValue, NOON } from '../../testing.js';
import { incidentOf } from './incident.js';
import type { Box } from './labels.js';
import { fit } from './projection.js';
import { type Shown, toEdge } from './seen.js';
import { otherAreas, outlined, suspicionOf } from './suspicion.js';

const frame = { width: 1256, height: 744, padding: { top: 24, right: 60, bottom: 72, left: 60 } };
const projection = fit({ west: 106.2, east: 106.26, south: 20.4, north: 20.43 }, frame);
const shown: Shown = { frame: { x: 8, y: 4, width: 1240, height: 680 }, land: [], margin: 20 };
const ground = { projection, shown, u: 1 };
const cornersOf = ({ x, y, width, height }: Box) => [
  ...[
    { x, y },
    { x: x + width, y },
  ],
  ...[
    { x: x + width, y: y + height },
    { x, y: y + height },
  ],
];
/** A square with its lower left corner there, degrees. */
const where = (lon: number, lat: number, side: number): SuspectedArea => ({
  area: {
    type: 'Polygon',
    coordinates: [
      [
        [lon, lat],
        [lon + side, lat],
        [lon + side, lat + side],
        [lon, lat + side],
        [lon, lat],
      ],
    ],
  },
  ...{ km2: 1, best: [lon + side / 3, lat + side / 3], how: ['inversion'] },
});
const aSketch = (over: Partial<FindingSketch> = {}): FindingSketch => ({
  ...{ id: 'f-1', kind: 'burning', commune: '10807', target: 'a', targets: ['a', 'b'], simulated: false },
  ...{ startedAt: NOON, updatedAt: NOON, score: 64 },
  ...over,
});
const burning = (id: string, target: string, finding?: FindingSketch) => ({
  ...anAlert({ id, target, facts: { event: 'burning' } }),
  ...(finding && { finding }),
});
const stations = ['a', 'b', 'c'].map((id) =>
  aStation({ device: { id, lat: 20.41, lon: 106.22 }, values: { pm25: aValue(90, 0) } }),
);
const incident = (finding?: FindingSketch) =>
  incidentOf(stations, [burning('one', 'a', finding)], { from: 135, speed: 2 }, new Map(), [], NOON)!;

describe('the area that the hub worked out', () => {
  it('is what is drawn of the fire that it is about', () => {
    const found = incident(aSketch({ where: where(106.21, 20.405, 0.01) }));
    const drawn = suspicionOf(found, ground)!;
    expect(drawn.key).toBe('f-1');
    expect(drawn.source).toEqual(projection.project([106.21 + 0.01 / 3, 20.405 + 0.01 / 3]));
    expect(drawn.spots).toHaveLength(drawn.seen.points.length);
    for (const spot of drawn.spots) expect(isWithin(drawn.rings, spot)).toBe(true);
    // the mark stands next to the likeliest place, and not on the edge
    const [first] = drawn.spots;
    expect(Math.hypot(first!.x - drawn.source.x, first!.y - drawn.source.y)).toBeLessThan(10);
    expect(toEdge(drawn.rings, first!)).toBeGreaterThan(20);
  });

  it('of which little is on the land is marked there, wherever the likeliest place is', () => {
    const { x: west } = projection.project([106.213, 20.4]);
    const strip = { x: west - 400, y: 100, width: 400, height: 500 };
    const land = [cornersOf(strip)];
    const drawn = outlined('f', where(106.21, 20.405, 0.01), { ...ground, shown: { ...shown, land } });
    expect(drawn.seen.onLand).toBe(true);
    expect(drawn.seen.points.length).toBeGreaterThan(0);
    for (const at of drawn.spots) expect(isWithin(land, at) || toEdge(land, at) <= 20).toBe(true);
    const elsewhere = outlined('f', where(106.24, 20.405, 0.01), { ...ground, shown: { ...shown, land } });
    expect(elsewhere.seen.onLand).toBe(false);
    expect(elsewhere.seen.points.length).toBeGreaterThan(0);
  });

  it('goes before the guess of a camera that is as bad: the wall and the desk are of one opinion', () => {
    const camera = { ...burning('camera', 'c'), facts: { event: 'smoke' as const, value: 1 } };
    const known = burning('one', 'a', aSketch({ where: where(106.21, 20.405, 0.01) }));
    for (const alerts of [
      [camera, known],
      [known, camera],
    ])
      expect(incidentOf(stations, alerts, undefined, new Map(), [], NOON)!.alert).toBe(known);
    const worse = { ...camera, severity: 'emergency' as const };
    expect(incidentOf(stations, [known, worse], undefined, new Map(), [], NOON)!.alert).toBe(worse);
  });

  it('is none where nothing can be said; a guess upwind is drawn only where nobody looked for one', () => {
    expect(suspicionOf(incident(aSketch()), ground)).toBeUndefined();
    expect(suspicionOf(incident(), ground)).toMatchObject({ key: 'one' });
  });

  it('is drawn as a circle round it where it is too small to be seen', () => {
    const drawn = outlined('f', where(106.22, 20.41, 0.0005), ground);
    expect(drawn.reach).toBe(44);
    expect(drawn.d.match(/L/g)!.length).toBeGreaterThan(20);
  });

  it('of other fires stands beside it, once each, while an alert of it is open', () => {
    const own = aSketch({ where: where(106.21, 20.405, 0.01) });
    const other = aSketch({ id: 'f-2', target: 'c', targets: ['c'], where: where(106.24, 20.41, 0.01) });
    const alerts = [burning('one', 'a', own), burning('two', 'c', other), burning('again', 'c', other)];
    expect(otherAreas(incident(own), alerts).map(({ finding }) => finding.id)).toEqual(['f-2']);
  });
});
