import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { topics } from '#hub/contracts';
import { describeWith, eventually } from '#hub/testkit';
import mqtt from 'mqtt';
import { COMMUNE, secretOf, TestBroker } from '../testing/test-broker.js';
import { packet, publishPacket } from '../testing/wire.js';

// real servers on a machine that has other work, too
jest.setTimeout(60_000);

const run = promisify(execFile);
const topic = topics.telemetry(COMMUNE, 'air-1');
let hub: TestBroker;
beforeEach(async () => {
  hub = await TestBroker.start();
  hub.addDevice('air-1');
});
afterEach(() => hub.stop());
const reasons = async () => (await hub.refusals()).map(({ account, reason }) => `${account} ${reason}`);

describe('bytes that are no MQTT', () => {
  it.each([
    ['a web browser', Buffer.from('GET / HTTP/1.1\r\nHost: hub\r\n\r\n')],
    ['a packet that answers what nobody asked', packet(0x20, Buffer.from([0, 0]))],
    ['a PUBLISH before its CONNECT', publishPacket(topic, '{}')],
    [
      'a CONNECT of another protocol',
      packet(0x10, Buffer.from([0, 4]), Buffer.from('QTTM'), Buffer.from([4, 2, 0, 60])),
    ],
    [
      'a CONNECT of a version to come',
      packet(0x10, Buffer.from([0, 4]), Buffer.from('MQTT'), Buffer.from([9, 2, 0, 60])),
    ],
    ['a CONNECT that is cut short', packet(0x10, Buffer.from([0, 4]), Buffer.from('MQTT'), Buffer.from([4]))],
    ['a length without end', Buffer.from([0x10, 0xff, 0xff, 0xff, 0xff, 0xff])],
  ])('%s: the connection ends, and is noted', async (_what, bytes) => {
    const client = await hub.raw();
    client.send(bytes);
    await client.ended();
    expect(await reasons()).toEqual(['? packet-malformed']);
  });

  it('at random never end the hub, before sign-in and after', async () => {
    for (let i = 0; i < 100; i++) {
      const client = i % 2 === 0 ? await hub.raw() : await hub.rawSignedIn('air-1').catch(() => hub.raw());
      client.send(randomBytes(1 + i * 7));
      client.socket.end();
      await client.ended();
    }
    await eventually(
      'nobody left',
      () => hub.broker.counters.connections,
      (n) => n === 0,
    );
    hub.addDevice('air-2');
    const client = await hub.rawSignedIn('air-2');
    client.send(publishPacket(topics.telemetry(COMMUNE, 'air-2'), 'fine', { qos: 1, id: 1 }));
    await client.packet('puback');
    expect(hub.texts('air-2')).toEqual(['fine']);
  });

  it('whole packets cut anywhere are taken whole', async () => {
    const client = await hub.raw();
    client.connect('air-1', secretOf('air-1'));
    await client.packet('connack');
    const bytes = Buffer.concat([1, 2, 3].map((id) => publishPacket(topic, `packet ${id}`, { qos: 1, id })));
    for (const byte of bytes) {
      client.send(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await client.packet('puback', 2);
    expect(hub.texts('air-1')).toEqual(['packet 1', 'packet 2', 'packet 3']);
  });

  it('half a packet that never comes whole is ended by its keepalive', async () => {
    const client = await hub.raw();
    client.connect('air-1', secretOf('air-1'), { keepalive: 1 });
    await client.packet('connack');
    client.send(publishPacket(topic, 'never whole', { qos: 1, id: 1 }).subarray(0, 20));
    await client.ended();
    expect(hub.texts('air-1')).toEqual([]);
    // a link that breaks is nobody's fault
    expect(await reasons()).toEqual([]);
  });
});

describe('versions of MQTT', () => {
  const connect = (protocolVersion: 3 | 4 | 5) =>
    mqtt.connectAsync(
      `mqtt://127.0.0.1:${hub.broker.ports.mqtt}`,
      {
        protocolVersion,
        protocolId: protocolVersion === 3 ? 'MQIsdp' : 'MQTT',
        username: 'air-1',
        password: secretOf('air-1'),
        reconnectPeriod: 0,
      },
      false,
    );

  it.each([3, 4] as const)('protocol level %i is taken', async (version) => {
    const client = await connect(version);
    await client.publishAsync(topic, `level ${version}`, { qos: 1 });
    await client.endAsync();
    expect(hub.texts('air-1')).toEqual([`level ${version}`]);
  });

  it('5 is told that it is not, and noted in words that an installer understands', async () => {
    await expect(connect(5)).rejects.toThrow(/protocol version/i);
    const client = await hub.raw();
    client.connect('air-1', secretOf('air-1'), { protocol: { name: 'MQTT', version: 5 } });
    expect([...(await client.packet('connack')).body]).toEqual([0, 1]);
    await client.ended();
    const [refusal, ...others] = await hub.refusals();
    expect(refusal).toMatchObject({ account: 'air-1', reason: 'protocol-version', count: 2 });
    expect(others).toEqual([]);
    expect(hub.broker.counters.signedIn).toBe(0);
  });
});

describeWith('mosquitto clients', 'mosquitto', () => {
  const publish = (version: string, qos = 1) =>
    run('mosquitto_pub', [
      ...['-h', '127.0.0.1', '-p', String(hub.broker.ports.mqtt), '-u', 'air-1', '-P', secretOf('air-1')],
      ...['-V', version, '-q', String(qos), '-t', topic, '-m', `${version} ${qos}`],
    ]);

  it.each(['mqttv31', 'mqttv311'])('speaks %s at every quality of service', async (version) => {
    for (const qos of [0, 1, 2]) await publish(version, qos);
    await eventually(
      'three packets',
      () => hub.texts('air-1'),
      (texts) => texts.length === 3,
    );
    expect(hub.texts('air-1')).toEqual([0, 1, 2].map((qos) => `${version} ${qos}`));
    expect(await reasons()).toEqual([]);
  });

  it('with MQTT 5 says what to do', async () => {
    await expect(publish('mqttv5')).rejects.toMatchObject({ stderr: expect.stringContaining('use MQTT v3') });
    expect(await reasons()).toEqual(['air-1 protocol-version']);
  });
});
