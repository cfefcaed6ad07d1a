import { describe, expect, it } from '@jest/globals';
import { DeviceDirectory } from '#hub/registry';
import { HOUR, T0 } from '../../../libs/registry/src/testing/builders.js';
import type { Bench } from './engines.js';

/** What becomes of a device after it was put up. */
export function lifeContract(bench: Bench): void {
  const told = (answer: Promise<unknown>) =>
    answer.then(
      () => 'yes',
      (error: { code?: string; message?: string }) => `${error.code}: ${error.message}`,
    );

  describe('the life of a device', () => {
    it('is written down: what it became, when, by whom and why', async () => {
      const registry = await bench.open();
      await registry.devices.add({ id: 'c-1', profile: 'canal', state: 'planned' });
      bench.clock.ms = T0 + HOUR;
      await registry.life.change('c-1', { state: 'installed' });
      await registry.life.change('c-1', { state: 'faulty', reason: 'dây đứt' });
      await registry.devices.retire('c-1');
      expect(await registry.life.of('c-1')).toEqual([
        { from: 'faulty', to: 'retired', at: T0 + HOUR, by: 'hub' },
        { from: 'installed', to: 'faulty', at: T0 + HOUR, by: 'hub', reason: 'dây đứt' },
        { from: 'planned', to: 'installed', at: T0 + HOUR, by: 'hub' },
        { to: 'planned', at: T0, by: 'hub' },
      ]);
    });

    it('goes its way and no other, in words', async () => {
      const registry = await bench.open();
      await registry.devices.add({ id: 'c-1', profile: 'canal', state: 'planned' });
      expect(await told(registry.life.change('c-1', { state: 'calibrating' }))).toBe(
        'not-now: Thiết bị ở tình trạng "Dự kiến" không chuyển thành "Đang hiệu chuẩn" được; có thể: "Đang dùng", "Đã thu hồi"',
      );
      expect(await told(registry.devices.update('c-1', { state: 'faulty' }))).toMatch(/^not-now/);
      expect(await told(registry.life.change('nobody', { state: 'faulty' }))).toMatch(/^not-found/);
      expect(await told(registry.life.change('c-1', { state: 'installed', until: T0 + HOUR }))).toMatch(/until: chỉ/);
      expect(await registry.life.of('c-1')).toHaveLength(1);
    });

    it('is in maintenance for a while: heard again when the time is up, whoever restarts meanwhile', async () => {
      const registry = await bench.open();
      await registry.devices.add({ id: 'c-1', profile: 'canal' });
      await registry.life.change('c-1', { state: 'maintenance', until: T0 + HOUR, reason: 'thay pin' });
      expect(await told(registry.life.change('c-1', { state: 'maintenance', until: T0 - 1 }))).toMatch(/until/);
      await registry.life.change('c-1', { state: 'maintenance', until: T0 + 2 * HOUR });
      const directory = new DeviceDirectory();
      const state = async () => {
        await registry.loadDirectory(directory);
        return directory.device('c-1')?.state;
      };
      bench.clock.ms = T0 + 2 * HOUR - 1;
      expect([await state(), await registry.life.endDue()]).toEqual(['maintenance', []]);
      bench.clock.ms = T0 + 2 * HOUR;
      // nobody did anything: the clock alone
      expect(await state()).toBe('installed');
      const other = await bench.open();
      expect(await other.life.endDue()).toEqual(['c-1']);
      expect(await other.life.endDue()).toEqual([]);
      expect((await registry.devices.get('c-1')).state).toBe('installed');
      expect((await registry.life.of('c-1'))[0]).toMatchObject({ by: 'hub', to: 'installed', at: T0 + 2 * HOUR });
    });

    it('ends with another box in its place: cut off, and the place’s history is the place’s', async () => {
      const registry = await bench.open();
      await registry.things.add('site', { id: 'cong', name: 'Cống Mễ', lat: 20.5, lon: 106.2, place: 'gần cống' });
      const { device: old } = await registry.devices.add({ id: 'old', profile: 'canal', site: 'cong' });
      await registry.devices.add({ id: 'new', profile: 'canal', state: 'planned' });
      await registry.things.add('structure', {
        id: 'cua',
        name: 'Cửa',
        type: 'gate',
        lat: 20.5,
        lon: 106.2,
        device: 'old',
      });
      expect(await told(registry.life.change('old', { state: 'replaced' }))).toMatch(/by: chọn/);
      expect(await told(registry.life.change('old', { state: 'replaced', by: 'old' }))).toMatch(/by:/);
      bench.clock.ms = T0 + HOUR;
      await registry.life.change('old', { state: 'replaced', by: 'new', reason: 'hỏng bo' });
      const now = await registry.devices.get('new');
      expect(now).toMatchObject({ state: 'installed', site: 'cong', place: 'gần cống', lat: 20.5, lon: old.lon });
      const directory = new DeviceDirectory();
      await registry.loadDirectory(directory);
      expect(directory.account('old')).toMatchObject({ secretHashes: [], device: { state: 'replaced' } });
      expect(directory.account('new')?.secretHashes).toHaveLength(1);
      expect(await registry.things.stays('cong')).toEqual([
        { device: 'new', from: T0 + HOUR },
        { device: 'old', from: old.installedAt, to: T0 + HOUR },
      ]);
      expect((await registry.things.get('structure', 'cua')).device).toBe('new');
      expect((await registry.life.of('old'))[0]).toMatchObject({ to: 'replaced', other: 'new', reason: 'hỏng bo' });
      expect((await registry.life.of('new'))[0]).toMatchObject({ to: 'installed', other: 'old' });
      expect(await told(registry.life.change('new', { state: 'replaced', by: 'old' }))).toMatch(/không còn dùng/);
      expect(await told(registry.devices.update('new', { state: 'replaced' }))).toMatch(/chọn thiết bị thay/);
      expect(await told(registry.devices.newSecret('old'))).toMatch(/không còn dùng/);
    });
  });
}
