import { describe, expect, it } from '@jest/globals';
import type { Device } from '#hub/contracts';
import type { Registry } from '#hub/registry';
import { HOUR, T0 } from '../../../libs/registry/src/testing/builders.js';
import type { Bench } from './engines.js';

const DAY = 24 * HOUR;
const PLACED = { name: 'Kênh Tiêu', hamlet: 'Thôn Đông', place: 'gần cống', lat: 20.9, lon: 106.3 };

/** A box that takes the place of another: what it takes over, and what the place remembers. */
export function takePlaceContract(bench: Bench): void {
  const takes = async (registry: Registry, old: Device, newcomer: Device): Promise<Device> => {
    await registry.life.change(old.id, { state: 'replaced', by: newcomer.id });
    return registry.devices.get(newcomer.id);
  };
  const commune = async (): Promise<Registry> => {
    const registry = await bench.open();
    await registry.communes.put({
      ...{ code: '26734', name: 'Xã thử', province: 'Tỉnh thử', simulated: false },
      map: { type: 'FeatureCollection', features: [] },
    });
    await registry.things.add('hamlet', { id: 'dong', name: 'Thôn Đông' });
    return registry;
  };
  const add = async (registry: Registry, id: string, more: Partial<Device> = {}) =>
    (await registry.devices.add({ id, profile: 'canal', ...more })).device;

  describe('a box that takes the place of another', () => {
    it('makes a site of a place that was none, which knows who was there before', async () => {
      const registry = await commune();
      const old = await add(registry, 'cu', PLACED);
      bench.clock.ms = T0 + DAY;
      const newcomer = await add(registry, 'moi', { installedAt: T0 + DAY });
      bench.clock.ms = T0 + DAY + HOUR;
      const placed = await takes(registry, old, newcomer);

      expect(placed).toEqual({ ...newcomer, ...PLACED, site: 'cu', version: 2 });
      expect(await registry.things.get('site', 'cu')).toEqual({
        ...{ id: 'cu', commune: '26734', name: 'Kênh Tiêu', hamlet: 'dong', place: 'gần cống', lat: 20.9, lon: 106.3 },
        version: 1,
      });
      expect(await registry.things.stays('cu')).toEqual([
        { device: 'moi', from: T0 + DAY + HOUR },
        { device: 'cu', from: old.installedAt, to: T0 + DAY + HOUR },
      ]);
      expect(await registry.devices.get('cu')).toEqual({ ...old, site: 'cu', state: 'replaced', version: 3 });
    });

    it('comes to the site that there is, and leaves its own', async () => {
      const registry = await commune();
      await registry.things.add('block', { id: 'khu-a', name: 'Cánh đồng Trước' });
      const at = { hamlet: 'dong', lat: 20.9, lon: 106.3 };
      await registry.things.add('site', { id: 'diem-1', name: 'Cống', block: 'khu-a', ...at });
      await registry.things.add('site', { id: 'diem-2', name: 'Kho', place: 'trong kho', ...at });
      const old = await add(registry, 'cu', { name: 'Kênh Tiêu', site: 'diem-1' });
      const newcomer = await add(registry, 'moi', { name: 'Hộp mới', site: 'diem-2' });
      bench.clock.ms = T0 + HOUR;
      const placed = await takes(registry, old, newcomer);

      expect(placed).toMatchObject({ name: 'Kênh Tiêu', hamlet: 'Thôn Đông', site: 'diem-1', block: 'khu-a' });
      // of where it was before nothing stays
      expect(placed).not.toHaveProperty('place');
      expect(await registry.devices.get('cu')).toEqual({ ...old, state: 'replaced', version: 2 });
      expect(await registry.things.stays('diem-2')).toEqual([
        { device: 'moi', from: newcomer.installedAt, to: T0 + HOUR },
      ]);
      expect(await registry.things.stays('diem-1')).toMatchObject([
        { device: 'moi', from: T0 + HOUR },
        { device: 'cu', to: T0 + HOUR },
      ]);
      const { entries } = await registry.history.of('site', 'diem-1');
      expect(entries.map(({ change }) => change)).toEqual(['added']);
    });

    it('keeps what is its own: secret, profile, gateway, when it was put up', async () => {
      const registry = await commune();
      await registry.gateways.add({ id: 'lora', codec: 'chirpstack' });
      const old = await add(registry, 'cu', PLACED);
      const own = { gateway: 'lora', address: '24e124126b1a0001', installedAt: T0 - 5 * DAY };
      expect(await takes(registry, old, await add(registry, 'moi', own))).toMatchObject({
        id: 'moi',
        profile: 'canal',
        ...own,
      });
    });

    it('finds another name for the site where somebody gave the first one away', async () => {
      const registry = await commune();
      await registry.things.add('site', { id: 'cu', name: 'Điểm khác', lat: 20.8, lon: 106.2 });
      const old = await add(registry, 'cu', PLACED);
      expect((await takes(registry, old, await add(registry, 'moi'))).site).toBe('cu-2');
      expect(await registry.things.get('site', 'cu')).toMatchObject({ name: 'Điểm khác', version: 1 });
    });

    it('is told where the other one stands nowhere, and nothing is changed', async () => {
      const registry = await commune();
      const old = await add(registry, 'cu', { name: 'Kênh Tiêu' });
      const newcomer = await add(registry, 'moi');
      await expect(takes(registry, old, newcomer)).rejects.toThrow(/chưa biết vị trí của thiết bị cũ/);
      expect(await registry.devices.get('cu')).toEqual(old);
      expect(await registry.devices.get('moi')).toEqual(newcomer);
    });
  });
}
