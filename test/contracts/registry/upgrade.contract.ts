import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { DeviceDirectory, type Registry, verifySecret } from '#hub/registry';
import type { DatabaseOptions } from '../../../libs/registry/src/database/open-database.js';
import { MIGRATIONS } from '../../../libs/registry/src/migrations/migrations.js';
import { profile, release, T0 } from '../../../libs/registry/src/testing/builders.js';
import type { Bench } from './engines.js';

type Value = string | number | boolean | null;
/** A registry as a release of before left it, filled through that release's own code: upgrade/<migration>.json. */
interface Old {
  known: {
    secrets: Record<string, string>;
    totp?: string;
    session?: string;
    invitation?: string;
    admin?: string;
    farmer?: string;
    gone?: string;
    audit?: { entries: number; head: string };
    label?: { code: string };
  };
  tables: Record<string, Record<string, Value>[]>;
}
const AFTER = ['0001', '0002', '0004'] as const;
const oldOf = (after: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'upgrade', `${after}.json`), 'utf8')) as Old;

/** Puts it into an empty database, whose tables are those of its time. */
async function restore({ url, path }: DatabaseOptions, { tables }: Old): Promise<void> {
  const migrations = MIGRATIONS.slice(0, tables['migrations']!.length);
  const common = { migrations, migrationsTransactionMode: 'each', logging: false } as const;
  mkdirSync(dirname(path), { recursive: true });
  const source = new DataSource(
    url ? { type: 'postgres', url, ...common } : { type: 'better-sqlite3', database: path, ...common },
  );
  await source.initialize();
  try {
    await source.runMigrations();
    await source.query('DELETE FROM "revision"');
    for (const [table, rows] of Object.entries(tables))
      for (const row of table === 'migrations' ? [] : rows) {
        const columns = Object.keys(row);
        const places = columns.map((_, i) => (url ? `$${i + 1}` : '?'));
        const values = Object.values(row).map((value) => (!url && typeof value === 'boolean' ? Number(value) : value));
        const names = columns.map((column) => `"${column}"`).join(', ');
        await source.query(`INSERT INTO "${table}" (${names}) VALUES (${places.join(', ')})`, values);
      }
  } finally {
    await source.destroy();
  }
}

/** What is there today of what was put in then. */
async function seeDevices(registry: Registry, { known }: Old): Promise<void> {
  const directory = new DeviceDirectory();
  await registry.loadDirectory(directory);
  for (const [account, secret] of Object.entries(known.secrets)) {
    const verdict = verifySecret(directory.account(account), Buffer.from(secret));
    // the box that was retired then is let in no more
    expect([account, verdict.is]).toEqual([account, account === 'cu-3' ? 'revoked' : 'valid']);
  }
  expect(await registry.devices.list()).toMatchObject([
    { id: 'cam-2', name: 'Trạm khí', profile: 'air', gateway: 'boards', address: 'D2', state: 'installed', version: 1 },
    { id: 'cong-1', name: 'Cống Cửa Tiêu', hamlet: expect.stringMatching(/đông|dong/i), lat: 20.9, commune: '26734' },
    { id: 'cu-3', profile: 'thu-cong', state: 'retired' },
  ]);
  expect(await registry.gateways.list()).toMatchObject([
    { id: 'boards', codec: 'generic', topics: ['boards/#'], fieldMap: { timeUnit: 's', devicePath: 'thiết_bị.mã' } },
  ]);
  expect(await registry.profiles.get('thu-cong')).toMatchObject({ vi: 'Trạm của xã' });
  const [commune] = await registry.communes.list();
  expect(commune).toMatchObject({ code: '26734', name: 'Xã Tân Hòa' });
  expect(commune!.map.features[0]!.properties).toMatchObject({ layer: 'hamlet', name: 'Thôn Đông' });
}

async function seeHappenings(registry: Registry): Promise<void> {
  const { alerts, total } = await registry.alerts.find({});
  expect([total, alerts.map(({ id, state }) => [id, state])]).toEqual([
    2,
    [
      ['nuoc-cao:cong-1', 'closed'],
      ['bui:cam-2', 'unacknowledged'],
    ],
  ]);
  const { events } = (await registry.alerts.get('nuoc-cao:cong-1'))!;
  expect(events.map(({ change, at }) => [change, at - T0])).toEqual([
    ['opened', 0],
    ['updated', 60_000],
    ['acknowledged', 120_000],
    ['returned', 600_000],
  ]);
  expect(events[2]).toMatchObject({ by: 'Lê Thị Hạnh', note: 'đang ra xem' });
  expect((await registry.refusals.find({})).refusals).toMatchObject([
    { account: 'nobody', reason: 'unknown-account', count: 7 },
    { account: 'cong-1', reason: 'wrong-secret', count: 1 },
  ]);
  expect(await registry.settings.get('wall/view')).toEqual({ zoom: 3 });
}

async function seePeople(registry: Registry, { known, tables }: Old): Promise<void> {
  const { people } = await registry.people.find({});
  expect(people.map(({ id, name }) => [id, name]).sort()).toEqual(
    [
      [known.admin, 'Lê Thị Hạnh'],
      [known.farmer, 'Bà Tư'],
    ].sort(),
  );
  expect(await registry.people.get(known.admin!)).toMatchObject({ login: 'hanh', password: true, totp: true });
  expect(await registry.waysIn.totpSecret(known.admin!)).toBe(known.totp);
  const { identity, grants } = (await registry.sessions.find(known.session!))!;
  expect([identity.id, grants.map(({ role }) => role)]).toEqual([known.admin, ['administrator']]);
  expect(await registry.waysIn.accept(known.invitation!)).toMatchObject({ identity: known.farmer, purpose: 'phone' });
  expect((await registry.machines.list('wall')).map(({ name }) => name)).toEqual(['Phòng trực']);
  const verdict = await registry.audit.verify();
  expect(verdict).toMatchObject({ intact: true });
  const { entries } = await registry.audit.find({ limit: 1000 });
  // line for line what it was, and goes on
  const then = tables['audit']!.map(({ seq, hash }) => [seq, hash]);
  expect(
    entries
      .reverse()
      .map(({ seq, hash }) => [seq, hash])
      .slice(0, then.length),
  ).toEqual(then);
  expect(known.audit).toMatchObject({ entries: then.length, head: then.at(-1)![1] });
}

export function upgradeContract(bench: Bench): void {
  describe('a registry of before', () => {
    it.each(AFTER)('is opened with everything in its place: migration %s', async (after) => {
      const old = oldOf(after);
      await restore(bench.where(), old);
      bench.clock.ms = T0 + 7_200_000;
      const registry = await bench.open(
        release(profile('canal'), profile('air', { kind: 'air', metrics: { pm25: {} } })),
      );
      await seeDevices(registry, old);
      await seeHappenings(registry);
      if (old.known.admin) await seePeople(registry, old);
      if (old.known.label) {
        expect(await registry.labels.get(old.known.label.code)).toMatchObject({ state: 'open', profile: 'canal' });
        expect(await registry.things.get('site', 'diem-1')).toMatchObject({ name: 'Điểm cống', version: 2 });
        expect(await registry.things.stays('diem-1')).toMatchObject([{ device: 'cong-1' }]);
      }
    });

    it.each(AFTER)('is worked with as if it had always been today’s: migration %s', async (after) => {
      await restore(bench.where(), oldOf(after));
      const registry = await bench.open(
        release(profile('canal'), profile('air', { kind: 'air', metrics: { pm25: {} } })),
      );
      await registry.devices.update('cam-2', { name: 'Trạm khí mới', version: 1 });
      const { entries } = await registry.history.of('device', 'cam-2', { limit: 10, offset: 0 });
      expect(entries.map(({ version, body }) => [version, body['name']])).toEqual([
        [2, 'Trạm khí mới'],
        [1, 'Trạm khí'],
      ]);
      await registry.devices.newSecret('cong-1');
      await registry.devices.retire('cong-1');
      expect(await registry.audit.verify()).toMatchObject({ intact: true });
      // a second start finds nothing to do
      await registry.stop();
      const again = await bench.open();
      expect((await again.devices.list()).map(({ id, state }) => [id, state])).toEqual([
        ['cam-2', 'installed'],
        ['cong-1', 'retired'],
        ['cu-3', 'retired'],
      ]);
    });
  });
}
