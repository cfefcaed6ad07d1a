import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import { io, type Socket } from 'socket.io-client';
import {
  type Alert,
  type AlertTransition,
  type Incident,
  LIVE_NAMESPACE,
  type LiveClientEvents,
  type LiveServerEvents,
  type LiveSnapshot,
  STREAM,
  topics,
} from '#hub/contracts';
import {
  addPerson,
  anIncident,
  appendToLog,
  changed,
  eventually,
  startHub,
  type TestHub,
  type TestPerson,
} from '#hub/testkit';

/** Two hamlets, a station in each: what is told of one is not for those of the other. */
const HERE = 'thon-dong';
const THERE = 'thon-doai';

let hub: TestHub;
const senders = new Map<string, { client: MqttClient; topic: string }>();
let officer: TestPerson;
let head: TestPerson;

const post = (path: string, body: unknown) =>
  hub.fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const json = async <T>(who: Pick<TestPerson, 'fetch'>, path: string) => (await (await who.fetch(path)).json()) as T;
async function publish(device: string, pm25: number): Promise<void> {
  const { client, topic } = senders.get(device)!;
  await client.publishAsync(topic, JSON.stringify({ ts: Date.now(), pm25 }), { qos: 1 });
}

/** What somebody is told over the socket. */
class Told {
  readonly snapshots: LiveSnapshot[] = [];
  readonly devices = new Set<string>();
  readonly numbers: { seq: number; after: number }[] = [];
  readonly alerts: Alert[] = [];
  constructor(readonly socket: Socket<LiveServerEvents, LiveClientEvents>) {
    socket.on('connect', () => socket.emit('resume', null));
    socket.on('snapshot', (snapshot) => this.snapshots.push(snapshot));
    socket.on('alert', (event) => {
      this.alerts.push(event.alert);
      this.numbers.push(event);
    });
    socket.on('incident', (event) => {
      this.devices.add(event.incident.target);
      this.numbers.push(event);
    });
    socket.on('escalation', (event) => {
      this.devices.add(event.escalation.target ?? '');
      this.numbers.push(event);
    });
    socket.on('notices', (event) => {
      for (const { target = '' } of event.notices) this.devices.add(target);
      this.numbers.push(event);
    });
    socket.on('broadcast', (event) => this.numbers.push(event));
    socket.on('service', (event) => {
      this.devices.add(event.entry.device);
      this.numbers.push(event);
    });
    socket.on('finding', (event) => {
      this.devices.add(event.finding.target);
      this.numbers.push(event);
    });
    socket.on('presence', (event) => {
      this.devices.add(event.presence.device);
      this.numbers.push(event);
    });
    socket.on('camera', (event) => {
      this.devices.add(event.camera.camera);
      this.numbers.push(event);
    });
    socket.on('latest', ({ latest }) => latest.forEach(({ device }) => this.devices.add(device)));
  }
}
const listen = (cookie: string) =>
  new Told(io(`${hub.url}${LIVE_NAMESPACE}`, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie } }));

beforeAll(async () => {
  hub = await startHub({ env: { RULES: 'test/faults/rules.json' } });
  await post('/api/commune', {});
  for (const [id, name] of [
    [HERE, 'Thôn Đông'],
    [THERE, 'Thôn Đoài'],
  ] as const) {
    const added = await post('/api/registry/hamlet', { id, name });
    if (!added.ok) throw new Error(await added.text());
    const device = `air-${id}`;
    const { device: registered, secret } = await hub.addDevice(device, { profile: 'air-station', hamlet: name });
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: device, password: secret });
    senders.set(device, { client, topic: topics.telemetry(registered.commune, device) });
  }
  const scope = { kind: 'hamlet', id: HERE } as const;
  officer = await addPerson(hub, { grants: [{ role: 'security-officer', scope }] });
  head = await addPerson(hub, { hamlet: HERE, grants: [{ role: 'village-head', scope }] });
}, 60_000);
afterAll(async () => {
  for (const { client } of senders.values()) await client.endAsync(true);
  await hub?.stop();
});

describe('whoever is of one hamlet', () => {
  it('is told over REST of that hamlet alone', async () => {
    for (const id of senders.keys()) await publish(id, 180);
    await eventually(
      'both alerts',
      () => json<{ total: number }>(hub, '/api/alerts?active=true'),
      ({ total }) => total === 2,
    );
    for (const who of [officer, head]) {
      const { devices } = await json<{ devices: { id: string }[] }>(who, '/api/devices');
      expect(devices.map(({ id }) => id)).toEqual([`air-${HERE}`]);
      const { latest } = await json<{ latest: { device: string }[] }>(who, '/api/latest');
      expect(latest.map(({ device }) => device)).toEqual([`air-${HERE}`]);
      expect((await json<{ latest: unknown[] }>(who, `/api/latest?device=air-${THERE}`)).latest).toEqual([]);
      const { presence } = await json<{ presence: { device: string }[] }>(who, '/api/presence');
      expect(presence.map(({ device }) => device)).toEqual([`air-${HERE}`]);
      const hours = `/api/air/hours?from=${Date.now() - 3_600_000}&to=${Date.now()}`;
      const { stations } = await json<{ stations: { device: string }[] }>(who, hours);
      expect(stations.map(({ device }) => device)).toEqual([`air-${HERE}`]);
      const { alerts, total } = await json<{ alerts: Alert[]; total: number }>(who, '/api/alerts');
      expect([total, alerts.map(({ target }) => target)]).toEqual([1, [`air-${HERE}`]]);
    }
  });

  it('does not learn that something of another hamlet is there', async () => {
    const { alerts } = await json<{ alerts: Alert[] }>(hub, '/api/alerts');
    const theirs = alerts.find(({ target }) => target === `air-${THERE}`)!;
    const nobodys = (path: string) => path.replaceAll(THERE, 'nowhere').replace(/alerts\/[^/]+/, 'alerts/nowhere');
    for (const path of [
      `/api/devices/air-${THERE}`,
      `/api/readings?device=air-${THERE}&metric=pm25`,
      `/api/alerts/${encodeURIComponent(theirs.id)}`,
      `/api/cameras/air-${THERE}/still`,
    ]) {
      const [asked, unknown] = [await officer.fetch(path), await officer.fetch(nobodys(path))];
      const words = async (answer: Response) => (await answer.text()).replaceAll(THERE, 'nowhere');
      expect([path, asked.status, await words(asked)]).toEqual([path, 404, await words(unknown)]);
    }
    const taking = `/api/alerts/${encodeURIComponent(theirs.id)}/acknowledge`;
    expect((await officer.send('POST', taking, {})).status).toBe(404);
    const mine = alerts.find(({ target }) => target === `air-${HERE}`)!;
    expect((await officer.send('POST', `/api/alerts/${encodeURIComponent(mine.id)}/acknowledge`, {})).status).toBe(200);
    expect((await head.send('POST', `/api/alerts/${encodeURIComponent(mine.id)}/acknowledge`, {})).status).toBe(403);
  });

  it('is told over the socket of that hamlet alone, and misses nothing for it', async () => {
    const everything = listen(await hub.cookie());
    const some = listen(officer.cookie);
    try {
      const snapshot = (told: Told) => eventually('a snapshot', () => told.snapshots[0]!, Boolean);
      expect((await snapshot(everything)).latest.map(({ device }) => device).sort()).toEqual(
        [...senders.keys()].sort(),
      );
      const { alerts, latest, presence } = await snapshot(some);
      expect([alerts.map((a) => a.target), latest.map((l) => l.device), presence.map((p) => p.device)]).toEqual(
        Array.from({ length: 3 }, () => [`air-${HERE}`]),
      );
      // to and fro in both: the numbers of the other hamlet's events are left out, and nobody takes that for a gap
      for (const pm25 of [20, 180, 20, 180]) for (const id of senders.keys()) await publish(id, pm25);
      await eventually(
        'all of it',
        () => everything.alerts.length,
        (n) => n >= 8,
      );
      await eventually(
        'the half of it',
        () => some.alerts.length,
        (n) => n >= 4,
      );
      for (const id of senders.keys()) {
        const out = await post(`/api/devices/${id}/out-of-service`, { rule: 'pm25-high', reason: 'thử' });
        expect(out.status).toBe(200);
        expect((await post(`/api/devices/${id}/in-service`, { rule: 'pm25-high' })).status).toBe(200);
      }
      const { entries } = await json<{ entries: unknown[] }>(officer, '/api/out-of-service');
      expect(entries).toEqual([]);
      expect((await officer.send('POST', `/api/devices/air-${THERE}/out-of-service`, { reason: 'x' })).status).toBe(
        403,
      );
      expect(new Set(some.alerts.map(({ target }) => target))).toEqual(new Set([`air-${HERE}`]));
      expect([...some.devices].filter((device) => device !== `air-${HERE}`)).toEqual([]);
      for (const { numbers } of [everything, some])
        numbers.slice(1).forEach(({ after }, i) => expect(after).toBe(numbers[i]!.seq));
      expect(everything.snapshots.length + some.snapshots.length).toBe(2);
    } finally {
      for (const { socket } of [everything, some]) socket.disconnect();
    }
  });

  it('is cut off within a second when the person is disabled, and sees more when more is granted', async () => {
    const grants = [{ role: 'security-officer', scope: { kind: 'hamlet', id: HERE } as const }];
    const who = await addPerson(hub, { grants });
    const told = listen(who.cookie);
    const patch = async (change: object) => {
      const { version } = await json<{ version: number }>(hub, `/api/people/${who.id}`);
      const answer = await hub.fetch(`/api/people/${who.id}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...change, version }),
      });
      expect(answer.status).toBe(200);
    };
    try {
      await eventually(
        'a snapshot',
        () => told.snapshots.length,
        (n) => n === 1,
      );
      await patch({ grants: [...grants, { role: 'security-officer', scope: { kind: 'hamlet', id: THERE } }] });
      told.socket.on('disconnect', () => told.socket.connect());
      told.socket.connect();
      await eventually(
        'a wider picture',
        () => told.snapshots.at(-1)!.latest.length,
        (n) => n === 2,
      );
      let refused = '';
      told.socket.on('connect_error', ({ message }) => (refused = message));
      await patch({ disabled: true });
      await eventually(
        'to be out',
        () => refused,
        (word) => word === 'signed-out',
        3000,
      );
    } finally {
      told.socket.disconnect();
    }
  });
});

describe('an incident of two hamlets, led by the other', () => {
  const T = Date.now();
  const alertOf = (hamlet: string): Alert => ({
    ...{ id: `dust:air-${hamlet}:${T}`, key: `dust:air-${hamlet}`, rule: 'dust', target: `air-${hamlet}` },
    ...{ commune: '00000', severity: 'warning', state: 'unacknowledged', startedAt: T, learntAt: T, updatedAt: T },
    ...{ backdated: false, facts: {}, text: anIncident('x').text, incident: 'two', simulated: false },
  });
  const alerts = [alertOf(HERE), alertOf(THERE)];
  const two = (over: Partial<Incident>) =>
    anIncident('two', {
      ...{ cause: 'outage', scope: { kind: 'commune', id: '00000' }, alerts: alerts.map(({ id }) => id) },
      ...{ counts: { alerts: 2, open: 2, suppressed: 0, devices: 2 }, openedAt: T },
      ...{ lead: alerts[1]!.id, target: `air-${THERE}`, targets: [`air-${THERE}`, `air-${HERE}`] },
      ...over,
    });
  interface Whole {
    incident: Incident;
    alerts: Alert[];
    timeline: { alert?: string; change: string }[];
  }
  const path = '/api/incidents/two';

  beforeAll(async () => {
    for (const { client } of senders.values()) await client.endAsync(true);
    await hub.kill9();
    const opened = alerts.map((alert): AlertTransition => ({ type: 'alert', change: 'opened', alert, at: T }));
    // it was led from here, and is led from there now
    const first = two({ target: `air-${HERE}`, lead: alerts[0]!.id, targets: [`air-${HERE}`] });
    const then = changed('updated', two({ revision: 2 }));
    await appendToLog(hub.dir, STREAM.alerts, [opened[0]!, changed('opened', first), opened[1]!, then]);
    await hub.restart();
    await eventually(
      'the incident to be recorded',
      () => json<Partial<Whole>>(hub, path),
      ({ alerts: known }) => known?.length === 2,
    );
  }, 60_000);

  it('is shown to whoever is of either, with the alerts of that hamlet alone; its counts are whole', async () => {
    for (const who of [officer, head]) {
      const { incident, alerts: shown, timeline } = await json<Whole>(who, path);
      expect(shown.map(({ target }) => target)).toEqual([`air-${HERE}`]);
      expect(incident).toMatchObject({ alerts: [alerts[0]!.id], lead: alerts[0]!.id, counts: { alerts: 2 } });
      expect([incident.target, incident.targets]).toEqual([`air-${HERE}`, [`air-${HERE}`]]);
      expect(timeline.flatMap(({ alert }) => alert ?? [])).toEqual([alerts[0]!.id]);
      const { incidents } = await json<{ incidents: Incident[] }>(who, '/api/incidents?cause=outage');
      expect(incidents).toEqual([incident]);
      expect(JSON.stringify([incident, shown, timeline, incidents])).not.toContain(THERE);
    }
    const whole = await json<Whole>(hub, path);
    expect([whole.alerts.length, whole.incident.target]).toEqual([2, `air-${THERE}`]);
  });

  it('is told of live to both, and to whoever is of neither not at all', async () => {
    const grants = [{ role: 'security-officer', scope: { kind: 'hamlet', id: 'thon-nam' } as const }];
    const stranger = await addPerson(hub, { grants });
    const [some, nobody] = [listen(officer.cookie), listen(stranger.cookie)];
    try {
      const picture = (told: Told) => eventually('a snapshot', () => told.snapshots[0]!, Boolean);
      const { incidents, escalations } = await picture(some);
      expect(incidents.map(({ id, target, alerts: ids }) => [id, target, ids])).toContainEqual([
        ...['two', `air-${HERE}`],
        [alerts[0]!.id],
      ]);
      expect(escalations.map(({ incident }) => incident)).toContain('two');
      expect((await picture(nobody)).incidents).toEqual([]);
      expect((await stranger.fetch(path)).status).toBe(404);
      expect((await json<{ total: number }>(stranger, '/api/incidents')).total).toBe(0);
    } finally {
      for (const { socket } of [some, nobody]) socket.disconnect();
    }
  });

  it('is dealt with by whoever may in either, and by no other', async () => {
    const refusals = await Promise.all(
      [officer, head].map((who) => who.send('POST', `${path}/acknowledge`, {}).then(({ status }) => status)),
    );
    // the app that decides knows nothing of what a test wrote: it is asked, where it may be
    expect(refusals).toEqual([409, 403]);
    const { notices } = await json<{ notices: unknown[] }>(officer, `${path}/notices`);
    expect(Array.isArray(notices)).toBe(true);
  });
});
