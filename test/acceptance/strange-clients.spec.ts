import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
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

  it.each(['mqttv311', 'mqttv31', 'mqttv5'].slice(0, 1).flatMap((v) => [0, 1, 2].map((qos) => [v, qos] as const)))(
    'mosquitto_pub with %s at QoS %i: the value is readable',
    async (version, qos) => {
      const ts = Date.now() - 1000 - qos;
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
    },
  );

  it('mosquitto_sub hears its own commands topic and is refused everything else', async () => {
    const own = spawn('mosquitto_sub', [...signIn, '-d', '-t', topics.commands(commune, 'canal-1')]);
    let said = '';
    own.stdout.on('data', (chunk) => (said += chunk));
    await eventually(
      'the subscription granted',
      () => said,
      (s) => /Subscribed \(mid: \d+\): [01]/.test(s),
    );
    own.kill();
    await once(own, 'exit');
    const other = await run('mosquitto_sub', [...signIn, '-W', '3', '-t', '#']).then(
      () => 'granted',
      (error: Error & { stderr: string; stdout: string }) => `${error.stderr}${error.stdout}${error.message}`,
    );
    expect(other).toMatch(/denied|rejected|refused|failed|Timed out/i);
  }, 30_000);
});
