import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import {
  claimAccount,
  type DeviceCheck,
  type InstallationAnswer,
  type Label,
  type ProvisioningReply,
  topics,
} from '#hub/contracts';
import { addPerson, eventually, startHub, type TestHub } from '#hub/testkit';

interface Answer<T> {
  status: number;
  body: T;
}
interface Problem {
  error: string;
  message: string;
  by?: string;
  own?: boolean;
  at?: number;
  device?: string;
  retryAfterS?: number;
}

let hub: TestHub;
const lines: MqttClient[] = [];
beforeAll(async () => void (hub = await startHub()));
afterAll(() => hub?.stop());
afterEach(async () => {
  await Promise.all(lines.splice(0).map((line) => line.endAsync(true)));
});

async function rest<T>(path: string, method = 'GET', body?: unknown): Promise<Answer<T>> {
  const response = await hub.fetch(`/api${path}`, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T };
}
const print = async (count: number, profile?: string) =>
  (await rest<{ sheet: string; labels: Label[] }>('/claims', 'POST', { count, ...(profile && { profile }) })).body;
const put = ({ code, secret }: Label, more = {}) => ({
  ...{ key: randomUUID(), code, claimSecret: secret, name: `Kênh ${code}`, takenAt: Date.now() },
  ...more,
});
async function connect(username: string, password: string, clientId?: string): Promise<MqttClient> {
  const line = await mqtt.connectAsync(
    `mqtt://127.0.0.1:${hub.mqttPort}`,
    { username, password, reconnectPeriod: 0, ...(clientId && { clientId }) },
    false,
  );
  line.on('error', () => undefined);
  lines.push(line);
  return line;
}
/** Connects with a label and hears what it is told. */
async function fresh({ code, secret }: Label): Promise<{ line: MqttClient; told: ProvisioningReply[] }> {
  const line = await connect(claimAccount(code), secret);
  const told: ProvisioningReply[] = [];
  line.on('message', (_topic, payload) => told.push(JSON.parse(payload.toString()) as ProvisioningReply));
  await line.subscribeAsync(topics.provisioningReply(code), { qos: 1 });
  await line.publishAsync(topics.provisioningRequest, '{}', { qos: 1 });
  return { line, told };
}
async function accountOf(told: ProvisioningReply[]) {
  const found = await eventually(
    'an account',
    () => told.find((r) => r.state === 'account'),
    (r) => r !== undefined,
  );
  return found as Extract<ProvisioningReply, { state: 'account' }>;
}
const check = async (device: string) => (await rest<DeviceCheck>(`/devices/${device}/check`)).body;
const photo = readFileSync(join('firmware-sim', 'pictures', 'sluice-boat-day.jpg'));

describe('labels', () => {
  it('are made, printed for a while by whoever made them, looked at and taken back', async () => {
    const { sheet, labels } = await print(30, 'canal-level');
    expect(labels).toHaveLength(30);
    const pdf = await hub.fetch(`/api/claims/labels.pdf?sheet=${sheet}`);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect((await rest<Problem>('/claims/labels.pdf?sheet=other')).status).toBe(410);
    const [first] = labels;
    const typed = `${first!.code.slice(0, 4)} ${first!.code.slice(4)}`;
    expect((await rest(`/claims/${encodeURIComponent(typed)}`)).body).toEqual({
      ...{ code: first!.code, state: 'open', profile: 'canal-level' },
    });
    const { body } = await rest<{ total: number }>(`/claims?sheet=${sheet}&limit=5`);
    expect(body.total).toBe(30);
    expect(JSON.stringify(body)).not.toContain(first!.secret);
    expect((await rest(`/claims/${first!.code}`, 'DELETE')).status).toBe(204);
    expect((await rest(`/claims/${first!.code}`)).body).toMatchObject({ state: 'expired' });
    expect(await rest<Problem>('/installations', 'POST', put(first!))).toMatchObject({
      ...{ status: 410, body: { error: 'expired', message: /hủy/ } },
    });
  });
});

describe('a box that is put up', () => {
  it('is the label’s device; the picture loses what the phone wrote into it; sent again it is the same', async () => {
    const [label] = (await print(1, 'canal-level')).labels;
    const told = Buffer.from('Exif\0\0 20.123,106.456 Nguyễn Văn A');
    const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, told.length + 2]), told]);
    const taken = Buffer.concat([photo.subarray(0, 2), exif, photo.subarray(2)]).toString('base64');
    const sent = put(label!, { place: 'gần cống', lat: 20.5, lon: 106.25, accuracyM: 6, photo: taken });
    const first = await rest<InstallationAnswer>('/installations', 'POST', sent);
    expect(first).toMatchObject({ status: 201, body: { again: false, device: { place: 'gần cống', lat: 20.5 } } });
    const { id } = first.body.device;
    expect(await rest<InstallationAnswer>('/installations', 'POST', sent)).toEqual({
      ...{ status: 201, body: { again: true, device: first.body.device } },
    });
    const picture = await hub.fetch(`/api/devices/${id}/photo`);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    const bytes = Buffer.from(await picture.arrayBuffer());
    expect(bytes.includes('Nguyễn')).toBe(false);
    expect(bytes.subarray(0, 2)).toEqual(photo.subarray(0, 2));

    const taken2 = await rest<Problem>('/installations', 'POST', put(label!, { name: 'Người thứ hai' }));
    expect(taken2).toMatchObject({ status: 409, body: { error: 'already-claimed', device: id } });
    expect([taken2.body.by, taken2.body.own]).toEqual(['Quản trị', true]);
    const other = await addPerson(hub, { grants: [{ role: 'installer', scope: { kind: 'commune', id: '*' } }] });
    const body = JSON.stringify(put(label!, { name: 'Người thứ ba' }));
    const taken3 = await other.fetch('/api/installations', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body },
    });
    expect([taken3.status, ((await taken3.json()) as Problem).own]).toEqual([409, undefined]);
    expect(taken2.body.at).toBeGreaterThan(Date.now() - 60_000);
    expect(await check(id)).toEqual({
      ...{ state: 'waiting', provisioning: 'claimed', expectedEveryMs: 300_000, values: [] },
      ...{ expected: ['water_level', 'flow'], missing: ['water_level', 'flow'] },
    });
  });

  it.each<[what: string, more: object, status: number, error: string]>([
    ['no picture', { photo: Buffer.from('GIF89a no picture').toString('base64') }, 400, 'invalid-input'],
    ['too large a picture', { photo: Buffer.alloc(301_000).toString('base64') }, 400, 'invalid-input'],
    ['a code with a wrong digit', { code: '47190365' }, 400, 'invalid-input'],
    ['a code that no label has', { code: '47190366' }, 404, 'unknown-code'],
    ['a profile that is not', { profile: 'toaster' }, 422, 'unknown-profile'],
    ['no name', { name: ' ' }, 400, 'invalid-input'],
    ['half a position', { lat: 20 }, 400, 'invalid-input'],
  ])('is refused in words: %s', async (_what, more, status, error) => {
    const [label] = (await print(1, 'canal-level')).labels;
    const answer = await rest<Problem>('/installations', 'POST', put(label!, more));
    expect([answer.status, answer.body.error]).toEqual([status, error]);
    expect((await rest(`/claims/${label!.code}`)).body).toMatchObject({ state: 'open' });
  });

  it('gets its account, is refused in words while its secret is wrong, and is heard', async () => {
    const [label] = (await print(1, 'canal-level')).labels;
    const box = await fresh(label!);
    await eventually(
      'that it waits',
      () => box.told[0]?.state,
      (is) => is === 'waiting',
    );
    const { device } = (await rest<InstallationAnswer>('/installations', 'POST', put(label!))).body;
    const { id, secret, topics: its } = await accountOf(box.told);
    expect(id).toBe(device.id);
    await expect(connect(id, 'typed wrong')).rejects.toThrow();
    const refused = await eventually(
      'its refusal',
      () => check(id),
      ({ state }) => state === 'refused',
    );
    expect(refused).toMatchObject({
      ...{ provisioning: 'handed-out', refusal: { reason: 'wrong-secret', words: 'Sai mật khẩu' } },
    });
    const line = await connect(id, secret);
    const before = Date.now();
    await line.publishAsync(its.telemetry, '{"temperature":31,"rssi":-71}', { qos: 1 });
    const beside = await eventually(
      'that it sends something',
      () => check(id),
      ({ state }) => state === 'off-profile',
    );
    expect(beside.missing).toEqual(['water_level', 'flow']);
    await line.publishAsync(its.telemetry, '{"water_level":1.25,"rssi":-71,"ph":19}', { qos: 1 });
    const heard = await eventually(
      'its first packet',
      () => check(id),
      ({ state }) => state === 'heard',
    );
    expect(heard).toMatchObject({ provisioning: 'in-use', signal: { metric: 'rssi', value: -71 } });
    expect(heard.firstAt).toBeGreaterThanOrEqual(before - 10_000);
    expect(heard.values).toContainEqual(expect.objectContaining({ metric: 'water_level', value: 1.25, inRange: true }));
    expect(heard.values).toContainEqual(expect.objectContaining({ metric: 'ph', quality: 'suspect', inRange: false }));
    expect(heard.missing).toEqual(['flow']);
    expect(heard.refusal).toBeUndefined();
    // spent: and it may be opened again for a box that lost its memory
    await expect(connect(claimAccount(label!.code), label!.secret)).rejects.toThrow();
    expect((await rest(`/claims/${label!.code}/reopen`, 'POST', {})).body).toMatchObject({ state: 'claimed' });
    const again = await accountOf((await fresh(label!)).told);
    expect(again.id).toBe(id);
    expect(again.secret).not.toBe(secret);
  });

  it('whoever guesses codes is held back', async () => {
    const own = await startHub();
    const look = async (code: string) => (await own.fetch(`/api/claims/${code}`)).status;
    try {
      const statuses: number[] = [];
      for (let i = 0; i < 12; i++) statuses.push(await look('47190366'));
      expect(statuses.slice(0, 10)).toEqual(Array(10).fill(404));
      expect(statuses.slice(10)).toEqual([429, 429]);
    } finally {
      await own.stop();
    }
  });
});

describe('boxes of a batch', () => {
  it('wait for approval, are let in or turned away', async () => {
    const { key } = (await rest<{ key: string }>('/batches', 'POST', { id: 'lo-7', profile: 'canal-level' })).body;
    const boxes = await Promise.all(
      ['sn-1', 'sn-2'].map(async (name) => {
        const line = await connect('batch.lo-7', key, name);
        const told: ProvisioningReply[] = [];
        line.on('message', (_topic, payload) => told.push(JSON.parse(payload.toString()) as ProvisioningReply));
        await line.subscribeAsync(topics.provisioningReply(name));
        const proof = randomUUID().replaceAll('-', '');
        await line.publishAsync(topics.provisioningRequest, JSON.stringify({ proof, model: 'M' }), { qos: 1 });
        return { name, told };
      }),
    );
    const waiting = (await rest<{ boxes: { id: string; box: string }[] }>('/boxes')).body.boxes;
    expect(waiting.map(({ box }) => box).sort()).toEqual(['sn-1', 'sn-2']);
    const idOf = (name: string) => waiting.find(({ box }) => box === name)!.id;
    const approval = { boxes: [{ box: idOf('sn-1'), id: 'kenh-n3', name: 'Kênh N3' }] };
    expect((await rest('/boxes/approve', 'POST', approval)).body).toEqual({
      approved: [{ box: idOf('sn-1'), device: 'kenh-n3' }],
    });
    expect((await accountOf(boxes[0]!.told)).id).toBe('kenh-n3');
    expect((await rest('/boxes/reject', 'POST', { boxes: [idOf('sn-2')] })).status).toBe(204);
    expect((await rest<{ total: number }>('/boxes')).body.total).toBe(0);
    expect((await rest<{ batches: unknown[] }>('/batches')).body.batches).toHaveLength(1);
    expect((await rest('/batches/lo-7', 'DELETE')).status).toBe(204);
    await expect(connect('batch.lo-7', key, 'sn-9')).rejects.toThrow();
  });
});

describe('a device’s secret', () => {
  it('is changed by the desk while the device is connected, and nothing is refused meanwhile', async () => {
    const { device, secret } = await hub.addDevice('doi-khoa', { profile: 'canal-level' });
    const line = await connect(device.id, secret);
    const told: { id: string; secret: string }[] = [];
    line.on('message', (_topic, payload) => told.push(JSON.parse(payload.toString()) as (typeof told)[number]));
    await line.subscribeAsync(topics.config(device.commune, device.id), { qos: 1 });
    expect((await rest(`/devices/${device.id}/rotation`, 'POST')).status).toBe(201);
    await eventually(
      'its new secret',
      () => told.length,
      (n) => n > 0,
    );
    const ack = JSON.stringify({ id: told[0]!.id, ok: true });
    await line.publishAsync(topics.configAck(device.commune, device.id), ack, { qos: 1 });
    expect((await rest(`/devices/${device.id}/rotation`)).body).toMatchObject({
      wantedBy: expect.any(String) as unknown,
    });
    await connect(device.id, told[0]!.secret);
    await eventually(
      'that the change is over',
      async () => (await rest(`/devices/${device.id}/rotation`)).status,
      (status) => status === 204,
    );
    await expect(connect(device.id, secret)).rejects.toThrow();
    await connect(device.id, told[0]!.secret);
  });

  it('opens nothing within a second of its being revoked by another process', async () => {
    const { device, secret } = await hub.addDevice('thu-hoi', { profile: 'canal-level' });
    const line = await connect(device.id, secret);
    const closed = new Promise<number>((resolve) => line.once('close', () => resolve(performance.now())));
    const command = ['dist/apps/hub/src/cli.js', 'device', 'retire', device.id];
    await promisify(execFile)(process.execPath, command, { env: { ...process.env, DATA_DIR: hub.dir } });
    const retired = performance.now();
    // it may have happened before the command had ended
    expect((await closed) - retired).toBeLessThan(1000);
    await expect(connect(device.id, secret)).rejects.toThrow();
  });
});
