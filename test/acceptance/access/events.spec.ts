import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import {
  LIVE_NAMESPACE,
  type LiveClientEvents,
  type LiveServerEvents,
  type LiveSnapshot,
  type Permission,
  type Role,
} from '#hub/contracts';
import { ROOT } from '#hub/service-kit';
import { addPerson, addProgram, eventually, pairWall, type TestPerson } from '#hub/testkit';
import { BusyCommune } from './busy-commune.js';

const { roles } = JSON.parse(readFileSync(join(ROOT, 'reference/roles.json'), 'utf8')) as { roles: Role[] };

/** What each event asks of whoever is told of it; an event that is new does not compile until somebody decided. */
const EVENTS: Record<keyof LiveServerEvents, Permission> = {
  snapshot: 'live.watch',
  status: 'live.watch',
  alert: 'alerts.read',
  incident: 'alerts.read',
  presence: 'devices.read',
  camera: 'cameras.watch',
  command: 'commands.read',
  latest: 'readings.read',
  notices: 'alerts.acknowledge',
  escalation: 'alerts.read',
  broadcast: 'broadcasts.write',
  service: 'alerts.acknowledge',
  finding: 'alerts.read',
};
type Event = keyof LiveServerEvents;
/** The same of what a picture of everything has in it. */
const PARTS = {
  ...{ alerts: 'alerts.read', incidents: 'alerts.read', latest: 'readings.read', presence: 'devices.read' },
  ...{ cameras: 'cameras.watch', commands: 'commands.read', escalations: 'alerts.read' },
  broadcasts: 'broadcasts.write',
  outOfService: 'alerts.acknowledge',
  findings: 'alerts.read',
} as const satisfies Partial<Record<keyof LiveSnapshot, Permission>>;
/** What a client may say, and no other word is heard. */
const SAYS: Record<keyof LiveClientEvents, 'live.watch'> = { resume: 'live.watch' };

interface Listener {
  role: Role;
  socket: Socket;
  heard: Set<string>;
  snapshot?: LiveSnapshot;
}

let commune: BusyCommune;
const people = new Map<string, TestPerson>();
const sockets: Socket[] = [];

const dial = (credentials: Record<string, string>): Socket => {
  const socket = io(`${commune.hub.url}${LIVE_NAMESPACE}`, {
    ...{ transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: credentials },
  });
  sockets.push(socket);
  return socket;
};
const refusal = (credentials: Record<string, string>) =>
  new Promise<string>((resolve) => {
    const socket = dial(credentials);
    // whoever is not let in says everything all the same
    socket.on('connect', () => resolve('connected'));
    socket.on('connect_error', ({ message }) => {
      for (const word of Object.keys(SAYS)) socket.emit(word, null);
      resolve(message);
    });
    socket.onAny((word: string) => resolve(`told of ${word}`));
  });
const may = ({ permissions }: Role, permission: Permission) => permissions.includes(permission);
const watching = roles.filter((role) => may(role, 'live.watch'));

beforeAll(async () => {
  commune = await BusyCommune.start();
  for (const role of roles) {
    const kind = role.scopes[0]!;
    const grants = [{ role: role.id, scope: { kind, id: kind === 'commune' ? '*' : 'dong' } }];
    if (role.id === 'wall') people.set(role.id, await pairWall(commune.hub));
    else if (role.id === 'supervisor') people.set(role.id, await addProgram(commune.hub));
    else people.set(role.id, await addPerson(commune.hub, { grants, hamlet: 'dong' }));
  }
}, 120_000);
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await commune?.stop();
});

describe('every event', () => {
  it.each(roles.filter((role) => !may(role, 'live.watch')))('refuses the role $id', async ({ id }) => {
    expect(await refusal(people.get(id)!.credentials)).toBe('forbidden');
  });

  it('refuses strangers, and who says to be somebody', async () => {
    expect(await refusal({})).toBe('signed-out');
    expect(await refusal({ cookie: `hub_session=${'A'.repeat(43)}` })).toBe('signed-out');
    expect(await refusal({ authorization: `Bearer ${'A'.repeat(43)}` })).toBe('signed-out');
  });

  it('is told to those whose role it is for, and to no other of those who listen', async () => {
    const listeners: Listener[] = watching.map((role) => {
      const listener: Listener = { role, socket: dial(people.get(role.id)!.credentials), heard: new Set() };
      listener.socket.onAny((word: string, said: unknown) => {
        listener.heard.add(word);
        if (word === 'snapshot') listener.snapshot = said as LiveSnapshot;
      });
      listener.socket.on('connect', () => listener.socket.emit('resume', null));
      return listener;
    });
    await eventually(
      'all pictures',
      () => listeners.filter(({ snapshot }) => snapshot === undefined).map(({ role }) => role.id),
      (without) => without.length === 0,
    );
    await commune.happens();
    // the operator is told of everything: whoever was not by then is not to be
    // to find a fire takes minutes of readings: its event is in view.spec.ts, and what was found before is in the picture
    const all = (Object.keys(EVENTS) as Event[]).filter((event) => event !== 'finding');
    const operator = listeners.find(({ role }) => role.id === 'operator')!;
    await eventually(
      'all events',
      () => all.filter((event) => !operator.heard.has(event)),
      (missing) => missing.length === 0,
    );
    await new Promise((resolve) => setTimeout(resolve, 1500));
    for (const { role, heard, snapshot } of listeners) {
      expect([role.id, ...[...heard].sort()]).toEqual([
        role.id,
        ...all.filter((event) => may(role, EVENTS[event])).sort(),
      ]);
      for (const [part, permission] of Object.entries(PARTS))
        expect([role.id, part, snapshot![part as keyof typeof PARTS].length > 0]).toEqual([
          ...[role.id, part],
          may(role, permission),
        ]);
    }
  });

  it('is asked for with the words that there are; others, and nonsense, are not answered with more', async () => {
    const socket = dial(people.get('wall')!.credentials);
    const told: string[] = [];
    socket.onAny((word: string, said: object) => told.push(`${word} ${JSON.stringify(said)}`));
    await new Promise((resolve) => socket.on('connect', () => resolve(undefined)));
    for (const word of ['alert', 'command', 'snapshot', 'subscribe', 'join', '__proto__', 'constructor'])
      socket.emit(word, { room: 'followers', view: 'operator' });
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(told).toEqual([]);
    for (const from of [{ run: 'x', seq: -1 }, { run: {}, seq: 'y' }, 'all', [], { __proto__: { seq: 0 } }])
      socket.emit('resume', from);
    await eventually(
      'pictures',
      () => told.length,
      (n) => n >= 5,
    );
    for (const line of told.filter((one) => one.startsWith('snapshot')))
      expect((JSON.parse(line.slice(9)) as LiveSnapshot).commands).toEqual([]);
  });
});
