import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Table } from 'typeorm';
import { DeviceRow } from '../../../libs/registry/src/entities/device.entity.js';
import { T0 } from '../../../libs/registry/src/testing/builders.js';
import type { Bench } from './engines.js';

/** Tables, transactions, and callers that meet. */
export function databaseContract(bench: Bench): void {
  describe('tables', () => {
    it('are what the entities say', async () => {
      const database = await bench.database();
      const { upQueries } = await database.write((m) => m.dataSource.driver.createSchemaBuilder().log());
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    });

    it('are made once, however many processes start at the same time', async () => {
      const [one, other] = await Promise.all([bench.open(), bench.open()]);
      await one!.devices.add({ id: 'cong-1', profile: 'canal' });
      expect(await other!.devices.list()).toHaveLength(1);
    });

    it('are as before when bringing them up to date fails half way', async () => {
      const database = await bench.database();
      const halfWay = database.write(async (m) => {
        const columns = [{ name: 'id', type: 'text', isPrimary: true }];
        await m.queryRunner!.createTable(new Table({ name: 'crop', columns }));
        await m.queryRunner!.dropTable('setting');
        throw new Error('the next step does not go');
      });
      await expect(halfWay).rejects.toThrow('the next step does not go');
      const there = (table: string) => database.write((m) => m.queryRunner!.hasTable(table));
      expect([await there('crop'), await there('setting')]).toEqual([false, true]);
    });

    it('keep what is in them when the hub starts again', async () => {
      const before = await bench.open();
      await before.devices.add({ id: 'cong-1', profile: 'canal' });
      await before.stop();
      await before.start();
      expect((await before.devices.get('cong-1')).profile).toBe('canal');
    });
  });

  describe('writes that meet', () => {
    it('do not take each other along when one is rolled back', async () => {
      const database = await bench.database();
      let inserted: () => void = () => undefined;
      const first = new Promise<void>((resolve) => (inserted = resolve));
      const failing = database.write(async (m) => {
        await m.insert(DeviceRow, row('lost'));
        inserted();
        // long enough for the other to slip in between, were that possible
        await delay(50);
        throw new Error('changed its mind');
      });
      await first;
      const kept = database.write((m) => m.insert(DeviceRow, row('kept')));
      await expect(failing).rejects.toThrow('changed its mind');
      await kept;
      const ids = await database.read(async (m) => (await m.find(DeviceRow)).map(({ id }) => id));
      expect(ids).toEqual(['kept']);
    });

    it('show readers nothing before they are committed', async () => {
      const database = await bench.database();
      const count = () => database.read((m) => m.count(DeviceRow));
      const during = await database.write(async (m) => {
        await m.insert(DeviceRow, row('cong-1'));
        expect(await m.count(DeviceRow)).toBe(1);
        return count();
      });
      expect([during, await count()]).toEqual([0, 1]);
    });

    it('do not move what a reader is looking at', async () => {
      const database = await bench.database();
      const seen = await database.read(async (m) => {
        const before = await m.count(DeviceRow);
        await database.write((w) => w.insert(DeviceRow, row('cong-1')));
        return [before, await m.count(DeviceRow)];
      });
      expect(seen).toEqual([0, 0]);
    });

    it('give an id and an address to one of several processes', async () => {
      const [hub, cli] = [await bench.open(), await bench.open()];
      await hub.gateways.add({ id: 'box', codec: 'zigbee2mqtt' });
      const same = await Promise.allSettled(
        [hub, cli, hub, cli].map((r) => r.devices.add({ id: 'cong-1', profile: 'canal' })),
      );
      expect(codesOf(same)).toEqual(['id-taken', 'id-taken', 'id-taken', 'ok']);
      const neighbours = await Promise.allSettled(
        [hub, cli, hub, cli].map((r, i) =>
          r.devices.add({ id: `van-${i}`, profile: 'canal', gateway: 'box', address: '0x01' }),
        ),
      );
      expect(codesOf(neighbours)).toEqual(['address-taken', 'address-taken', 'address-taken', 'ok']);
      expect(await cli.devices.list()).toHaveLength(2);
    });

    it('all arrive, from however many callers', async () => {
      const [hub, cli] = [await bench.open(), await bench.open()];
      const ids = Array.from({ length: 40 }, (_, i) => `d-${i}`);
      await Promise.all(ids.map((id, i) => (i % 2 ? hub : cli).devices.add({ id, profile: 'canal' })));
      expect((await hub.devices.list()).map((d) => d.id).sort()).toEqual([...ids].sort());
    });
  });
}

function row(id: string): DeviceRow {
  const nothing = { hamlet: null, place: null, lat: null, lon: null, gateway: null, address: null, windHeightM: null };
  const nowhere = { site: null, block: null, plot: null, cameraGroup: null, maintenanceUntil: null, version: 1 };
  const rest = {
    commune: '26734',
    profile: 'canal',
    state: 'installed' as const,
    name: id,
    simulated: false,
    installedAt: T0,
  };
  return { id, ...rest, ...nothing, ...nowhere };
}

const codesOf = (settled: PromiseSettledResult<unknown>[]): string[] =>
  settled.map((s) => (s.status === 'fulfilled' ? 'ok' : (s.reason as { code: string }).code)).sort();
