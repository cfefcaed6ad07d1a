import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import { type Command, type CommandState, type Grant, type Incident, type Notice, topics } from '#hub/contracts';
import { addPerson, eventually, startHub, type TestHub, type TestPerson } from '#hub/testkit';
import { COMMUNE_CODE } from '../../firmware-sim/src/commune/map.js';
import { STATIONS } from '../../firmware-sim/src/commune/stations.js';
import { Fleet } from '../../firmware-sim/src/devices/fleet.js';
import { World } from '../../firmware-sim/src/world/world.js';

const SIREN = 'coi-uy-ban';
const TICK_MS = 100;

/** From a sensor to a siren in the field, real firmware on a real line, and to silence when somebody takes it. */
describe('an emergency in a hamlet with a siren', () => {
  let hub: TestHub;
  let fleet: Fleet;
  let world: World;
  let timer: NodeJS.Timeout;
  let hanh: TestPerson;
  let stations: MqttClient[];
  const heard: string[] = [];

  const read = async <T>(path: string): Promise<T> => (await (await hub.fetch(`/api${path}`)).json()) as T;
  const commands = async () => (await read<{ commands: Command[] }>(`/commands?device=${SIREN}`)).commands;
  const command = (name: string, state: CommandState) =>
    eventually(
      `${name} to be ${state}`,
      commands,
      (all) => all.find((one) => one.name === name)?.state === state,
      20_000,
    ).then((all) => all.find((one) => one.name === name)!);
  const incident = async () => (await read<{ incidents: Incident[] }>('/incidents')).incidents[0]!;
  const ofSiren = async () => {
    const { id } = await incident();
    const { notices } = await read<{ notices: Notice[] }>(`/incidents/${encodeURIComponent(id)}/notices`);
    return notices.find(({ channel }) => channel === 'siren');
  };
  const siren = (state: Notice['state']) =>
    eventually(`the siren's notice to be ${state}`, ofSiren, (notice) => notice?.state === state);

  beforeAll(async () => {
    hub = await startHub({ env: { RULES: 'test/acceptance/rules-emergency.json' } });
    const grants: Grant[] = [{ role: 'operator', scope: { kind: 'commune', id: '*' } }];
    hanh = await addPerson(hub, { name: 'Lê Thị Hạnh', grants });
    const station = STATIONS.find(({ id }) => id === SIREN)!;
    const { profile, name, hamlet, place } = station;
    const added = await hub.addDevice(SIREN, { profile, name, hamlet, place, commune: COMMUNE_CODE, installedAt: 0 });
    world = new World(1, Date.now());
    fleet = new Fleet({
      ...{ mqttUrl: `mqtt://127.0.0.1:${hub.mqttPort}`, seed: 1, stations: [station], now: Date.now },
      secretOf: () => added.secret,
      acted: (_device, { name: what }) => void heard.push(what),
    });
    fleet.instruments.get(SIREN)!.everyMs = 1000;
    fleet.tick(world);
    fleet.start();
    timer = setInterval(() => {
      world.advance(Date.now(), 1);
      fleet.tick(world);
    }, TICK_MS);
    stations = [];
    for (const simulated of [false, true]) {
      const id = simulated ? 'air-sim' : 'air-1';
      const { device, secret } = await hub.addDevice(id, { profile: 'air-station', hamlet, simulated });
      const line = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: id, password: secret });
      stations.push(line);
      measure.push((pm25) =>
        line.publishAsync(topics.telemetry(device.commune, id), JSON.stringify({ pm25 }), { qos: 1 }),
      );
    }
    await eventually(
      'the siren to be there',
      () => read<{ presence: { device: string; link: string }[] }>('/presence'),
      ({ presence }) => presence.some(({ device, link }) => device === SIREN && link === 'online'),
    );
  }, 90_000);
  const measure: ((pm25: number) => Promise<unknown>)[] = [];
  afterAll(async () => {
    clearInterval(timer);
    await fleet?.stop();
    for (const station of stations ?? []) await station.endAsync(true);
    await hub?.stop();
  });

  it('of the simulation asks for no siren', async () => {
    await measure[1]!(180);
    expect(await siren('skipped')).toMatchObject({ reason: 'mô phỏng' });
    await measure[1]!(10);
    expect(await commands()).toEqual([]);
  });

  it('asks for it, and waits for a second person as the pack wants it', async () => {
    await measure[0]!(180);
    const asked = await command('siren-sound', 'awaiting-approval');
    expect(asked).toMatchObject({ by: 'hub', persons: 2, args: { seconds: 60, pattern: 'alert' } });
    expect(await siren('queued')).toMatchObject({ device: SIREN, name: 'Còi báo động ủy ban' });
    expect(heard).toEqual([]);
  });

  it('sounds it then; the notice says that the siren itself confirmed', async () => {
    const { id } = await command('siren-sound', 'awaiting-approval');
    expect((await hanh.send('POST', `/api/commands/${id}/approve`, {})).status).toBe(200);
    await command('siren-sound', 'done');
    const { sentAt, deliveredAt } = (await siren('delivered'))!;
    expect(deliveredAt).toBeGreaterThanOrEqual(sentAt!);
    expect(world.works.sirens.get(SIREN)!.isSounding(Date.now())).toBe(true);
  });

  it('silences it as soon as somebody takes it', async () => {
    const { id } = await incident();
    const path = `/api/incidents/${encodeURIComponent(id)}/acknowledge`;
    expect((await hanh.send('POST', path, {})).status).toBe(200);
    expect(await command('siren-stop', 'done')).toMatchObject({ by: 'hub', persons: 1 });
    expect(world.works.sirens.get(SIREN)!.isSounding(Date.now())).toBe(false);
    expect(heard).toEqual(['siren-sound', 'siren-stop']);
  });
});
