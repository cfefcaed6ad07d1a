import { describe, expect, it } from '@jest/globals';
import type { Camera, Device, LonLat, SuspectedArea } from '#hub/contracts';
import { camerasOn } from './cameras-on.js';

const BEST: LonLat = [106.255, 20.448];
/** So many metres east and north of the likeliest point. */
const at = (x: number, y: number): LonLat => [BEST[0] + x / 104_400, BEST[1] + y / 110_700];
const square = (half: number): SuspectedArea => ({
  area: {
    type: 'Polygon',
    coordinates: [[at(-half, -half), at(half, -half), at(half, half), at(-half, half), at(-half, -half)]],
  },
  ...{ km2: (half * half * 4) / 1e6, best: BEST, how: ['inversion'] },
});
const RANGE_M = 2500;

/** Cameras by where they stand and look: metres east, metres north, degrees, degrees wide. */
const listed = (
  cameras: Record<string, [x: number, y: number, bearing: number, fieldOfView: number]>,
  area = square(200),
) => {
  const devices = Object.entries(cameras).map(([id, [x, y]]): Device => {
    const [lon, lat] = at(x, y);
    const known = {
      commune: '10807',
      profile: 'camera',
      state: 'installed',
      simulated: false,
      installedAt: 0,
    } as const;
    return { ...known, id, name: id, lon, lat };
  });
  const views = Object.entries(cameras).map(
    ([id, [, , bearing, fieldOfView]]) => ({ id, bearing, fieldOfView }) as Camera,
  );
  return camerasOn(area, devices, views, RANGE_M).map(({ camera }) => camera);
};

describe('cameras that look at a suspected area', () => {
  it('are the nearest first; one that is nearer and looks elsewhere is none of them', () => {
    const cameras = {
      near: [0, -400, 180, 60],
      far: [0, -2000, 0, 60],
      middle: [900, 0, 270, 60],
      beyond: [0, -2900, 0, 60],
    } as const;
    expect(listed(cameras as never)).toEqual(['middle', 'far']);
  });

  it('have one that sees an edge of it alone, and one that stands in it', () => {
    expect(listed({ edge: [-1000, 190, 90, 2], within: [50, 50, 0, 30] })).toEqual(['within', 'edge']);
  });

  it('have the one that looks straight at the likeliest point, however narrow its view', () => {
    for (const bearing of [0, 37, 90, 200, 311]) {
      const radians = (bearing * Math.PI) / 180;
      const cameras = { narrow: [-1900 * Math.sin(radians), -1900 * Math.cos(radians), bearing, 0.4] } as const;
      expect(listed(cameras as never)).toEqual(['narrow']);
    }
  });

  it('of a camera whose view is not registered nothing is said', () => {
    const area = square(200);
    const device = { id: 'cam', name: 'cam', lon: at(0, -400)[0], lat: at(0, -400)[1], state: 'installed' } as Device;
    expect(camerasOn(area, [device], [], RANGE_M)).toEqual([]);
  });
});
