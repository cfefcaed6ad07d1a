import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addPerson,
  addProgram,
  cookiesOf,
  eventually,
  pairWall,
  startHub,
  type TestHub,
  type TestPerson,
} from '#hub/testkit';

let hub: TestHub;
let head: TestPerson;
const HAMLET = { kind: 'hamlet', id: 'thon-dong' } as const;

const post = (path: string, body: unknown) =>
  fetch(`${hub.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const sent = (method: string, path: string, body: unknown) =>
  hub.fetch(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
async function villager(name: string, more: object = {}): Promise<string> {
  const grants = [{ role: 'farmer', scope: { kind: 'plot', id: `thua-${name}` } }];
  const answer = await sent('POST', '/api/people', { name, grants, hamlet: 'thon-dong', ...more });
  return ((await answer.json()) as { id: string }).id;
}
const invite = async (who: Pick<TestPerson, 'send'>, id: string) => {
  const answer = await who.send('POST', `/api/people/${id}/invitation`);
  return { status: answer.status, ...((await answer.json()) as { url: string; token: string; error?: string }) };
};

beforeAll(async () => {
  hub = await startHub();
  head = await addPerson(hub, {
    name: 'Trưởng thôn Đông',
    hamlet: 'thon-dong',
    grants: [{ role: 'village-head', scope: HAMLET }],
  });
});
afterAll(() => hub?.stop());

describe('an invitation', () => {
  it('binds one phone: looking does not spend it, taking it does', async () => {
    const id = await villager('ba-tu');
    const { url, token } = await invite(head, id);
    expect(url).toBe(`${hub.url}/join#${token}`);
    for (let i = 0; i < 2; i++)
      expect(await (await post('/api/invitation/look', { token })).json()).toMatchObject({
        name: 'ba-tu',
        purpose: 'phone',
      });
    const taken = await Promise.all([1, 2, 3].map(() => post('/api/invitation/accept', { token })));
    expect(taken.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
    const answer = (await (await post('/api/invitation/look', { token })).json()) as { message: string };
    expect(answer.message).toMatch(/đã dùng, đã thu hồi hoặc hết hạn/);
    const phone = cookiesOf(taken.find(({ ok }) => ok)!);
    const me = await fetch(`${hub.url}/api/me`, { headers: { cookie: phone } });
    expect(await me.json()).toMatchObject({ state: 'signed-in', id, kind: 'person', name: 'ba-tu' });
  });

  it('issued anew is worth the phone before, and the invitation before nothing', async () => {
    const id = await villager('ong-sau');
    const first = await invite(head, id);
    const second = await invite(head, id);
    expect((await post('/api/invitation/accept', { token: first.token })).status).toBe(410);
    const phone = cookiesOf(await post('/api/invitation/accept', { token: second.token }));
    const statusOf = async (cookie: string) => (await fetch(`${hub.url}/api/commune`, { headers: { cookie } })).status;
    expect(await statusOf(phone)).not.toBe(401);
    const third = await invite(head, id);
    // the lost phone is out when the new one is in, and not before
    expect(await statusOf(phone)).not.toBe(401);
    await post('/api/invitation/accept', { token: third.token });
    expect(await statusOf(phone)).toBe(401);
  });

  it('is withdrawn', async () => {
    const id = await villager('chi-nam');
    const { token } = await invite(head, id);
    expect((await head.send('DELETE', `/api/people/${id}/invitation`)).status).toBe(204);
    expect((await post('/api/invitation/accept', { token })).status).toBe(410);
  });

  it('is issued by a village head for the hamlet’s villagers, and for nobody else', async () => {
    const elsewhere = await villager('nguoi-doai', { hamlet: 'thon-doai' });
    expect(await invite(head, elsewhere)).toMatchObject({ status: 404 });
    const otherHead = await sent('POST', '/api/people', {
      ...{ name: 'Phó thôn', hamlet: 'thon-dong', grants: [{ role: 'village-head', scope: HAMLET }] },
    });
    expect(await invite(head, ((await otherHead.json()) as { id: string }).id)).toMatchObject({ status: 403 });
    const keeper = await sent('POST', '/api/people', {
      ...{ name: 'Thủy nông', hamlet: 'thon-dong' },
      grants: [{ role: 'water-turn-keeper', scope: { kind: 'block', id: 'khoi-1' } }],
    });
    // else a head would open sluices by the keeper's phone
    expect(await invite(head, ((await keeper.json()) as { id: string }).id)).toMatchObject({
      ...{ status: 403, error: 'not-a-household' },
    });
    const staff = await sent('POST', '/api/people', {
      ...{ name: 'Cán bộ', login: 'can-bo', hamlet: 'thon-dong' },
      grants: [{ role: 'operator', scope: { kind: 'commune', id: '*' } }],
    });
    expect(await invite(head, ((await staff.json()) as { id: string }).id)).toMatchObject({ status: 403 });
  });
});

describe('acting for a household', () => {
  const acting = (who: TestPerson, id: string, path = '/api/me') =>
    who.fetch(path, { headers: { 'x-acting-for': id } });

  it('is the village head’s, with the household’s rights and not the head’s, and is written down', async () => {
    const id = await villager('ho-tam');
    const me = (await (await acting(head, id)).json()) as { id: string; actingBy: string; roles: { role: string }[] };
    expect(me).toMatchObject({ id, actingBy: head.id });
    expect(me.roles.map(({ role }) => role)).toEqual(['farmer']);
    // the head may see people, the household may not
    expect((await head.fetch('/api/people')).status).toBe(200);
    expect((await acting(head, id, '/api/people')).status).toBe(403);
    expect((await acting(head, id, '/api/me/sessions')).status).toBe(200);
    expect((await head.fetch('/api/me/password', { method: 'POST', headers: { 'x-acting-for': id } })).status).not.toBe(
      204,
    );
  });

  it('is refused for other hamlets, for staff, and to whoever is no head', async () => {
    const elsewhere = await villager('ho-doai', { hamlet: 'thon-doai' });
    expect((await acting(head, elsewhere)).status).toBe(403);
    expect((await acting(head, 'nobody')).status).toBe(403);
    for (const [role, kind] of [
      ['water-turn-keeper', 'block'],
      ['village-head', 'hamlet'],
    ] as const)
      expect([
        role,
        (await acting(head, await villager(role, { grants: [{ role, scope: { kind, id: 'thon-doai' } }] }))).status,
      ]).toEqual([role, 403]);
    const farmer = await addPerson(hub, {
      hamlet: 'thon-dong',
      grants: [{ role: 'farmer', scope: { kind: 'plot', id: 'p' } }],
    });
    expect((await acting(farmer, await villager('ho-chin'))).status).toBe(403);
  });
});

describe('people', () => {
  it('are seen by a village head where they live in the hamlet, and each look is written down', async () => {
    const { people } = (await (await head.fetch('/api/people')).json()) as { people: { hamlet: string }[] };
    expect(people.length).toBeGreaterThan(0);
    expect(new Set(people.map(({ hamlet }) => hamlet))).toEqual(new Set(['thon-dong']));
    const other = await villager('nguoi-khac', { hamlet: 'thon-doai' });
    expect((await head.fetch(`/api/people/${other}`)).status).toBe(404);
    expect(((await (await head.fetch('/api/people?hamlet=thon-doai')).json()) as { total: number }).total).toBe(0);
    const { entries } = (await (await hub.fetch(`/api/audit?by=${head.id}&action=people.read`)).json()) as {
      entries: unknown[];
    };
    expect(entries.length).toBe(3);
  });

  it('are found without diacritics and by number, changed on what was looked at, and forgotten', async () => {
    const id = await villager('Nguyễn Thị Ấn', { phone: '0912 345 678' });
    const find = async (search: string) =>
      (
        (await (await hub.fetch(`/api/people?search=${encodeURIComponent(search)}`)).json()) as {
          people: { id: string }[];
        }
      ).people.map((p) => p.id);
    for (const search of ['nguyen thi an', 'THỊ ẤN', '0912345'])
      expect([search, await find(search)]).toEqual([search, [id]]);
    for (const search of ['%', '_', "' OR 1=1"]) expect([search, await find(search)]).toEqual([search, []]);
    expect((await sent('PATCH', `/api/people/${id}`, { name: 'Nguyễn Thị Ân', version: 1 })).status).toBe(200);
    const late = await sent('PATCH', `/api/people/${id}`, { name: 'Khác', version: 1 });
    expect([late.status, await late.json()]).toMatchObject([
      409,
      { error: 'changed-meanwhile', current: { name: 'Nguyễn Thị Ân', version: 2 } },
    ]);
    expect((await hub.fetch(`/api/people/${id}?version=2`, { method: 'DELETE' })).status).toBe(204);
    expect((await hub.fetch(`/api/people/${id}`)).status).toBe(404);
    expect(await find('nguyen thi an')).toEqual([]);
  });

  it('are refused in words', async () => {
    const words = async (person: object) =>
      ((await (await sent('POST', '/api/people', person)).json()) as { message: string }).message;
    expect(await words({ name: '' })).toMatch(/name: không được để trống/);
    expect(await words({ name: 'x', phone: 'abc' })).toMatch(/phone: số điện thoại gồm/);
    expect(await words({ name: 'x', grants: [{ role: 'king', scope: { kind: 'commune', id: '*' } }] })).toMatch(
      /grants\.0\.role: chọn một trong/,
    );
    expect(await words({ name: 'x', grants: [{ role: 'farmer', scope: { kind: 'commune', id: '*' } }] })).toMatch(
      /"Nông dân" chỉ gắn với: plot/,
    );
    expect(await words({ name: 'x', login: 'admin' })).toMatch(/"admin" đã có người dùng/);
  });

  it('always have somebody who administers', async () => {
    const { people } = (await (await hub.fetch('/api/people?role=administrator')).json()) as {
      people: { id: string; version: number }[];
    };
    const [{ id, version }] = people as [{ id: string; version: number }];
    for (const change of [{ disabled: true }, { grants: [] }]) {
      const answer = await sent('PATCH', `/api/people/${id}`, { ...change, version });
      expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([409, 'last-administrator']);
    }
    expect((await hub.fetch(`/api/people/${id}?version=${version}`, { method: 'DELETE' })).status).toBe(409);
  });
});

describe('a wall display', () => {
  it('is paired by the code that it shows, changes nothing, and is out when it is revoked', async () => {
    const wall = await pairWall(hub, 'Phòng trực ban');
    expect(await (await wall.fetch('/api/me')).json()).toMatchObject({ kind: 'wall', name: 'Phòng trực ban' });
    expect((await wall.fetch('/api/alerts')).status).toBe(200);
    for (const [method, path] of [
      ['POST', '/api/devices'],
      ['PUT', '/api/commune'],
      ['POST', '/api/alerts/a/acknowledge'],
      ['POST', '/api/walls'],
    ] as const)
      expect([path, (await wall.send(method, path, {})).status]).toEqual([path, 403]);
    const { walls } = (await (await hub.fetch('/api/walls')).json()) as {
      walls: { id: string; name: string; lastSeen: number }[];
    };
    expect(walls).toMatchObject([{ id: wall.id, name: 'Phòng trực ban', lastSeen: expect.any(Number) }]);
    expect((await hub.fetch(`/api/walls/${wall.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await wall.fetch('/api/alerts')).status).toBe(401);
  });

  it('that waits is shown to whoever pairs; its code is not spent by wrong ones, and its secret tells nobody twice', async () => {
    const { code, poll } = (await (await post('/api/walls/pairing', {})).json()) as { code: string; poll: string };
    expect(code).toMatch(/^\d{6}$/);
    const waiting = ((await (await hub.fetch('/api/walls')).json()) as { waiting: { code: string }[] }).waiting;
    expect(waiting.map((one) => one.code)).toContain(code);
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    expect((await sent('POST', '/api/walls', { code: wrong, name: 'x' })).status).toBe(404);
    const state = async () =>
      ((await (await post('/api/walls/pairing/poll', { poll })).json()) as { state: string }).state;
    expect(await state()).toBe('waiting');
    expect(
      (await sent('POST', '/api/walls', { code: `${code.slice(0, 3)} ${code.slice(3)}`, name: 'Hội trường' })).status,
    ).toBe(201);
    expect([await state(), await state()]).toEqual(['paired', 'expired']);
  });
});

describe('a program', () => {
  it('names its token in each request: as a cookie it is worth nothing, and neither is a person’s session as a token', async () => {
    const program = await addProgram(hub, 'Prometheus');
    expect((await program.fetch('/metrics')).status).toBe(200);
    const { token } = (await (await sent('POST', '/api/programs', { name: 'khác' })).json()) as { token: string };
    expect((await fetch(`${hub.url}/metrics`, { headers: { cookie: `hub_session=${token}` } })).status).toBe(401);
    const session = /hub_session=([\w-]+)/.exec(await hub.cookie())![1]!;
    expect((await fetch(`${hub.url}/metrics`, { headers: { authorization: `Bearer ${session}` } })).status).toBe(401);
    expect((await hub.fetch(`/api/programs/${program.id}`, { method: 'DELETE' })).status).toBe(204);
    await eventually(
      'the token to be worth nothing',
      async () => (await program.fetch('/metrics')).status,
      (s) => s === 401,
    );
  });
});

describe('a token that somebody guesses', () => {
  it('is slowed; right ones are not', async () => {
    const id = await villager('co-bay');
    const { token } = await invite(head, id);
    for (let i = 0; i < 20; i++) expect((await post('/api/invitation/look', { token })).status).toBe(200);
    const wrong = [];
    for (let i = 0; i < 32; i++) wrong.push((await post('/api/invitation/look', { token: `x${i}` })).status);
    expect(wrong.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 410));
    expect(wrong.at(-1)).toBe(429);
    // whoever shares the guesser's address comes in all the same
    expect((await post('/api/invitation/accept', { token })).status).toBe(200);
  });
});
