import { describe, expect, it } from '@jest/globals';
import { type LonLat, type Plot } from '#hub/contracts';
import { DeviceDirectory, releaseProfiles } from '#hub/registry';
import { readReference } from '#hub/service-kit';
import type { SmokeRules } from '#hub/smoke';
import { aDevice, at } from '../testing/analysis-of.js';
import { groundOf } from './site.js';

const rules = readReference('smoke.json') as SmokeRules;
const profiles = releaseProfiles();
const directory = new DeviceDirectory();
directory.replace({
  devices: [
    aDevice('a', 'smoke-station', at(0, 0)),
    aDevice('b', 'smoke-station', at(1000, 1000)),
    aDevice('mast', 'weather-mast', at(500, 500)),
    aDevice('off', 'smoke-station', at(5000, 5000), { state: 'retired' }),
    aDevice('nowhere', 'smoke-station', {}),
  ].map((device) => ({ device, secretHashes: [] })),
  gateways: [],
  profiles,
});
const field = (x: number, y: number, side: number): Pick<Plot, 'area'> => {
  const corner = (dx: number, dy: number): LonLat => {
    const { lat, lon } = at(x + dx, y + dy);
    return [lon!, lat!];
  };
  const ring = [corner(0, 0), corner(side, 0), corner(side, side), corner(0, side)];
  return { area: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] } };
};
const groundWith = (plots: readonly Pick<Plot, 'area'>[]) =>
  groundOf(directory, { views: [], plots }, { season: 'red-river', rules })!;

describe('the ground that smoke is watched on', () => {
  it('has the stations that are in use and stand somewhere, and the masts', () => {
    const { site, masts } = groundWith([]);
    expect(Object.keys(site.stations)).toEqual(['a', 'b']);
    expect([...masts]).toEqual(expect.arrayContaining(['mast']));
    expect(site.mayBurn).toBeUndefined();
  });

  it('burns on fields alone where most fields are known, and anywhere where few are', () => {
    expect(groundWith([field(100, 100, 80)]).site.mayBurn).toBeUndefined();
    const { site, toPlane } = groundWith([field(100, 100, 600)]);
    const place = (x: number, y: number) => toPlane([at(x, y).lon!, at(x, y).lat!]);
    expect([site.mayBurn!(place(400, 400)), site.mayBurn!(place(900, 900))]).toEqual([true, false]);
  });
});
