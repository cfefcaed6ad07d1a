import { describe, expect, it } from '@jest/globals';
import { T0 } from '../../../libs/registry/src/testing/builders.js';
import { told } from '../../../libs/registry/src/testing/temp-registry.js';
import type { Bench } from './engines.js';

const DAY = 86_400_000;
const EVERYWHERE = { kind: 'commune', id: '*' } as const;
const admin = (login: string) => ({ login, name: login, grants: [{ role: 'administrator', scope: EVERYWHERE }] });
const session = (identity: string, more: object = {}) => ({
  ...{ identity, kind: 'browser' as const, label: 'Chrome', address: '10.0.0.1' },
  ...more,
});

export function peopleContract(bench: Bench): void {
  describe('people', () => {
    it('come out as they went in, with what is known beside', async () => {
      const registry = await bench.open();
      const given = {
        ...{ name: 'Nguyễn Văn Tư', phone: '0912 345 678', hamlet: 'thon-dong', language: 'en' },
        grants: [{ role: 'farmer', scope: { kind: 'plot', id: 'thua-1' } }],
      };
      const { id, ...added } = await registry.people.add(given);
      expect(added).toEqual({
        ...{ ...given, disabled: false, version: 1, created: T0 },
        ...{ password: false, totp: false, sessions: 0 },
      });
      expect(await registry.people.get(id)).toEqual({ id, ...added });
    });

    it('are found by part of a name, number, role and hamlet, a page at a time', async () => {
      const registry = await bench.open();
      for (const [name, hamlet] of [
        ['Đặng Thị Ấn', 'dong'],
        ['Nguyễn Văn Tư', 'doai'],
        ['Bùi 100% Thử', 'dong'],
      ] as const)
        await registry.people.add({ name, hamlet, phone: '0912 345 67' + name.length, grants: [] });
      await registry.people.add(admin('root'));
      const names = async (filter: object) => (await registry.people.find(filter)).people.map(({ name }) => name);
      expect(await names({})).toEqual(['Bùi 100% Thử', 'Đặng Thị Ấn', 'Nguyễn Văn Tư', 'root']);
      expect(await names({ search: 'dang thi an' })).toEqual(['Đặng Thị Ấn']);
      expect(await names({ search: '100%' })).toEqual(['Bùi 100% Thử']);
      expect(await names({ search: 'a%n' })).toEqual([]);
      expect(await names({ role: 'administrator' })).toEqual(['root']);
      expect(await names({ hamlets: ['dong'] })).toEqual(['Bùi 100% Thử', 'Đặng Thị Ấn']);
      expect(await names({ hamlets: [] })).toEqual([]);
      expect(await registry.people.find({ limit: 1, offset: 1 })).toMatchObject({
        total: 4,
        people: [{ hamlet: 'dong' }],
      });
    });

    it('are changed by one of two who looked at the same', async () => {
      const registry = await bench.open();
      await registry.people.add(admin('root'));
      const { id } = await registry.people.add({ name: 'An', grants: [] });
      const both = await Promise.all(
        ['Ân', 'Ấn'].map((name) => told(registry.people.update(id, { name, version: 1 }))),
      );
      expect(both.map((answer) => answer.split(':')[0]).sort()).toEqual(['changed-meanwhile', 'yes']);
      expect((await registry.people.get(id)).version).toBe(2);
    });

    it('have a login of their own each, whichever process enters them', async () => {
      const [one, other] = [await bench.open(), await bench.open()];
      const answers = await Promise.all([one, other].map((registry) => told(registry.people.add(admin('root')))));
      expect(answers.map((answer) => answer.split(':')[0]).sort()).toEqual(['login-taken', 'yes']);
    });

    it('that are removed are forgotten, and their id goes on standing for nobody', async () => {
      const registry = await bench.open();
      await registry.people.add(admin('root'));
      const { id } = await registry.people.add(admin('an'));
      const { token } = await registry.sessions.open(session(id));
      await registry.people.remove(id, 1);
      expect(await told(registry.people.get(id))).toMatch(/^not-found/);
      expect(await registry.sessions.find(token)).toBeUndefined();
      expect(await registry.waysIn.byLogin('an')).toBeUndefined();
      expect(await registry.people.names([id])).toEqual(new Map());
      const database = await bench.database();
      const [row] = await database.read<Record<string, unknown>[]>((m) =>
        m.query(`SELECT * FROM "identity" WHERE "id" = '${id}'`),
      );
      for (const column of ['login', 'phone', 'hamlet', 'password', 'totp'])
        expect(row).toMatchObject({ [column]: null });
      expect(row).toMatchObject({ name: '', search: '' });
      expect(await told(registry.people.add(admin('an')))).toBe('yes');
    });

    it('never lose their last administrator', async () => {
      const registry = await bench.open();
      expect(await registry.people.hasAdministrator()).toBe(false);
      const { id } = await registry.people.add(admin('root'));
      expect(await registry.people.hasAdministrator()).toBe(true);
      for (const change of [{ disabled: true }, { grants: [] }])
        expect(await told(registry.people.update(id, { ...change, version: 1 }))).toMatch(/^last-administrator/);
      expect(await told(registry.people.remove(id, 1))).toMatch(/^last-administrator/);
      await registry.people.add(admin('second'));
      expect(await told(registry.people.remove(id, 1))).toBe('yes');
    });
  });

  describe('an invitation', () => {
    it('works once, for whoever comes first, until its time is over', async () => {
      const registry = await bench.open();
      const { id } = await registry.people.add({ name: 'Bà Tư', grants: [] });
      const { token } = await registry.waysIn.invite(id, 'phone', DAY);
      expect(await registry.waysIn.look(token)).toMatchObject({ identity: id, name: 'Bà Tư', purpose: 'phone' });
      const taken = await Promise.all([1, 2, 3].map(() => told(registry.waysIn.accept(token))));
      expect(taken.map((answer) => answer.split(':')[0]).sort()).toEqual([
        'invitation-spent',
        'invitation-spent',
        'yes',
      ]);
      const late = await registry.waysIn.invite(id, 'phone', DAY);
      bench.clock.ms = T0 + DAY;
      expect(await told(registry.waysIn.look(late.token))).toMatch(/^invitation-spent/);
    });
  });

  describe('a session', () => {
    it('stands for its identity until it is ended, idle for too long, or over', async () => {
      const registry = await bench.open();
      const { id } = await registry.people.add(admin('root'));
      const idle = await registry.sessions.open(session(id, { idleMs: DAY }));
      const short = await registry.sessions.open(session(id, { lifeMs: 2 * DAY }));
      const ended = await registry.sessions.open(session(id));
      expect((await registry.sessions.find(idle.token))?.identity).toMatchObject({ id, login: 'root', totp: false });
      expect(await registry.sessions.end(id, ended.id)).toBe(true);
      expect(await registry.sessions.end(id, ended.id)).toBe(false);
      expect(await registry.sessions.find(ended.token)).toBeUndefined();
      bench.clock.ms = T0 + DAY - 1;
      await registry.sessions.seen(idle.id);
      bench.clock.ms = T0 + 2 * DAY - 2;
      expect(await registry.sessions.find(idle.token)).toBeDefined();
      expect(await registry.sessions.find(short.token)).toBeDefined();
      bench.clock.ms = T0 + 2 * DAY;
      expect(await registry.sessions.find(idle.token)).toBeUndefined();
      expect(await registry.sessions.find(short.token)).toBeUndefined();
      await registry.sessions.tidy();
      expect(await registry.sessions.of(id)).toEqual([]);
    });

    it('is rotated: the token before is good for what is under way, and then for nothing', async () => {
      const registry = await bench.open();
      const { id } = await registry.people.add(admin('root'));
      const opened = await registry.sessions.open(session(id));
      const token = (await registry.sessions.rotate(opened.id))!;
      for (const one of [token, opened.token]) expect((await registry.sessions.find(one))?.session.id).toBe(opened.id);
      bench.clock.ms = T0 + 60_000;
      expect(await registry.sessions.find(opened.token)).toBeUndefined();
      expect(await registry.sessions.find(token)).toBeDefined();
      expect(await registry.sessions.rotate('nobody')).toBeUndefined();
    });

    it('tells other processes that something changed', async () => {
      const [one, other] = [await bench.open(), await bench.open()];
      const { id } = await one.people.add(admin('root'));
      const opened = await one.sessions.open(session(id));
      const before = await other.sessions.revision();
      await one.sessions.end(id, opened.id);
      expect(await other.sessions.revision()).toBeGreaterThan(before);
      expect(await other.sessions.find(opened.token)).toBeUndefined();
    });
  });

  it('no secret of theirs is kept as it is', async () => {
    const registry = await bench.open();
    const { id } = await registry.people.add(admin('root'));
    const tokens = [
      (await registry.sessions.open(session(id))).token,
      (await registry.waysIn.invite(id, 'password', DAY)).token,
    ];
    const database = await bench.database();
    for (const table of ['identity', 'session', 'invitation', 'audit'])
      for (const token of tokens)
        expect(JSON.stringify(await database.read((m) => m.query(`SELECT * FROM "${table}"`)))).not.toContain(token);
  });
}
