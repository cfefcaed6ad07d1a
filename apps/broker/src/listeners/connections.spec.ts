import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { topics } from '#hub/contracts';
import { ConfigError } from '#hub/service-kit';
import { describeWith, eventually } from '#hub/testkit';
import mqtt from 'mqtt';
import { RawClient } from '../testing/raw-client.js';
import { COMMUNE, secretOf, TestBroker, type TestBrokerOptions } from '../testing/test-broker.js';
import { publishPacket } from '../testing/wire.js';

// real servers on a machine that has other work, too
jest.setTimeout(60_000);

const topic = topics.telemetry(COMMUNE, 'air-1');
let hub: TestBroker;
const start = async (options: TestBrokerOptions = {}) => {
  hub = await TestBroker.start(options);
  hub.addDevice('air-1');
  hub.addDevice('air-2');
};
afterEach(() => hub.stop());
const counted = async (reason: string) => (await hub.refusals()).filter((r) => r.reason === reason);
const open = (n: number) =>
  eventually(
    `${n} connections open`,
    () => hub.broker.counters.connections,
    (connections) => connections === n,
    30_000,
  );

describe('connections that say nothing', () => {
  it('do not disturb a device that works nor keep one out, be they a thousand; each is ended, counted and named', async () => {
    await start();
    const working = await hub.rawSignedIn('air-1');
    const crowd = await Promise.all(Array.from({ length: 1000 }, () => hub.raw()));
    // half a CONNECT is none
    crowd.at(-1)!.send(Buffer.from([0x10, 0x40, 0x00, 0x04]));
    // more than one address may have open: the oldest silent one made room
    const newcomer = await hub.rawSignedIn('air-2');
    newcomer.send(publishPacket(topics.telemetry(COMMUNE, 'air-2'), '{}', { qos: 1, id: 1 }));
    await newcomer.packet('puback');
    working.send(publishPacket(topic, '{}', { qos: 1, id: 1 }));
    await working.packet('puback');
    await Promise.all(crowd.map((client) => client.ended()));
    expect(working.closed || newcomer.closed).toBe(false);
    await open(2);
    const total = (await counted('connect-timeout')).reduce((sum, r) => sum + r.count, 0);
    expect(total).toBe(crowd.length);
    expect((await counted('connect-timeout'))[0]).toMatchObject({ account: '?', address: '127.0.0.1' });
    expect(hub.broker.counters.refusals['connect-timeout']).toBe(crowd.length);
    expect(hub.broker.counters.accepted).toBe(crowd.length + 2);
  });
});

describe('connections without end', () => {
  it('are refused where everybody has signed in', async () => {
    await start({ config: { MQTT_MAX_CONNECTIONS: 2 } });
    const first = await hub.rawSignedIn('air-1');
    const second = await hub.rawSignedIn('air-2');
    const third = await hub.raw();
    await third.ended();
    expect(first.closed || second.closed).toBe(false);
    expect(await counted('too-many-connections')).toEqual([
      expect.objectContaining({ account: '?', address: '127.0.0.1', count: 1 }),
    ]);
    second.destroy();
    await open(1);
    await hub.rawSignedIn('air-2');
  });

  it('are refused by address', async () => {
    await start({ config: { MQTT_MAX_CONNECTIONS_PER_ADDRESS: 1 } });
    await hub.rawSignedIn('air-1');
    const second = await hub.raw();
    await second.ended();
    expect((await counted('too-many-connections'))[0]).toMatchObject({ count: 1 });
    // another address has its own
    const elsewhere = await RawClient.open(hub.broker.ports.mqtt, '127.0.0.2');
    elsewhere.connect('air-2', secretOf('air-2'));
    expect((await elsewhere.packet('connack')).body[1]).toBe(0);
    elsewhere.destroy();
  });

  it('that are not used are put out for those that may be, oldest first', async () => {
    await start({ config: { MQTT_MAX_CONNECTIONS: 3 } });
    const oldest = await hub.raw();
    await open(1);
    const younger = await hub.raw();
    await open(2);
    await hub.rawSignedIn('air-1');
    await hub.rawSignedIn('air-2');
    await oldest.ended();
    expect(younger.closed).toBe(false);
    expect(await counted('connect-timeout')).toHaveLength(1);
  });
});

describe('start and stop', () => {
  let other: Server | undefined;
  afterEach(() => {
    other?.close();
  });

  it('a port that is taken is an error, after which everything can be stopped and started again', async () => {
    await start();
    other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const broken = new TestBroker({ config: { MQTT_PORT: port } });
    await broken.log.start();
    await expect(broken.broker.start()).rejects.toThrow(/EADDRINUSE/);
    expect(() => broken.broker.ports).toThrow('not started');
    await broken.stop();
  });

  it('stopping twice is as good as once; what was acknowledged is in the log', async () => {
    await start();
    const client = await hub.rawSignedIn('air-1');
    client.send(publishPacket(topic, 'kept', { qos: 1, id: 1 }));
    await client.packet('puback');
    await Promise.all([hub.broker.stop(), client.ended()]);
    await hub.broker.stop();
    expect(hub.texts('air-1')).toEqual(['kept']);
    expect(hub.broker.counters).toMatchObject({ connections: 0, signedIn: 0, pending: 0 });
  });
});

describeWith('openssl', 'TLS', () => {
  let dir: string;
  let ca: Buffer;
  let secure: { MQTTS_PORT: number; MQTTS_CERT: string; MQTTS_KEY: string };
  const make = (cert: string, key: string) => {
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
    const files = ['-keyout', key, '-out', cert];
    execFileSync('openssl', ['req', '-x509', '-nodes', '-days', '2', ...curve, ...files, ...subject], {
      stdio: 'ignore',
    });
  };
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'tls-'));
    const cert = join(dir, 'cert.pem');
    const key = join(dir, 'key.pem');
    make(cert, key);
    ca = readFileSync(cert);
    secure = { MQTTS_PORT: 0, MQTTS_CERT: cert, MQTTS_KEY: key };
  });
  afterAll(() => rmSync(dir, { recursive: true }));
  const handshake = async (): Promise<TLSSocket> => {
    const stream = connectTls({ port: hub.broker.ports.mqtts!, host: '127.0.0.1', ca });
    await once(stream, 'secureConnect');
    return stream;
  };

  it('takes the same clients with the same rules', async () => {
    await start({ config: secure });
    const client = await mqtt.connectAsync(`mqtts://localhost:${hub.broker.ports.mqtts}`, {
      username: 'air-1',
      password: secretOf('air-1'),
      ca,
      reconnectPeriod: 0,
    });
    await client.publishAsync(topic, 'in secret', { qos: 1 });
    expect(hub.texts('air-1')).toEqual(['in secret']);
    expect(hub.broker.counters).toMatchObject({ connections: 1, signedIn: 1 });
    await client.endAsync();
    await open(0);
    const stranger = RawClient.on(await handshake());
    stranger.connect('air-1', 'guess');
    expect((await stranger.packet('connack')).body[1]).toBe(4);
    await stranger.ended();
    expect((await hub.refusals('air-1'))[0]).toMatchObject({ reason: 'wrong-secret', address: '127.0.0.1' });
    await open(0);
  });

  it('caps the length of packets and slows there, too', async () => {
    await start({ config: { ...secure, MQTT_RATE_PACKETS: 1000, MQTT_BURST: 10 } });
    const client = RawClient.on(await handshake());
    client.connect('air-1', secretOf('air-1'));
    await client.packet('connack');
    for (let i = 1; i <= 50; i++) client.send(publishPacket(topic, `${i}`, { qos: 1, id: i }));
    await client.packet('puback', 49);
    expect(hub.broker.counters.slowed).toBeGreaterThan(0);
    client.send(Buffer.from([0x32, 0xff, 0xff, 0xff, 0x7f]));
    await client.ended();
    expect(await counted('payload-too-large')).toHaveLength(1);
  });

  it('a client that speaks plain MQTT there is noted with the reason', async () => {
    await start({ config: secure });
    const plain = await hub.raw(hub.broker.ports.mqtts);
    plain.connect('air-1', secretOf('air-1'));
    await plain.ended();
    expect(await counted('packet-malformed')).toEqual([
      expect.objectContaining({ account: '?', address: '127.0.0.1', detail: expect.stringMatching(/^TLS: ERR_SSL/) }),
    ]);
    await open(0);
  });

  it('a client that says nothing is ended before the handshake as well as after it', async () => {
    await start({ config: secure });
    const silent = [await hub.raw(hub.broker.ports.mqtts), RawClient.on(await handshake())];
    await Promise.all(silent.map((client) => client.ended()));
    expect((await counted('connect-timeout'))[0]).toMatchObject({ account: '?', address: '127.0.0.1', count: 2 });
    await open(0);
  });

  it('a TLS client on the plain port is noted', async () => {
    await start();
    const lost = connectTls({ port: hub.broker.ports.mqtt, host: '127.0.0.1', rejectUnauthorized: false });
    await once(lost, 'error').catch(() => undefined);
    await eventually(
      'it noted',
      () => counted('packet-malformed'),
      (refusals) => refusals.length === 1,
    );
  });

  it('a certificate that is none is an error at the start', async () => {
    await start();
    const bad = join(dir, 'bad.pem');
    writeFileSync(bad, 'not a certificate');
    const broken = new TestBroker({ config: { ...secure, MQTTS_CERT: bad } });
    await broken.log.start();
    await expect(broken.broker.start()).rejects.toThrow(ConfigError);
    await broken.stop();
  });

  it('a certificate that is renewed is shown to whoever comes next, and nobody is cut off for it', async () => {
    const [cert, key] = [join(dir, 'used.pem'), join(dir, 'used.key')];
    make(cert, key);
    await start({ config: { ...secure, MQTTS_CERT: cert, MQTTS_KEY: key } });
    const shown = async () => {
      const stream = connectTls({ port: hub.broker.ports.mqtts!, host: '127.0.0.1', rejectUnauthorized: false });
      await once(stream, 'secureConnect');
      const { fingerprint256 } = stream.getPeerCertificate();
      stream.destroy();
      return fingerprint256;
    };
    const before = await shown();
    const old = readFileSync(cert);
    const stream = connectTls({ port: hub.broker.ports.mqtts!, host: '127.0.0.1', ca: old });
    await once(stream, 'secureConnect');
    const working = RawClient.on(stream);
    working.connect('air-1', secretOf('air-1'));
    await working.packet('connack');

    const [newCert, newKey] = [join(dir, 'new.pem'), join(dir, 'new.key')];
    make(newCert, newKey);
    // half of it is none: the key of the new one is not there yet
    renameSync(newCert, cert);
    await new Promise((resolve) => setTimeout(resolve, 6000));
    expect(await shown()).toBe(before);
    renameSync(newKey, key);
    const after = new X509Certificate(readFileSync(cert)).fingerprint256;
    await eventually('the new certificate', shown, (fingerprint) => fingerprint === after, 20_000);

    working.send(publishPacket(topic, 'as before', { qos: 1, id: 1 }));
    await working.packet('puback');
    expect(hub.texts('air-1')).toEqual(['as before']);
  });
});
