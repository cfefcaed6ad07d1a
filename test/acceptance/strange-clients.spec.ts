import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { topics } from '#hub/contracts';
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
      async () => (await (await fetch(`${hub.url}/api/readings?${query}`)).json()) as { points: { value: number }[] },
      (a) => a.points.length === 1 && a.points[0]!.value === 1.25,
    );
  });

  it('mosquitto_pub with MQTT 5 is told to use 3.1.1, and the hub keeps that it asked', async () => {
    const publish = run('mosquitto_pub', [...signIn, '-V', 'mqttv5', '-t', topics.telemetry(commune, 'canal-1'), '-n']);
    await expect(publish).rejects.toMatchObject({ stderr: expect.stringMatching(/protocol version/i) });
    await eventually(
      'the refusal',
      async () => (await (await fetch(`${hub.url}/api/refusals`)).json()) as { refusals: { reason: string }[] },
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
