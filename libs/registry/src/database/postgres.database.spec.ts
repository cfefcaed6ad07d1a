import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { describeWith, eventually, startPostgres, type TestPostgres } from '#hub/testkit';
import { DeviceDirectory } from '../directory.js';
import { openRegistry, type Registry } from '../registry.js';
import { profile, release, TestClock } from '../testing/builders.js';
import { told } from '../testing/temp-registry.js';
import { PostgresDatabase } from './postgres.database.js';

describeWith('postgres', 'a registry on a PostgreSQL server', () => {
  let server: TestPostgres;
  let opened: Registry[] = [];
  const registryAt = (url: string) => {
    const registry = openRegistry({ path: '', url, clock: new TestClock(), profiles: release(profile('canal')) });
    opened.push(registry);
    return registry;
  };
  beforeAll(async () => {
    server = await startPostgres();
  }, 90_000);
  afterEach(async () => {
    for (const registry of opened) await registry.stop();
    opened = [];
  });
  afterAll(() => server?.stop());

  it('that crashes says so in words, and goes on by itself when it is back', async () => {
    const registry = registryAt(await server.createDatabase());
    await registry.start();
    await registry.devices.add({ id: 'cong-1', profile: 'canal' });
    const directory = new DeviceDirectory();
    await registry.loadDirectory(directory);

    await server.pause();
    for (const call of [
      registry.devices.list(),
      registry.devices.retire('cong-1'),
      registry.loadDirectory(directory),
    ]) {
      const error = (await call.catch((e: unknown) => e)) as Error;
      expect(error).toMatchObject({ code: 'registry-unavailable', retry: true, fault: 'hub' });
      expect(error.message).toMatch(/PostgreSQL|mất kết nối/);
    }
    // the packet path goes on with what it knew
    expect(directory.account('cong-1')?.device?.state).toBe('installed');

    await server.resume();
    const list = await eventually(
      'the registry to answer',
      () => registry.devices.list(),
      () => true,
      30_000,
    );
    expect(list.map(({ id, state }) => [id, state])).toEqual([['cong-1', 'installed']]);
    await registry.devices.retire('cong-1');
  }, 90_000);

  it('rolls back what a crash cut short', async () => {
    const url = await server.createDatabase();
    const database = new PostgresDatabase({ url });
    await database.start();
    const cut = database.write(async (m) => {
      await m.query("INSERT INTO setting (key, value) VALUES ('half', '1')");
      await server.pause();
      await m.query("INSERT INTO setting (key, value) VALUES ('other half', '1')");
    });
    await expect(cut).rejects.toMatchObject({ code: 'registry-unavailable' });
    await server.resume();
    const rows = await eventually(
      'the database to answer',
      () => database.read((m) => m.query('SELECT key FROM setting')),
      () => true,
      30_000,
    );
    expect(rows).toEqual([]);
    await database.stop();
  }, 90_000);

  it('waits for another process that writes, and not for ever', async () => {
    const url = await server.createDatabase();
    const [hub, cli] = [new PostgresDatabase({ url, lockMs: 300 }), new PostgresDatabase({ url })];
    await hub.start();
    await cli.start();
    let finish: () => void = () => undefined;
    const until = new Promise<void>((resolve) => (finish = resolve));
    let begun: () => void = () => undefined;
    const holding = new Promise<void>((resolve) => (begun = resolve));
    const theirs = cli.write(async (m) => {
      await m.query("INSERT INTO setting (key, value) VALUES ('theirs', '1')");
      begun();
      await until;
    });
    await holding;
    expect(await told(hub.write((m) => m.query('SELECT 1')))).toBe(
      'registry-unavailable: Chưa đọc hoặc ghi được sổ thiết bị: chương trình khác đang ghi, hãy thử lại',
    );
    finish();
    await theirs;
    const ours = await hub.write((m) => m.query('SELECT key FROM setting'));
    expect(ours).toEqual([{ key: 'theirs' }]);
    await hub.stop();
    await cli.stop();
  }, 60_000);

  it('that does not answer is given up, and what was begun there is not kept', async () => {
    const database = new PostgresDatabase({ url: await server.createDatabase(), answerMs: 500 });
    await database.start();
    const hanging = database.write(async (m) => {
      await m.query("INSERT INTO setting (key, value) VALUES ('half', '1')");
      await m.query('SELECT pg_sleep(3)');
    });
    expect(await told(hanging)).toBe(
      'registry-unavailable: Chưa đọc hoặc ghi được sổ thiết bị: mất kết nối tới cơ sở dữ liệu',
    );
    // on other connections than the one that hangs
    const keys = () => database.read((m) => m.query('SELECT key FROM setting'));
    expect(await Promise.all([keys(), keys(), keys(), keys()])).toEqual([[], [], [], []]);
    const write = () => database.write((m) => m.query("INSERT INTO setting (key, value) VALUES ('whole', '1')"));
    await eventually('the lock to be free', write, () => true, 30_000);
    expect(await keys()).toEqual([{ key: 'whole' }]);
    await database.stop();
  }, 60_000);

  it.each<[what: string, wrong: (url: URL) => void, words: RegExp]>([
    ['a wrong password', (url) => (url.password = 'wrong-one'), /không nhận tên hoặc mật khẩu trong DATABASE_URL$/],
    ['a database that is not there', (url) => (url.pathname = '/nothing'), /chưa có cơ sở dữ liệu này/],
    ['nobody at the port', (url) => (url.port = '1'), /không nối được tới PostgreSQL$/],
  ])(
    'is not used with %s, and no error tells the password',
    async (_what, wrong, words) => {
      const url = new URL(server.url);
      wrong(url);
      const registry = registryAt(url.href);
      const error = (await registry.start().catch((e: unknown) => e)) as Error;
      expect(error.message).toMatch(words);
      const password = decodeURIComponent(url.password);
      for (let e: unknown = error; e instanceof Object; e = (e as Error).cause)
        expect(`${(e as Error).message} ${(e as Error).stack} ${JSON.stringify(e)}`).not.toContain(password);
      await registry.stop();
    },
    60_000,
  );
});
