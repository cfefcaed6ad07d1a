import mqtt from 'mqtt';
import { type Grant, topics } from '#hub/contracts';
import { addPerson, addProgram, eventually, pairWall, startHub, type TestHub, type TestPerson } from '#hub/testkit';

/** Stands in the names and places of what is in the other hamlet. Ids never have it: they are asked for on purpose. */
export const THERE_MARK = 'kin7f3a';
/** The same in the hamlet that those of one hamlet are of. */
export const HERE_MARK = 'dongthon';
/** Stands in the names of people of the other hamlet, and is their number. */
export const PERSON_MARK = 'nguoi9c2e';
export const PERSON_PHONE = '0900 111 222';

export const HERE = 'thon-dong';
export const THERE = 'thon-doai';

export interface Asker {
  name: string;
  /** Absent: a stranger. */
  person?: TestPerson;
  /** Is let in again where it signed itself out; absent: it is not to. */
  renew?: () => Promise<TestPerson>;
  /** What none of its answers may say. */
  unheard: string[];
}

export interface Planted {
  hub: TestHub;
  /** The administrator last: what it does reaches everybody. */
  askers: Asker[];
  /** What is there in both hamlets, by the name of the field or of the path that it fits into. */
  known: Record<string, unknown[]>;
  /** Never to be found in an answer or in the hub's log. */
  secrets: string[];
  stop(): Promise<void>;
}

const square = (lon: number, lat: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + 0.001, lat],
      [lon + 0.001, lat + 0.001],
      [lon, lat + 0.001],
      [lon, lat],
    ],
  ],
});

/** A hub with two hamlets and everything that there is in each; somebody of every role, in the first where that can be. */
export async function plant(env: Record<string, string> = {}): Promise<Planted> {
  const hub = await startHub({ env: { RULES: 'test/faults/rules.json', ...env } });
  const known: Record<string, unknown[]> = {
    id: Array.from({ length: 400 }, (_, i) => `moi-${i}`),
    key: Array.from({ length: 50 }, (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`),
    ...{ version: [1, 2], lat: [21.0005], lon: [106.0005, 106.1005], area: [square(106.01, 21)] },
    ...{ profile: ['air-station', 'pump'], profiles: ['air-station', 'pump', 'moi-1'], metric: ['pm25', 'pump_on'] },
    ...{
      gateway: ['boards'],
      gateways: ['boards', 'moi-2'],
      from: ['0'],
      to: [String(Date.now())],
      accounts: ['boards'],
    },
    ...{
      name: ['Tên mới', 'set'],
      every: ['15m', '1h'],
      expiresInMs: [60_000],
      withinMs: [60_000],
      takenAt: [Date.now()],
    },
    nodes: [
      [
        { id: 'a', lat: 21, lon: 106 },
        { id: 'b', lat: 21.01, lon: 106 },
      ],
    ],
    ...{ reaches: [[{ id: 'r', from: 'a', to: 'b' }]], args: [{}, { on: 1 }] },
  };
  const knows = (where: readonly string[], ...what: unknown[]) => {
    for (const name of where) (known[name] ??= []).push(...what);
  };
  const secrets: string[] = ['$argon2'];
  const clients: mqtt.MqttClient[] = [];
  const send = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await hub.fetch(path, {
      method,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  };
  const post = <T>(path: string, body: unknown) => send<T>('POST', path, body);

  const plantHamlet = async (hamlet: string, name: string, mark: string, lon: number) => {
    const id = (kind: string) => `${kind}-${hamlet}`;
    await post('/api/registry/hamlet', { id: hamlet, name });
    await post('/api/registry/block', { id: id('block'), name: `Khu ${mark}`, hamlet });
    const { id: owner } = await post<{ id: string }>('/api/people', {
      name: `Bà ${mark === THERE_MARK ? PERSON_MARK : 'Đào'}`,
      phone: mark === THERE_MARK ? PERSON_PHONE : '0900 333 444',
      hamlet,
      grants: [{ role: 'resident', scope: { kind: 'commune', id: '*' } }],
    });
    const plot = { id: id('plot'), area: square(lon, 21), crop: 'rice', owner, hamlet, block: id('block') };
    await post('/api/registry/plot', { ...plot, ownName: `Ruộng ${mark}` });
    const at = { lat: 21, lon };
    await post('/api/registry/site', { id: id('site'), name: `Điểm ${mark}`, place: `gần ${mark}`, hamlet, ...at });
    await post('/api/registry/structure', { id: id('structure'), name: `Cống ${mark}`, type: 'gate', hamlet, ...at });
    await post('/api/registry/camera-group', { id: id('camera-group'), name: `Camera ${mark}` });
    const nodes = [
      { id: 'a', ...at },
      { id: 'b', lat: 21.01, lon },
    ];
    const canal = { id: id('canal'), name: `Kênh ${mark}`, nodes, reaches: [{ id: 'r', from: 'a', to: 'b' }] };
    await post('/api/registry/canal', canal);
    const place = { hamlet: name, place: `gần ${mark}` };
    const air = await hub.addDevice(id('air'), { profile: 'air-station', name: `Trạm ${mark}`, ...place });
    const pump = await hub.addDevice(id('pump'), { profile: 'pump', name: `Bơm ${mark}`, ...place });
    secrets.push(air.secret, pump.secret);
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, {
      username: id('air'),
      password: air.secret,
    });
    clients.push(client);
    await client.publishAsync(topics.telemetry(air.device.commune, id('air')), JSON.stringify({ pm25: 180 }), {
      qos: 1,
    });
    const { alerts } = await eventually(
      'an alert',
      () => send<{ alerts: { id: string }[] }>('GET', `/api/alerts?target=${id('air')}`),
      ({ alerts: all }) => all.length > 0,
    );
    for (const kind of ['block', 'plot', 'site', 'canal', 'camera-group', 'structure']) knows([kind], id(kind));
    knows(['hamlet'], hamlet);
    knows(['people', 'owner', 'person'], owner);
    knows(['alerts'], alerts[0]!.id);
    knows(['sites'], id('site'));
    knows(['devices', 'device', 'target', 'cameras', 'ingest'], id('air'), id('pump'));
    knows(['commune'], air.device.commune);
  };
  await plantHamlet(HERE, 'Thôn Đông', HERE_MARK, 106);
  await plantHamlet(THERE, 'Thôn Đoài', THERE_MARK, 106.1);
  await post('/api/gateways', { id: 'boards', name: 'Mạch', codec: 'tasmota' }).then((answer) =>
    secrets.push((answer as { secret: string }).secret),
  );

  for (const path of ['/api/claims', '/api/batches']) {
    const answer = await post<object>(path, path.endsWith('claims') ? { count: 4, profile: 'pump' } : { id: 'lo-1' });
    const said = JSON.stringify(answer);
    knows(['claims', 'code'], ...[...said.matchAll(/"code":"(\d{8})"/g)].map(([, code]) => code));
    secrets.push(...[...said.matchAll(/"(?:claimSecret|secret|key)":"([\w-]{20,})"/g)].map(([, secret]) => secret!));
  }
  knows(['batches'], 'lo-1');

  const askers: Asker[] = [{ name: 'a stranger', unheard: [THERE_MARK, PERSON_MARK, PERSON_PHONE, HERE_MARK] }];
  const enter = async (name: string, unheard: string[], grants: Grant[], hamlet?: string) => {
    const letIn = () => addPerson(hub, { grants, name: `Người ${name}`, ...(hamlet && { hamlet }) });
    const person = await letIn();
    knows(['people'], person.id);
    askers.push({ name, person, unheard, renew: letIn });
  };
  const here = { kind: 'hamlet', id: HERE } as const;
  const everywhere = { kind: 'commune', id: '*' } as const;
  const nothingOfThere = [THERE_MARK, PERSON_MARK, PERSON_PHONE];
  const nobodysNames = [PERSON_MARK, PERSON_PHONE];
  await enter('security-officer', nothingOfThere, [{ role: 'security-officer', scope: here }]);
  await enter('installer', nothingOfThere, [{ role: 'installer', scope: here }]);
  await enter('village-head', nothingOfThere, [{ role: 'village-head', scope: here }], HERE);
  const block = { kind: 'block', id: `block-${HERE}` } as const;
  await enter('water-turn-keeper', nothingOfThere, [{ role: 'water-turn-keeper', scope: block }], HERE);
  const plot = { kind: 'plot', id: `plot-${HERE}` } as const;
  await enter('farmer', nothingOfThere, [{ role: 'farmer', scope: plot }], HERE);
  await enter('resident', nothingOfThere, [{ role: 'resident', scope: everywhere }], HERE);
  await enter('province-viewer', nobodysNames, [{ role: 'province-viewer', scope: everywhere }]);
  await enter('operator', nobodysNames, [{ role: 'operator', scope: everywhere }]);
  for (const [name, person] of [
    ['wall', await pairWall(hub)],
    ['program', await addProgram(hub)],
  ] as const) {
    knows([`${name}s`], person.id);
    askers.push({ name, person, unheard: nobodysNames });
  }
  await enter('administrator', [], [{ role: 'administrator', scope: everywhere }]);

  return {
    hub,
    askers,
    known,
    secrets,
    async stop() {
      await Promise.all(clients.map((client) => client.endAsync(true)));
      await hub.stop();
    },
  };
}
