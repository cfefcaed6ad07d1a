import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Presence, topics } from '#hub/contracts';
import { describeWith, eventually, startHub, type TestHub } from '#hub/testkit';

const run = promisify(execFile);

describeWith('mosquitto clients', 'clients that nobody here wrote', () => {
  let hub: TestHub;
  let signIn: string[];
  let commune: string;
  beforeAll(async () => {
    hub = await startHub();
    const { device, secret } = await hub.addDevice('canal-1', { profile: 'canal-level' });
    commune = device.commune;
    signIn = ['-h', '127.0.0.1', '-p', String(hub.mqttPort), '-u', device.id, '-P', secret];
  }, 60_000);
  afterAll(() => hub?.stop());

  it.each([
    ['mqttv311', 0],
    ['mqttv311', 1],
    ['mqttv311', 2],
    ['mqttv31', 1],
  ])('mosquitto_pub with %s at QoS %i: the value is readable', async (version, qos) => {
    const ts = Date.now() - 1000;
    await run('mosquitto_pub', [
      ...signIn,
      '-V',
      version,
      '-q',
      String(qos),
      '-t',
      topics.telemetry(commune, 'canal-1'),
      '-m',
      JSON.stringify({ ts, water_level: 1.25 }),
    ]);
    const query = `device=canal-1&metric=water_level&from=${ts}&to=${ts + 1}`;
    await eventually(
      'the value in the store',
      async () => (await (await hub.fetch(`/api/readings?${query}`)).json()) as { points: { value: number }[] },
      (a) => a.points.length === 1 && a.points[0]!.value === 1.25,
    );
  });

  it('mosquitto_pub with MQTT 5 is told to use 3.1.1, and the hub keeps that it asked', async () => {
    const publish = run('mosquitto_pub', [...signIn, '-V', 'mqttv5', '-t', topics.telemetry(commune, 'canal-1'), '-n']);
    await expect(publish).rejects.toMatchObject({ stderr: expect.stringMatching(/protocol version/i) });
    await eventually(
      'the refusal',
      async () => (await (await hub.fetch('/api/refusals')).json()) as { refusals: { reason: string }[] },
      ({ refusals }) => refusals.some(({ reason }) => reason === 'protocol-version'),
    );
  });

  it('mosquitto_sub hears its own commands topic and is refused everything else', async () => {
    // its output is buffered until it ends, and with -W it ends with an error
    const listen = (topic: string) =>
      run('mosquitto_sub', [...signIn, '-d', '-W', '2', '-t', topic]).catch((error: { stdout: string }) => error);
    expect((await listen(topics.commands(commune, 'canal-1'))).stdout).toMatch(/Subscribed \(mid: \d+\): [01]\b/);
    expect((await listen('#')).stdout).toMatch(/Subscribed \(mid: \d+\): 128|denied/);
  }, 30_000);
});

describeWith('mosquitto clients', 'boxes behind a gateway that nobody here wrote', () => {
  let hub: TestHub;
  const boxes: ReturnType<typeof spawn>[] = [];
  beforeAll(async () => {
    hub = await startHub();
  }, 60_000);
  afterAll(async () => {
    for (const box of boxes) box.kill('SIGKILL');
    await hub?.stop();
  });

  /** What a client of this gateway begins its command line with. */
  async function addGateway(id: string, codec: string): Promise<string[]> {
    const response = await hub.fetch('/api/gateways', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, name: id, codec }),
    });
    const { secret } = (await response.json()) as { secret: string };
    return ['-h', '127.0.0.1', '-p', String(hub.mqttPort), '-V', 'mqttv311', '-u', id, '-P', secret];
  }
  /** A box that listens, and leaves a will for the day when it is gone. */
  function box(signIn: string[], id: string, listens: string, will: { topic: string; payload: string }) {
    const says = ['--will-topic', will.topic, '--will-payload', will.payload, '--will-qos', '1', '--will-retain'];
    const child = spawn('mosquitto_sub', [...signIn, '-i', id, '-t', listens, ...says], { stdio: 'ignore' });
    boxes.push(child);
    return child;
  }
  const say = (signIn: string[], topic: string, text: string) =>
    run('mosquitto_pub', [...signIn, '-q', '1', '-r', '-t', topic, '-m', text]);
  const links = async (...devices: string[]) => {
    const { presence } = (await (await hub.fetch('/api/presence')).json()) as { presence: Presence[] };
    return devices.map((id) => presence.find(({ device }) => device === id)?.link);
  };
  const wantLinks = (what: string, devices: string[], expected: string[]) =>
    eventually(
      what,
      () => links(...devices),
      (now) => now.join() === expected.join(),
      20_000,
    );
  const connected = (n: number) =>
    eventually(
      `${n} boxes connected`,
      async () => (await hub.fetch('/metrics')).text(),
      (text) => text.includes(`\ncommune_mqtt_clients ${n}\n`),
    );

  it('a Tasmota board that is killed is offline and its neighbour is not; then it is back', async () => {
    const signIn = await addGateway('boards', 'tasmota');
    for (const [id, address] of [
      ['pump-1', 'bom-1'],
      ['pump-2', 'bom-2'],
    ] as const)
      await hub.addDevice(id, { profile: 'pump', gateway: 'boards', address });
    const board = (name: string) =>
      box(signIn, `DVES_${name}`, `stat/${name}/#`, { topic: `tele/${name}/LWT`, payload: 'Offline' });
    const first = board('bom-1');
    board('bom-2');
    await connected(2);
    for (const name of ['bom-1', 'bom-2']) await say(signIn, `tele/${name}/LWT`, 'Online');
    await wantLinks('both pumps there', ['pump-1', 'pump-2'], ['online', 'online']);
    first.kill('SIGKILL');
    await wantLinks('one pump offline', ['pump-1', 'pump-2'], ['offline', 'online']);
    board('bom-1');
    await connected(2);
    await say(signIn, 'tele/bom-1/LWT', 'Online');
    await wantLinks('both pumps there', ['pump-1', 'pump-2'], ['online', 'online']);
  }, 60_000);

  it('the cameras of a Frigate that is killed are offline, and there again when it is', async () => {
    const signIn = await addGateway('nvr', 'frigate');
    for (const address of ['gate', 'yard'])
      await hub.addDevice(`camera-${address}`, { profile: 'camera-frigate', gateway: 'nvr', address });
    const cameras = ['camera-gate', 'camera-yard'];
    const frigate = () => box(signIn, 'frigate', 'frigate/#', { topic: 'frigate/available', payload: 'offline' });
    const first = frigate();
    await connected(3);
    await say(signIn, 'frigate/available', 'online');
    await wantLinks('both cameras there', cameras, ['online', 'online']);
    first.kill('SIGKILL');
    await wantLinks('both cameras offline', cameras, ['offline', 'offline']);
    frigate();
    await connected(3);
    await say(signIn, 'frigate/available', 'online');
    await wantLinks('both cameras there again', cameras, ['online', 'online']);
    const metrics = await (await hub.fetch('/metrics')).text();
    expect(metrics).toMatch(/^commune_mqtt_refusals_total\{.*\} 0$/m);
    expect(metrics).not.toMatch(/^commune_mqtt_refusals_total\{.*\} [1-9]/m);
  }, 60_000);
});
