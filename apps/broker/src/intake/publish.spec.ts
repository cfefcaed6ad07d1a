import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { topics } from '#hub/contracts';
import { LmdbEventLog } from '#hub/event-log';
import { systemClock } from '#hub/service-kit';
import { eventually } from '#hub/testkit';
import { HeldLog } from '../testing/held-log.js';
import { COMMUNE, TestBroker, type TestBrokerOptions } from '../testing/test-broker.js';
import { publishPacket, pubrelPacket, subscribePacket } from '../testing/wire.js';

// real servers on a machine that has other work, too
jest.setTimeout(60_000);

const topic = topics.telemetry(COMMUNE, 'air-1');
const status = topics.status(COMMUNE, 'air-1');
let hub: TestBroker;
const start = async (options?: TestBrokerOptions) => {
  hub = await TestBroker.start(options);
  hub.addDevice('air-1');
};
afterEach(() => hub.stop());

/** What a process would find that opens the log after this one was killed. */
async function afterACrash(): Promise<string[]> {
  const dir = mkdtempSync(join(tmpdir(), 'crash-'));
  cpSync(join(hub.dir, 'data.mdb'), join(dir, 'data.mdb'));
  const log = new LmdbEventLog({ dir, clock: systemClock, reserveBytes: 1 << 20 });
  try {
    await log.start();
    const items = [...log.scan('telemetry')].map(({ item }) => item);
    return items.flatMap((i) => (i.type === 'packet' && i.topic === topic ? [Buffer.from(i.payload).toString()] : []));
  } finally {
    await log.stop();
    rmSync(dir, { recursive: true });
  }
}

describe('a packet that comes in', () => {
  it.each([1, 2] as const)('with QoS %i is on disk once it is acknowledged', async (qos) => {
    await start();
    const client = await hub.mqtt('air-1');
    const payloads = Array.from({ length: 200 }, (_, i) => `{"pm25":${i}}`);
    await Promise.all(payloads.map((payload) => client.publishAsync(topic, payload, { qos })));
    // nothing was closed and nothing told to hurry
    expect(await afterACrash()).toEqual(payloads);
  });

  it('with QoS 0 gets there as well', async () => {
    await start();
    const client = await hub.mqtt('air-1');
    for (let i = 0; i < 20; i++) client.publish(topic, `${i}`);
    await eventually(
      '20 packets',
      () => hub.texts('air-1'),
      (texts) => texts.length === 20,
    );
    expect(hub.texts('air-1')).toEqual(Array.from({ length: 20 }, (_, i) => `${i}`));
  });

  it('says who sent it, where to and when, in the hub’s time', async () => {
    await start({ clock: { now: () => 1_700_000_000_123 } });
    const client = await hub.mqtt('air-1');
    await client.publishAsync(topic, Buffer.from([0, 1, 255]), { qos: 1 });
    const [packet] = hub.packets('air-1').filter((p) => p.topic === topic);
    expect(packet).toEqual({
      type: 'packet',
      account: 'air-1',
      topic,
      payload: expect.anything(),
      received: 1_700_000_000_123,
    });
    expect([...packet!.payload]).toEqual([0, 1, 255]);
  });

  it('is not acknowledged before the log says that it is on disk, and then in the order of arrival', async () => {
    let held!: HeldLog;
    await start({ wrapLog: (log) => (held = new HeldLog(log)) });
    const client = await hub.rawSignedIn('air-1');
    held.hold();
    client.send(
      publishPacket(topic, 'a', { qos: 1, id: 7 }),
      publishPacket(topic, 'b', { qos: 0 }),
      publishPacket(status, '{"up":1}', { qos: 1, id: 65_535, retain: true }),
      publishPacket(topic, 'c', { qos: 1, id: 9 }),
    );
    await eventually(
      'all four appended',
      () => hub.texts('air-1'),
      (texts) => texts.length === 4,
    );
    expect(hub.broker.counters.pending).toBeGreaterThanOrEqual(4);
    // behind them in the log: when this is on disk they are; only the door is shut
    await hub.log.append('telemetry', [{ type: 'tick', received: 0, clock: 'ok' }]);
    await delay(50);
    expect(client.all('puback')).toEqual([]);
    held.release();
    await client.packet('puback', 2);
    expect(client.all('puback').map((p) => p.id)).toEqual([7, 65_535, 9]);
    expect(hub.broker.counters.pending).toBe(0);
  });

  it('keeps its place among the packets of its device, whatever their size', async () => {
    await start();
    const client = await hub.rawSignedIn('air-1');
    const payloads = Array.from({ length: 400 }, (_, i) => `${i} ${'x'.repeat((i * 7919) % 3000)}`);
    client.send(...payloads.map((payload, i) => publishPacket(topic, payload, { qos: 1, id: i + 1 })));
    await client.packet('puback', payloads.length - 1);
    expect(hub.texts('air-1')).toEqual(payloads);
    expect(client.all('puback').map((p) => p.id)).toEqual(payloads.map((_, i) => i + 1));
  });

  it('of a client that left before its PUBACK is kept all the same', async () => {
    let held!: HeldLog;
    await start({ wrapLog: (log) => (held = new HeldLog(log)) });
    const client = await hub.rawSignedIn('air-1');
    held.hold();
    client.send(publishPacket(topic, 'last words', { qos: 1, id: 1 }));
    await eventually(
      'it appended',
      () => hub.texts('air-1'),
      (texts) => texts.length === 1,
    );
    client.destroy();
    await eventually(
      'the session over',
      () => hub.broker.counters.signedIn,
      (n) => n === 0,
    );
    held.release();
    await eventually(
      'nothing pending',
      () => hub.broker.counters.pending,
      (n) => n === 0,
    );
    expect(await afterACrash()).toEqual(['last words']);
  });

  it('counts: taken, on disk, bytes', async () => {
    await start();
    const client = await hub.mqtt('air-1');
    for (let i = 0; i < 5; i++) await client.publishAsync(topic, '12345678', { qos: 1 });
    const { packets, acked, bytes, pending } = hub.broker.counters;
    expect({ packets, acked, bytes, pending }).toEqual({ packets: 5, acked: 5, bytes: 40, pending: 0 });
  });
});

describe('QoS 2', () => {
  it('takes a repetition within one exchange for what it is', async () => {
    await start();
    const client = await hub.rawSignedIn('air-1');
    client.send(publishPacket(topic, 'once', { qos: 2, id: 5 }));
    await client.packet('pubrec');
    client.send(publishPacket(topic, 'once', { qos: 2, id: 5, dup: true }));
    await client.packet('pubrec', 1);
    client.send(pubrelPacket(5));
    await client.packet('pubcomp');
    expect(hub.texts('air-1')).toEqual(['once']);
    // the number is free again
    client.send(publishPacket(topic, 'next', { qos: 2, id: 5 }));
    await client.packet('pubrec', 2);
    expect(hub.texts('air-1')).toEqual(['once', 'next']);
  });

  it('is at least once over connections: sessions are not kept', async () => {
    await start();
    for (let i = 0; i < 2; i++) {
      const client = await hub.rawSignedIn('air-1');
      client.send(publishPacket(topic, 'again', { qos: 2, id: 5, dup: i > 0 }));
      await client.packet('pubrec');
      client.destroy();
      await client.ended();
    }
    expect(hub.texts('air-1')).toEqual(['again', 'again']);
  });

  it('keeps the payloads of unfinished exchanges nowhere but in the log, and cuts who leaves a thousand of them', async () => {
    await start({ config: { MQTT_RATE_PACKETS: 100_000, MQTT_BURST: 100_000, MQTT_RATE_READINGS: 100_000 } });
    const client = await hub.rawSignedIn('air-1');
    for (let i = 1; i <= 1001; i++) client.send(publishPacket(topic, '{}', { qos: 2, id: i }));
    await client.ended();
    expect(client.all('pubrec').length).toBeLessThanOrEqual(1000);
    expect(await hub.refusals('air-1')).toEqual([expect.objectContaining({ reason: 'backlog-overflow', count: 1 })]);
  });
});

describe('the retained status', () => {
  it('is the only thing retained, and only while it is small', async () => {
    await start();
    const sender = await hub.rawSignedIn('air-1');
    const below = topics.below(COMMUNE, 'air-1');
    sender.send(
      publishPacket(topic, '{"pm25":1}', { qos: 1, id: 1, retain: true }),
      publishPacket(topics.events(COMMUNE, 'air-1'), '{}', { qos: 1, id: 2, retain: true }),
      publishPacket(status, `{"online":true,"firmware":"${'9'.repeat(2000)}"}`, { qos: 1, id: 3, retain: true }),
      publishPacket(status, '{"online":true,"firmware":"1.2"}', { qos: 1, id: 4, retain: true }),
    );
    await sender.packet('puback', 3);
    sender.send(subscribePacket(9, `${below}#`));
    const heard = await sender.packet('publish');
    expect(heard.body.toString()).toContain('"firmware":"1.2"');
    // anything else retained would have come with it
    sender.send(publishPacket(topic, '{"pm25":2}', { qos: 1, id: 5 }));
    await sender.packet('puback', 4);
    expect(sender.all('publish')).toHaveLength(1);
    // and all of it is in the log
    expect(hub.texts('air-1')).toHaveLength(5);
  });

  it('is not heard by those who listened already: the log’s consumers are the audience', async () => {
    await start();
    const client = await hub.rawSignedIn('air-1');
    client.send(subscribePacket(1, `${topics.below(COMMUNE, 'air-1')}#`));
    await client.packet('suback');
    client.send(publishPacket(topic, '{"pm25":1}', { qos: 1, id: 1 }));
    await client.packet('puback');
    expect(client.all('publish')).toEqual([]);
  });
});
