import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { batchAccount, type Label, STREAM, topics } from '#hub/contracts';
import {
  aBurning,
  addPerson,
  anIncident,
  appendToLog,
  changed,
  eventually,
  found,
  type TestHub,
  type TestPerson,
} from '#hub/testkit';
import { rectangle } from '../registry/commune.js';
import { GATE, PUMP, TestWorks } from '../commands/works.js';

/** Stands in the name of everybody but the reader, and is the villager's number. */
export const MARK = 'nguoi9c2e';
export const PHONE = '0900 111 222';
export const PASSWORD = 'một câu chỉ để thử';

/**
 * A hub with something of everything, all of it entered by one administrator: whatever tells who did it tells a name that
 * is looked for.
 */
export class BusyCommune {
  readonly #lines: MqttClient[] = [];
  readonly #devices = new Map<string, { line: MqttClient; commune: string }>();
  /** Ids by the step of a path that they come after. */
  readonly ids: Record<string, string> = {};
  /** What was entered of each kind of thing, and a change of it. */
  readonly things: Record<string, object> = {};
  readonly changes: Record<string, object> = {
    ...Object.fromEntries(
      ['hamlet', 'block', 'site', 'canal', 'structure', 'camera-group', 'source', 'smoke-source'].map((k) => [
        k,
        { name: 'Khác' },
      ]),
    ),
    ...{ plot: { crop: 'maize' }, camera: { bearing: 20 } },
  };
  labels: Label[] = [];
  batchKey = '';

  private constructor(
    readonly rig: TestWorks,
    /** Does all that is done. */
    readonly doer: TestPerson,
  ) {}

  get hub(): TestHub {
    return this.rig.hub;
  }

  static async start(): Promise<BusyCommune> {
    const rig = await TestWorks.start({
      env: {
        COMMANDS: 'test/acceptance/commands/pack.json',
        RULES: 'test/faults/rules.json',
        ESCALATION: 'test/acceptance/access/escalation.json',
      },
    });
    const grants = [{ role: 'administrator', scope: { kind: 'commune', id: '*' } as const }];
    const doer = await addPerson(rig.hub, { login: 'doer', name: `Lê ${MARK}`, grants });
    const commune = new BusyCommune(rig, doer);
    await commune.#incidentGoesOn();
    await commune.#fill();
    return commune;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#lines.map((line) => line.endAsync(true)));
    await this.rig.stop();
  }

  /** @throws where it is refused */
  async send<T = { id: string }>(method: string, path: string, body?: unknown, who = this.doer): Promise<T> {
    const answer = await who.send(method, path, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text ? JSON.parse(text) : {}) as T;
  }

  async newcomer(more: object = {}): Promise<string> {
    const { id } = await this.send('POST', '/api/people', { name: `Bà ${MARK}`, phone: PHONE, grants: [], ...more });
    return id;
  }
  async invited(id: string): Promise<string> {
    return (await this.send<{ token: string }>('POST', `/api/people/${id}/invitation`)).token;
  }

  /** A box of the batch that waits to be let in. */
  async boxWaits(name: string): Promise<string> {
    const username = batchAccount(this.ids['batches']!);
    const line = await this.#connect({ username, password: this.batchKey, clientId: name });
    await line.subscribeAsync(topics.provisioningReply(name), { qos: 1 });
    const proof = randomUUID().replaceAll('-', '');
    await line.publishAsync(topics.provisioningRequest, JSON.stringify({ proof }), { qos: 1 });
    const { boxes } = await eventually(
      `${name} to wait`,
      () => this.send<{ boxes: { id: string; box: string }[] }>('GET', '/api/boxes'),
      ({ boxes: waiting }) => waiting.some(({ box }) => box === name),
    );
    return boxes.find(({ box }) => box === name)!.id;
  }

  install(label: Label): Promise<{ device: { id: string } }> {
    const { code, secret: claimSecret } = label;
    const about = {
      key: randomUUID(),
      code,
      claimSecret,
      name: `Kênh ${code}`,
      profile: 'canal-level',
      takenAt: Date.now(),
    };
    return this.send('POST', '/api/installations', about);
  }

  /** A gate's command that waits for a second person. */
  async commandWaits(more: object = {}): Promise<string> {
    const wish = { key: this.rig.key(), device: GATE, name: 'gate-set', args: { opening: 30 }, ...more };
    // a gate that still does what it was told before takes no other
    const ask = () => this.send('POST', '/api/commands', wish, this.rig.keeper);
    return (await eventually('the gate to be free', ask, () => true, 60_000)).id;
  }
  async taskWaits(): Promise<string> {
    const id = await this.commandWaits({ byHand: { person: this.doer.id } });
    await this.send('POST', `/api/commands/${id}/approve`, {}, this.rig.second);
    return id;
  }

  /** One of everything that is told as it happens. */
  async happens(): Promise<void> {
    for (const pm25 of [20, 190]) await this.#publish('air-1', 'telemetry', { pm25 });
    await this.#publish('cam-1', 'events', { ts: Date.now(), type: 'smoke', zones: [] });
    await this.#devices.get('camera-2')!.line.endAsync(true);
    await this.send('POST', '/api/commands', { key: this.rig.key(), device: PUMP, name: 'pump-stop' });
    await this.send('POST', '/api/devices/cam-1/out-of-service', { reason: 'chờ sửa' });
    await this.broadcastWaits();
  }

  /** A text that nobody approved yet. */
  async broadcastWaits(): Promise<string> {
    const about = { urgency: 'ordinary', audience: { hamlets: ['dong'] }, text: 'Ngày mai xã họp dân.' };
    return (await this.send('POST', '/api/broadcasts', { key: this.rig.key(), ...about })).id;
  }

  /** Air with so much dust, until an incident says so: one that goes on above 100 µg/m³, and none below. */
  async dust(pm25: number): Promise<void> {
    await this.#publish('air-1', 'telemetry', { pm25 });
    const { incidents } = await eventually(
      'the dust to be known',
      () => this.send<{ incidents: { id: string; state: string }[] }>('GET', '/api/incidents?cause=air'),
      ({ incidents: [newest] }) => newest !== undefined && /acknowledged$/.test(newest.state) === pm25 > 100,
    );
    this.ids['incidents'] = encodeURIComponent(incidents[0]!.id);
  }

  /** A packet that nobody can read. */
  async letter(): Promise<string> {
    await this.#publish('air-1', 'telemetry', 'nonsense');
    const { deadLetters } = await eventually(
      'a dead letter',
      () => this.send<{ deadLetters: { id: string }[] }>('GET', '/api/dead-letters'),
      ({ deadLetters: letters }) => letters.length > 0,
    );
    return encodeURIComponent(deadLetters[0]!.id);
  }

  async #publish(device: string, topic: 'telemetry' | 'events', packet: object | string): Promise<void> {
    const { line, commune } = this.#devices.get(device)!;
    await line.publishAsync(topics[topic](commune, device), JSON.stringify(packet), { qos: 1 });
  }

  async #connect(options: mqtt.IClientOptions): Promise<MqttClient> {
    const line = await mqtt.connectAsync(`mqtt://127.0.0.1:${this.hub.mqttPort}`, { reconnectPeriod: 0, ...options });
    line.on('error', () => undefined);
    this.#lines.push(line);
    return line;
  }

  /** An escalation whose steps go on for two minutes. */
  async #incidentGoesOn(): Promise<void> {
    await this.hub.kill9();
    const one = anIncident('fire:dong:1');
    await appendToLog(this.hub.dir, STREAM.alerts, [changed('opened', one)]);
    await appendToLog(this.hub.dir, STREAM.findings, [
      found(aBurning('smoke-1', { target: 'air-1', targets: ['air-1'] })),
    ]);
    const finding = aBurning('fire-1', { startedAt: one.startedAt, updatedAt: one.startedAt });
    await appendToLog(this.hub.dir, STREAM.findings, [found(finding)]);
    await this.hub.restart();
  }

  async #fill(): Promise<void> {
    const add = async (kind: string, thing: object) => {
      this.things[kind] = thing;
      this.ids[kind] = (await this.send('POST', `/api/registry/${kind}`, { id: `${kind}-1`, ...thing })).id;
    };
    await add('hamlet', { id: 'dong', name: 'Thôn Đông' });
    await add('block', { name: 'Khu 1', hamlet: 'dong' });
    const owner = await this.newcomer({ hamlet: 'dong' });
    await add('plot', { area: rectangle(0), crop: 'rice', owner, hamlet: 'dong', block: 'block-1' });
    await add('site', { name: 'Điểm 1', lat: 21, lon: 106, hamlet: 'dong' });
    await add('structure', { name: 'Cống 1', type: 'gate', lat: 21, lon: 106 });
    await add('source', { name: 'Lò bún 1', type: 'craft-village', lat: 21, lon: 106, hamlet: 'dong' });
    const deed = { did: 'inspected', outcome: 'in-order' };
    await this.send('POST', '/api/sources/source-1/records', { key: 'busy-source-1', deed, at: Date.now() });
    this.ids['sources'] = 'source-1';
    const kiln = { type: 'brick-kiln', radiusM: 100, usualPm25: 60, hamlet: 'dong' };
    await add('smoke-source', { name: 'Lò gạch 1', lat: 21, lon: 106, ...kiln });
    await add('camera-group', { name: 'Nhóm 1' });
    for (const [folder, id] of [
      ['stills', 'cam-1'],
      ['photos', 'air-1'],
    ] as const) {
      mkdirSync(join(this.hub.dir, folder), { recursive: true });
      writeFileSync(join(this.hub.dir, folder, `${id}.jpg`), 'a picture');
    }
    const nodes = ['a', 'b'].map((id, i) => ({ id, lat: 21 + i / 100, lon: 106 }));
    await add('canal', { name: 'Kênh 1', nodes, reaches: [{ id: 'r', from: 'a', to: 'b' }] });
    await this.#device('air-1', { profile: 'air-station', site: 'site-1' });
    await this.#device('cam-1', { profile: 'camera', hamlet: 'Thôn Đông' });
    await this.#device('camera-2', { profile: 'camera', hamlet: 'Thôn Đông' });
    await add('camera', { id: 'cam-1', bearing: 10, fieldOfView: 60 });
    await this.send('POST', '/api/gateways', { id: 'boards', name: 'Mạch', codec: 'tasmota' });
    this.labels = (await this.send<{ labels: Label[] }>('POST', '/api/claims', { count: 4 })).labels;
    const { key } = await this.send<{ key: string }>('POST', '/api/batches', { id: 'lo-1', profile: 'canal-level' });
    Object.assign(this.ids, { people: owner, devices: 'air-1', cameras: 'cam-1', sites: 'site-1', gateways: 'boards' });
    Object.assign(this.ids, { batches: 'lo-1', profiles: 'air-station', claims: this.labels[0]!.code });
    this.batchKey = key;
    await this.dust(180);
    await this.#publish('cam-1', 'events', { ts: Date.now(), type: 'person', zones: [] });
    const { alerts } = await eventually(
      'an alert',
      () => this.send<{ alerts: { id: string }[] }>('GET', '/api/alerts?target=air-1'),
      ({ alerts: all }) => all.length > 0,
    );
    this.ids['alerts'] = encodeURIComponent(alerts[0]!.id);
    this.ids['commands'] = await this.commandWaits();
    this.ids['broadcasts'] = await this.broadcastWaits();
    const template = { title: 'Lũ', text: 'Nước lên ở {place}, bà con lên chỗ cao.' };
    this.ids['broadcast-templates'] = (await this.send('POST', '/api/broadcast-templates', template)).id;
    await this.send('POST', '/api/devices/camera-2/out-of-service', { reason: 'chờ sửa' });
  }

  async #device(id: string, about: object): Promise<void> {
    const registered = await this.hub.addDevice(id, about as { profile: string });
    const line = await this.#connect({ username: id, password: registered.secret });
    this.#devices.set(id, { line, commune: registered.device.commune });
  }
}
