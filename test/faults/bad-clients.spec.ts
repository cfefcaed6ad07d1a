import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import { type Refusal, type RefusalReason, topics } from '#hub/contracts';
import { eventually, startHub, type TestHub } from '#hub/testkit';
import { figure, get, storedTimes } from './asking.js';
import { Sender } from './sender.js';

const raw = (port: number): Promise<Socket> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', () => {});
  });

describe('bad clients: the others do not notice, and each is counted and named', () => {
  let hub: TestHub;
  let good: Sender;
  let bad: { id: string; secret: string; commune: string };
  const sockets: Socket[] = [];

  beforeAll(async () => {
    hub = await startHub();
    const a = await hub.addDevice('good', { profile: 'air-station' });
    good = new Sender(hub.mqttPort, a.device.commune, a.device.id, a.secret);
    const b = await hub.addDevice('bad', { profile: 'air-station' });
    bad = { id: b.device.id, secret: b.secret, commune: b.device.commune };
    good.start({ everyMs: 20, value: () => 20 });
  }, 60_000);
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await good?.stop();
    await hub?.stop();
  });

  const refusal = (reason: RefusalReason, account: string) =>
    eventually(
      `a refusal "${reason}" of ${account}`,
      () => get<{ refusals: Refusal[] }>(hub, `/api/refusals?account=${encodeURIComponent(account)}`),
      (page) => page.refusals.some((r) => r.reason === reason),
      20_000,
    );
  const signIn = () =>
    mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, {
      username: bad.id,
      password: bad.secret,
      reconnectPeriod: 0,
    });

  it('a stranger and a wrong secret', async () => {
    const attempt = (username: string, password: string) =>
      mqtt
        .connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username, password, reconnectPeriod: 0 }, false)
        .then(() => 'let in')
        .catch((error: Error) => error.message);
    expect(await attempt('stranger', 'x')).toMatch(/Not authorized|Bad user/i);
    expect(await attempt(bad.id, 'wrong')).toMatch(/Not authorized|Bad user/i);
    await refusal('unknown-account', 'stranger');
    const page = await refusal('wrong-secret', bad.id);
    expect(JSON.stringify(page)).not.toContain('"wrong"');
  });

  it('garbage and half a packet', async () => {
    const garbage = await raw(hub.mqttPort);
    garbage.write(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
    const half = await raw(hub.mqttPort);
    half.write(Buffer.from([0x10, 0x40, 0x00, 0x04]));
    sockets.push(half);
    await eventually(
      'the garbage connection closed',
      () => garbage.destroyed || garbage.readableEnded || garbage.closed,
      Boolean,
    );
    await refusal('packet-malformed', '?');
  });

  it('a payload of 1 MB is cut at its header, before anything is held', async () => {
    const client = await signIn();
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    client.on('error', () => {});
    client.publish(topics.telemetry(bad.commune, bad.id), Buffer.alloc(1_000_000), { qos: 1 });
    await closed;
    await refusal('payload-too-large', bad.id);
    client.end(true);
  });

  it("another device's topic, and ears where they do not belong", async () => {
    const client = await signIn();
    client.on('error', () => {});
    client.publish(topics.telemetry(bad.commune, 'good'), '{"pm25":999}', { qos: 1 });
    await refusal('topic-denied', bad.id);
    client.end(true);
    const listener = await signIn();
    listener.on('error', () => {});
    const granted = await listener.subscribeAsync('#').catch((error: Error) => error.message);
    expect(JSON.stringify(granted)).toMatch(/128|denied|refused|closed|Unspecified/i);
    await refusal('subscribe-denied', bad.id);
    listener.end(true);
    const now = Date.now();
    const values = await get<{ points: { value: number }[] }>(
      hub,
      `/api/readings?device=good&metric=pm25&from=${now - 60_000}&to=${now + 60_000}`,
    );
    expect(values.points.some((p) => p.value === 999)).toBe(false);
  });

  it('2^16 topics below its own id', async () => {
    const client = await signIn();
    client.on('error', () => {});
    for (let i = 0; i < 65_536 && client.connected; i++) {
      client.publish(`${topics.below(bad.commune, bad.id)}x${i}`, '1', { qos: 0 });
      if (i % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await eventually(
      'refused as denied or as too many topics',
      () => get<{ refusals: Refusal[] }>(hub, `/api/refusals?account=${bad.id}`),
      (page) =>
        page.refusals.some((r) => r.reason === 'too-many-topics' || (r.reason === 'topic-denied' && r.count > 1)),
      20_000,
    );
    client.end(true);
  });

  it('a flood is slowed, not cut, and nothing acknowledged is lost', async () => {
    const client = await signIn();
    let cut = false;
    client.on('close', () => (cut = true));
    const first = Date.now() - 3_600_000;
    const sending = Array.from({ length: 1300 }, (_, i) =>
      client.publishAsync(topics.telemetry(bad.commune, bad.id), JSON.stringify({ ts: first + i, pm25: 21 }), {
        qos: 1,
      }),
    );
    await Promise.all(sending);
    expect(cut).toBe(false);
    await refusal('rate-slowed', bad.id);
    await eventually(
      '1,300 packets stored',
      () => storedTimes(hub, bad.id, 'pm25', first, first + 1300),
      (t) => t.size === 1300,
      20_000,
    );
    await client.endAsync(true);
  }, 60_000);

  it('1,000 clients that connect and say nothing: each is counted, put out, and delays nobody', async () => {
    const silent = () => sockets.filter((s) => !s.destroyed && !s.closed).length;
    await eventually('half a packet from before put out', silent, (open) => open === 0);
    const counter = 'commune_mqtt_refusals_total{reason="connect-timeout"}';
    const before = await figure(hub, counter);
    const calm = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 4000));

    const attack = Date.now();
    for (let i = 0; i < 1000; i++) sockets.push(await raw(hub.mqttPort));
    const again = await signIn();
    await again.publishAsync(topics.telemetry(bad.commune, bad.id), '{"pm25":22}', { qos: 1 });
    await again.endAsync(true);
    await eventually('the silent ones put out', silent, (open) => open === 0, 30_000);
    const over = Date.now();
    expect((await figure(hub, counter)) - before).toBe(1000);
    await refusal('connect-timeout', '?');

    // a PUBACK waits up to 200 ms for the disk's turn; on a machine with other work everything takes longer, before as well
    const undisturbed = good.p99AckMs(calm, attack);
    expect(good.p99AckMs(attack, over)).toBeLessThan(Math.max(150, 3 * undisturbed));
  }, 90_000);

  it('the good device was connected all the time and everything of it is stored', async () => {
    await good.finish();
    expect(good.reconnects).toBe(0);
    await eventually(
      'all of it stored',
      () => storedTimes(hub, 'good', 'pm25', good.firstTs, good.lastTs + 1),
      (t) => t.size === good.acked.size,
    );
    const metrics = await (await hub.fetch('/metrics')).text();
    expect(metrics).toMatch(/refus\w*\{[^}]*reason="payload-too-large"[^}]*\} [1-9]/);
  });
});
