import { expect, it } from '@jest/globals';
import type { Device, DeviceProfile, Incident } from '#hub/contracts';
import { DeviceDirectory } from '#hub/registry';
import { sirensOf } from './sirens-of.js';

const device = (id: string, hamlet: string | undefined, over: Partial<Device> = {}): Device => ({
  ...{
    id,
    profile: 'siren',
    commune: '26734',
    state: 'installed',
    name: `Còi ${id}`,
    simulated: false,
    installedAt: 0,
  },
  ...(hamlet !== undefined && { hamlet }),
  ...over,
});
const profile = (id: DeviceProfile['kind']): DeviceProfile => ({
  ...{ id, kind: id, metrics: {}, vi: id, en: id, intervalMs: 60_000 },
});
const directory = new DeviceDirectory();
directory.replace({
  devices: [
    device('dong-2', 'Thôn Đông'),
    device('dong-1', 'Thôn Đông'),
    device('dong-0', 'Thôn Đông', { simulated: true }),
    device('tay-1', 'Thôn Tây', { state: 'faulty' }),
    device('tay-2', 'Thôn Tây'),
    device('nowhere', undefined),
    device('air-1', 'Thôn Tây', { profile: 'air' }),
    device('air-2', undefined, { profile: 'air' }),
  ].map((one) => ({ device: one, secretHashes: [] })),
  gateways: [],
  profiles: [profile('siren'), profile('air')],
  hamlets: [{ id: 'dong', commune: '26734', name: 'Thôn Đông' }],
});
const sirens = (kind: Incident['scope']['kind'], id: string, over: Partial<Incident> = {}) =>
  sirensOf(directory, { scope: { kind, id }, target: 'air-1', ...over }).map((siren) => siren.id);

it('of a hamlet one sounds, the first that can be heard', () => {
  expect(sirens('hamlet', 'dong')).toEqual(['dong-1']);
  // one that is not registered is known by its name
  expect(sirens('hamlet', 'Thôn Tây')).toEqual(['tay-2']);
});
it('of a device its hamlet’s, of the whole commune one in each', () => {
  expect(sirens('device', 'air-1')).toEqual(['tay-2']);
  expect(sirens('device', 'air-2', { target: 'air-2' })).toEqual([]);
  expect(sirens('commune', '26734')).toEqual(['dong-1', 'tay-2']);
});
it('of a drill one alone', () => {
  expect(sirens('device', 'dien-tap-khan-cap', { target: 'dien-tap-khan-cap', drill: true })).toEqual(['dong-1']);
});
