import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type DeviceCheck, type HubStatus, type InstallationAnswer, type Label, labelText } from '#hub/contracts';
import { ADMIN, describeWith, eventually, startHub, type TestHub } from '#hub/testkit';

/** The simulator's box out of its carton, as a demonstration and the browser's tests use it. */
let hub: TestHub;
const running: ChildProcess[] = [];
beforeAll(async () => void (hub = await startHub()));
afterAll(() => hub?.stop());
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGTERM');
});

async function rest<T>(path: string, method = 'GET', body?: unknown): Promise<T> {
  const response = await hub.fetch(`/api${path}`, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return (await response.json()) as T;
}
interface Sim {
  output(): string;
  ended: Promise<number | null>;
}
function sim(...args: string[]): Sim {
  return simAt(hub, '127.0.0.1', args);
}
function simAt(hub: TestHub, host: string, args: readonly string[]): Sim {
  const [url, api] = [`mqtt://${host}:${hub.mqttPort}`, hub.url];
  const child = spawn(process.execPath, ['dist/firmware-sim/src/cli.js', ...args, '--url', url, '--api', api], {
    env: { PATH: process.env['PATH'], SIM_STATE_DIR: join(hub.dir, 'sim'), ADMIN_PASSWORD: ADMIN.password },
  });
  running.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  return { output: () => output, ended: new Promise((resolve) => child.once('close', resolve)) };
}
const print = async (count: number, profile = 'rs485-logger') =>
  (await rest<{ labels: Label[] }>('/claims', 'POST', { count, profile })).labels;
const install = ({ code, secret }: Label) =>
  rest<InstallationAnswer>('/installations', 'POST', {
    ...{ key: randomUUID(), code, claimSecret: secret, name: `Ao ${code}`, takenAt: Date.now() },
  });
const check = (id: string) => rest<DeviceCheck>(`/devices/${id}/check`);

describe('a fresh box', () => {
  it('waits for its label to be scanned, is heard at once, changes its secret, and is itself after a restart', async () => {
    const [label] = await print(1);
    const box = sim('fresh', '--code', labelText(label!), '--every', '1');
    await eventually(
      'that it waits',
      () => box.output(),
      (said) => said.includes('chờ người lắp đặt'),
    );
    const { device } = await install(label!);
    const heard = await eventually(
      'its first packet',
      () => check(device.id),
      ({ state }) => state === 'heard',
    );
    expect(heard.values.map(({ metric }) => metric)).toEqual(expect.arrayContaining(['ph', 'do', 'rssi']));
    expect(heard.values.every(({ inRange }) => inRange)).toBe(true);

    await rest(`/devices/${device.id}/rotation`, 'POST');
    await eventually(
      'a changed secret',
      () => box.output(),
      (said) => said.includes('đã đổi mật khẩu'),
    );
    const over = async () => (await hub.fetch(`/api/devices/${device.id}/rotation`)).status;
    await eventually('that the old one is void', over, (status) => status === 204);
    running.at(-1)!.kill('SIGTERM');
    expect(await box.ended).toBe(0);

    const before = (await check(device.id)).lastAt!;
    sim('fresh', '--code', label!.code, '--secret', label!.secret, '--every', '1');
    await eventually(
      'more of it',
      () => check(device.id),
      ({ lastAt }) => lastAt! > before,
    );
  });

  it('measures all that its profile says, also where the commune has no such station', async () => {
    const [label] = await print(1, 'water-quality');
    const { device } = await install(label!);
    sim('fresh', '--code', labelText(label!), '--every', '1');
    const heard = await eventually(
      'its first packet',
      () => check(device.id),
      ({ state }) => state === 'heard',
    );
    expect(heard).not.toHaveProperty('missing');
    expect(heard.expected).toEqual(expect.arrayContaining(['ph', 'ec', 'do', 'turbidity', 'nh4_n']));
    expect(heard.values.every(({ inRange }) => inRange)).toBe(true);
  });

  it.each([
    ['neither MQTTS nor leave for plain lines', {}, true],
    ['leave for plain lines', { MQTT_PLAIN_PROVISIONING: 'true' }, undefined],
  ])('has a way in, or the desk is told that there is none: %s', async (_what, env, shut) => {
    const other = await startHub({ env });
    const status = (await (await other.fetch('/api/status')).json()) as HubStatus;
    await other.stop();
    expect(status.newBoxesShut).toBe(shut);
  });

  it('whose label is none of the hub’s is told so', async () => {
    const box = sim('fresh', '--code', '47190366', '--secret', 'A'.repeat(43));
    expect(await box.ended).toBe(1);
    expect(box.output()).toMatch(/Hub không nhận mã 47190366/);
  });

  it('many of them are put up and heard by one command', async () => {
    const boxes = sim('fresh', '--count', '40', '--profile', 'canal-level');
    expect(await boxes.ended).toBe(0);
    expect(boxes.output()).toMatch(/40 thiết bị đã có tài khoản/);
    const { claims } = await rest<{ claims: { state: string }[] }>('/claims?limit=100&state=in-use');
    expect(claims.length).toBeGreaterThanOrEqual(40);
  });
});

const lan = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === 'IPv4' && !address.internal)?.address;
describeWith('a network address', 'a fresh box on a plain line', () => {
  it('is told that the line is why, and not its label', async () => {
    const open = await startHub({ env: { MQTT_HOST: '0.0.0.0' } });
    const box = simAt(open, lan!, ['fresh', '--code', '47190366', '--secret', 'A'.repeat(43)]);
    expect(await box.ended).toBe(1);
    expect(box.output()).toMatch(/Hub không nhận hộp mới qua đường không mã hóa/);
    await open.stop();
  });
});
