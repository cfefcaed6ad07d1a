import { describe, expect, it } from '@jest/globals';
import type { Commune } from '#hub/contracts';
import { DeviceDirectory } from '#hub/registry';
import {
  FIELD_MAP,
  HOUR,
  MINUTE,
  profile,
  release,
  T0,
  transition,
} from '../../../libs/registry/src/testing/builders.js';
import type { Bench } from './engines.js';

/** What is registered, and how the packet path learns of it. */
export function thingsContract(bench: Bench): void {
  describe('what is put in', () => {
    it('comes out as it was: a device', async () => {
      const registry = await bench.open();
      await registry.gateways.add({ id: 'box', codec: 'chirpstack' });
      const full = {
        id: 'ruong-1',
        profile: 'canal',
        commune: '01234',
        state: 'calibrating',
        name: 'Ống đo nước ruộng bà Ễ',
        hamlet: 'Thôn Đông Thượng',
        place: 'gần nhà văn hóa',
        lat: 20.123456789,
        lon: -0,
        gateway: 'box',
        address: 'a84041ffff000001',
        simulated: true,
        installedAt: 1_795_478_400_123,
      };
      expect((await registry.devices.add(full)).device).toEqual({ ...full, version: 1 });
      expect(await registry.devices.get('ruong-1')).toEqual({ ...full, lon: 0, version: 1 });
      const bare = (await registry.devices.add({ id: 'b', profile: 'canal' })).device;
      expect(await registry.devices.get('b')).toEqual(bare);
      expect(Object.keys(bare).sort()).toEqual([
        'commune',
        'id',
        'installedAt',
        'name',
        'profile',
        'simulated',
        'state',
        'version',
      ]);
    });

    it('comes out as it was: a gateway with its field map', async () => {
      const registry = await bench.open();
      const box = { id: 'box', codec: 'generic', topics: ['hộp/+/số-liệu'], fieldMap: FIELD_MAP };
      await registry.gateways.add(box);
      expect(await registry.gateways.get('box')).toEqual({
        ...box,
        commune: '00000',
        name: 'box',
        simulated: false,
        version: 1,
      });
      await registry.gateways.update('box', { fieldMap: null });
      expect(await registry.gateways.get('box')).not.toHaveProperty('fieldMap');
    });

    it('comes out as it was: a commune with its map, and settings', async () => {
      const registry = await bench.open();
      await registry.communes.put(COMMUNE);
      expect(await registry.communes.list()).toEqual([{ ...COMMUNE, version: 1 }]);
      await registry.communes.put({ ...COMMUNE, name: 'Xã mới' });
      expect((await registry.communes.get('26734')).name).toBe('Xã mới');
      for (const value of [{ giờ: ['06:00', null] }, null, 0, 'Ễ', false]) {
        await registry.settings.put('loa', value);
        expect(await registry.settings.get('loa')).toEqual(value);
      }
      await registry.settings.put('loa', undefined);
      expect(await registry.settings.get('loa')).toBeUndefined();
    });

    it('is one text, however the keyboard wrote it', async () => {
      const registry = await bench.open();
      const name = 'Trạm Đo Nước Kênh Tiêu';
      const { device } = await registry.devices.add({ id: 'a', profile: 'canal', name: name.normalize('NFD') });
      expect([device.name, (await registry.devices.get('a')).name]).toEqual([name, name]);
    });
  });

  describe('the device directory', () => {
    it('follows what another process changes, and is left alone otherwise', async () => {
      const [hub, cli] = [await bench.open(), await bench.open()];
      const directory = new DeviceDirectory();
      let changes = 0;
      directory.onChange(() => changes++);
      await hub.loadDirectory(directory);
      expect([changes, directory.account('cong-1')]).toEqual([1, undefined]);

      const steps: [what: string, change: () => Promise<unknown>][] = [
        ['gateway added', () => cli.gateways.add({ id: 'box', codec: 'frigate' })],
        ['device added', () => cli.devices.add({ id: 'cong-1', profile: 'canal' })],
        ['device changed', () => cli.devices.update('cong-1', { name: 'Cống Bắc' })],
        ['new secret', () => cli.devices.newSecret('cong-1')],
        ['profile changed', () => cli.profiles.put(profile('canal', { intervalMs: MINUTE }))],
        ['device retired', () => cli.devices.retire('cong-1')],
        ['gateway removed', () => cli.gateways.remove('box')],
      ];
      for (const [what, change] of steps) {
        const before = changes;
        await change();
        await hub.loadDirectory(directory);
        await hub.loadDirectory(directory);
        expect([what, changes - before]).toEqual([what, 1]);
      }
      expect(directory.account('cong-1')).toMatchObject({ secretHashes: [], device: { name: 'Cống Bắc' } });
      expect(directory.profile('canal')?.intervalMs).toBe(MINUTE);

      await cli.communes.put(COMMUNE);
      await cli.alerts.record([transition('opened', 'rule:cong-1:1', T0)]);
      await hub.loadDirectory(directory);
      expect(changes).toBe(8);
    });

    it('forgets a secret that was replaced when its time is over, though nobody changes anything', async () => {
      const hub = await bench.open();
      const directory = new DeviceDirectory();
      const hashes = async () => {
        await hub.loadDirectory(directory);
        return directory.account('cong-1')!.secretHashes;
      };
      await hub.devices.add({ id: 'cong-1', profile: 'canal' });
      const [first] = await hashes();
      await hub.devices.newSecret('cong-1', { overlapMs: HOUR });
      expect(await hashes()).toHaveLength(2);
      bench.clock.ms += HOUR - 1;
      expect(await hashes()).toContain(first);
      bench.clock.ms += 1;
      expect(await hashes()).toHaveLength(1);
      expect(await hashes()).not.toContain(first);
    });
  });

  describe("a release's profiles", () => {
    it('are brought up to date, but for those that somebody here changed or removed', async () => {
      const registry = await bench.open(release(profile('a'), profile('b'), profile('c')));
      await registry.profiles.put(profile('b', { vi: 'của xã' }));
      await registry.profiles.put(profile('own'));
      await registry.profiles.remove('c');

      const next = ['a', 'b', 'c', 'd'].map((id) => profile(id, { vi: 'bản mới', intervalMs: HOUR }));
      const later = await bench.open(release(...next));
      const names = (await later.profiles.list()).map(({ id, vi }) => [id, vi]);
      expect(names).toEqual([
        ['a', 'bản mới'],
        ['b', 'của xã'],
        ['d', 'bản mới'],
        ['own', 'own'],
      ]);
      await later.profiles.put(profile('c', { vi: 'dùng lại' }));
      expect((await (await bench.open(release(...next))).profiles.get('c')).vi).toBe('dùng lại');
    });

    it('cost nobody a fresh directory when they are the same', async () => {
      const hub = await bench.open();
      const directory = new DeviceDirectory();
      let changes = 0;
      directory.onChange(() => changes++);
      await hub.loadDirectory(directory);
      await bench.open();
      await hub.loadDirectory(directory);
      expect(changes).toBe(1);
    });
  });

  it('says that it is not open, before and after', async () => {
    const registry = bench.registry();
    const closed = { code: 'registry-unavailable', retry: true, fault: 'hub' };
    await expect(registry.devices.list()).rejects.toMatchObject(closed);
    await registry.stop();
    await registry.start();
    const underWay = registry.communes.put(COMMUNE);
    await registry.stop();
    await underWay;
    await expect(registry.communes.put(COMMUNE)).rejects.toMatchObject(closed);
  });
}

const COMMUNE: Commune = {
  code: '26734',
  name: 'Xã Tân Hòa',
  province: 'Tỉnh Đồng Tháp',
  support: '0900 000 000',
  simulated: true,
  map: {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        geometry: {
          type: 'LineString',
          coordinates: [
            [105.1, 10.123456789],
            [105.2, 10.2],
          ],
        },
        properties: { layer: 'canal', name: 'Kênh Tiêu', rank: 1 },
      },
    ],
  },
};
