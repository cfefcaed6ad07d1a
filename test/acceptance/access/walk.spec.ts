import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import { type Access, LIVE_NAMESPACE, type Role } from '#hub/contracts';
import { ROOT } from '#hub/service-kit';
import { addPerson, addProgram, pairWall, startHub, type TestHub, type TestPerson } from '#hub/testkit';

/** Written out: a route that asks for less than it did, or a new one, has to be looked at. */
const ROUTES = JSON.parse(readFileSync(join(import.meta.dirname, 'routes.json'), 'utf8')) as Record<string, string>;
const { roles } = JSON.parse(readFileSync(join(ROOT, 'reference/roles.json'), 'utf8')) as { roles: Role[] };

interface Description {
  paths: Record<string, Record<string, { 'x-access'?: Access }>>;
}

let hub: TestHub;
const people = new Map<string, TestPerson>();

/** A route's method and an address of it, with ids that nobody has. */
function asked(route: string): [method: string, path: string] {
  const [method, path] = route.split(' ') as [string, string];
  return [method, path.replace(/\{\w+\}/g, 'nobody')];
}
/** What it says to an empty request; of its answer no more than the status counts here. */
async function statusFor(who: TestPerson | undefined, route: string): Promise<number> {
  const [method, path] = asked(route);
  const init = method === 'GET' ? {} : { method, headers: { 'content-type': 'application/json' }, body: '{}' };
  const answer = who ? await who.fetch(path, init) : await fetch(`${hub.url}${path}`, init);
  await answer.arrayBuffer();
  return answer.status;
}
const accessOf = (route: string) => ROUTES[route]!;
/** Whether a role that is granted for the whole commune, or for a hamlet where that is its only kind, may call it. */
function mayCall({ permissions, scopes }: Role, route: string): boolean {
  const [permission, within] = accessOf(route).split(' ');
  return (permissions as string[]).includes(permission!) && (within !== undefined || scopes.includes('commune'));
}

beforeAll(async () => {
  hub = await startHub();
  for (const role of roles) {
    const [kind] = role.scopes;
    const scope = { kind: kind!, id: kind === 'commune' ? '*' : 'thon-dong' };
    if (role.id === 'wall') people.set(role.id, await pairWall(hub));
    else if (role.id === 'supervisor') people.set(role.id, await addProgram(hub));
    else people.set(role.id, await addPerson(hub, { grants: [{ role: role.id, scope }] }));
  }
}, 120_000);
afterAll(() => hub?.stop());

describe('every route', () => {
  it('says whom it is for, and is one that somebody decided on', async () => {
    const { paths } = (await (await hub.fetch('/api/docs-json')).json()) as Description;
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { 'x-access': access }]) => {
        const words = !access
          ? 'nobody'
          : access.to === 'permitted'
            ? `${access.permission}${access.everywhere ? '' : ' within'}`
            : access.to;
        return [`${method.toUpperCase()} ${path}`, words];
      }),
    );
    expect(Object.fromEntries(described.sort(([a], [b]) => (a! < b! ? -1 : 1)))).toEqual(ROUTES);
  });

  it.each(Object.keys(ROUTES).filter((route) => accessOf(route) !== 'anybody'))(
    'refuses a stranger: %s',
    async (route) => {
      expect(await statusFor(undefined, route)).toBe(401);
      const forged: TestPerson['fetch'] = (path, init = {}) =>
        fetch(`${hub.url}${path}`, { ...init, headers: { ...init.headers, cookie: `hub_session=${'A'.repeat(43)}` } });
      expect(await statusFor({ fetch: forged } as TestPerson, route)).toBe(401);
    },
  );

  const permitted = Object.keys(ROUTES).filter((route) => accessOf(route).includes('.'));
  describe.each(roles)('for the role $id', (role) => {
    const refused = permitted.filter((route) => !mayCall(role, route));
    if (refused.length > 0)
      it.each(refused)('refuses %s', async (route) => {
        expect(await statusFor(people.get(role.id), route)).toBe(403);
      });
    const allowed = permitted.filter((route) => mayCall(role, route));
    if (allowed.length > 0)
      it.each(allowed)('answers %s', async (route) => {
        // with ids of nobody and without a body: not found, not right, or an empty list
        expect([200, 201, 202, 204, 400, 404, 409, 422]).toContain(await statusFor(people.get(role.id), route));
      });
  });

  it('outside of the description is for those who look after the hub', async () => {
    const statuses = async (path: string) =>
      Object.fromEntries(
        await Promise.all([...people].map(async ([role, who]) => [role, (await who.fetch(path)).status] as const)),
      );
    expect((await fetch(`${hub.url}/metrics`)).status).toBe(401);
    const figures = await statuses('/metrics');
    for (const { id, permissions } of roles)
      expect([id, figures[id]]).toEqual([id, permissions.includes('hub.inspect') ? 200 : 403]);
    for (const path of ['/api/docs', '/api/docs-json']) {
      expect((await fetch(`${hub.url}${path}`)).status).toBe(401);
      expect(new Set(Object.values(await statuses(path)))).toEqual(new Set([200]));
    }
    // an address has one spelling: what stands in front of the routes knows no other
    for (const path of ['/API/docs', '/Api/Docs-json', '/api/DOCS-json', '/Metrics', '/api/Devices', '/API/health'])
      expect([path, (await fetch(`${hub.url}${path}`)).status]).toEqual([path, 404]);
  });
});

describe('the live events', () => {
  /** "connected", or why not. */
  const tried = (credentials: { cookie?: string; authorization?: string; origin?: string }) =>
    new Promise<string>((resolve) => {
      const socket = io(`${hub.url}${LIVE_NAMESPACE}`, {
        ...{ transports: ['websocket'], forceNew: true, reconnection: false },
        extraHeaders: credentials as Record<string, string>,
      });
      const done = (word: string) => {
        socket.disconnect();
        resolve(word);
      };
      socket.on('connect', () => done('connected'));
      socket.on('connect_error', ({ message }) => done(message));
    });

  it('are told to no stranger', async () => {
    expect(await tried({})).toBe('signed-out');
    expect(await tried({ cookie: `hub_session=${'A'.repeat(43)}` })).toBe('signed-out');
  });

  it('are told in their own namespace alone: the one that is open to everybody is closed', async () => {
    for (const namespace of ['', '/', '/other']) {
      const socket = io(`${hub.url}${namespace}`, {
        ...{ transports: ['websocket'], forceNew: true, reconnection: false },
        extraHeaders: { cookie: await hub.cookie() },
      });
      const said = await new Promise<string>((resolve) => {
        socket.on('connect', () => resolve('connected'));
        socket.on('connect_error', ({ message }) => resolve(message));
      });
      socket.disconnect();
      expect([namespace, said]).not.toEqual([namespace, 'connected']);
    }
  });

  it('are told to nobody through a page of another site', async () => {
    expect(await tried({ cookie: await hub.cookie(), origin: 'https://evil.example' })).not.toBe('connected');
    expect(await tried({ cookie: await hub.cookie(), origin: hub.url })).toBe('connected');
  });

  it.each(roles.filter(({ id }) => id !== 'supervisor'))('are told to $id if the role may watch', async (role) => {
    const watches = role.permissions.includes('live.watch');
    expect(await tried({ cookie: people.get(role.id)!.cookie })).toBe(watches ? 'connected' : 'forbidden');
  });
});
