import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { AedesOptions, PublishPacket } from 'aedes';
import { eventually } from '#hub/testkit';
import { RawClient } from '../testing/raw-client.js';
import { disconnectPacket, pingPacket, publishPacket, pubrelPacket, subscribePacket } from '../testing/wire.js';
import { HubAedes, type HubClient, type PublishDone } from './hub-aedes.js';

// real servers on a machine that has other work, too
jest.setTimeout(60_000);

/** What we rely on in aedes and mqtt-packet beyond their documents. An upgrade that changes it fails here, by name. */
const clients: HubClient[] = [];
const sockets: RawClient[] = [];
let aedes: HubAedes;
let server: Server;
let asked: { client: HubClient | null; packet: PublishPacket; done: PublishDone }[];

beforeEach(async () => {
  asked = [];
  aedes = await HubAedes.open({
    authorizePublish: (client: HubClient, packet: PublishPacket, done: PublishDone) =>
      asked.push({ client, packet, done }),
  } as unknown as AedesOptions);
  server = createServer((socket) => clients.push(aedes.handle(socket) as HubClient)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  clients.length = 0;
  await new Promise<void>((done) => aedes.close(done));
  await new Promise((done) => server.close(done));
});

async function open(id = 'air-1', keepalive = 60): Promise<{ raw: RawClient; client: HubClient }> {
  const raw = await RawClient.open((server.address() as AddressInfo).port);
  sockets.push(raw);
  raw.connect(undefined, undefined, { clientId: id, keepalive });
  await raw.packet('connack');
  return { raw, client: clients.at(-1)! };
}
const asks = (n: number) =>
  eventually(
    `${n} questions`,
    () => asked.length,
    (length) => length === n,
  );

describe('aedes', () => {
  it('asks before it acknowledges, and acknowledges when it is answered', async () => {
    const { raw } = await open();
    raw.send(publishPacket('t', '1', { qos: 1, id: 7 }), publishPacket('t', '2', { qos: 2, id: 8 }));
    await asks(2);
    expect(raw.received.map((p) => p.kind)).toEqual(['connack']);
    asked[0]!.done();
    expect((await raw.packet('puback')).id).toBe(7);
    expect(raw.all('pubrec')).toEqual([]);
    asked[1]!.done();
    expect((await raw.packet('pubrec')).id).toBe(8);
  });

  it('has nothing more to say of a packet that became QoS 0', async () => {
    const { raw } = await open();
    raw.send(publishPacket('t', '1', { qos: 1, id: 7 }));
    await asks(1);
    asked[0]!.packet.qos = 0;
    asked[0]!.done();
    raw.send(pingPacket);
    await raw.packet('pingresp');
    expect(raw.all('puback')).toEqual([]);
  });

  it('asks for all packets of one read at once, and reads on when the last is answered', async () => {
    const { raw } = await open();
    raw.send(publishPacket('t', '1', { qos: 1, id: 1 }), publishPacket('t', '2', { qos: 1, id: 2 }));
    await asks(2);
    raw.send(publishPacket('t', '3', { qos: 1, id: 3 }));
    asked[0]!.done();
    await raw.packet('puback');
    expect(asked).toHaveLength(2);
    asked[1]!.done();
    await asks(3);
  });

  it('ends a connection for an error, tells of it, and calls nobody back who is closed', async () => {
    const { raw, client } = await open();
    const told = once(aedes, 'clientError');
    raw.send(publishPacket('t', '1', { qos: 1, id: 1 }));
    await asks(1);
    asked[0]!.done(new Error('no'));
    expect(await told).toEqual([client, expect.objectContaining({ message: 'no' })]);
    await raw.ended();
    expect(client.closed).toBe(true);
  });

  it('gives payloads as views of what it read', async () => {
    const { raw } = await open();
    raw.send(publishPacket('t', 'x'.repeat(5000), { qos: 0 }));
    await asks(1);
    expect(Buffer.isBuffer(asked[0]!.packet.payload)).toBe(true);
    asked[0]!.done();
  });

  it('reads its socket with null, and again when it is told to', async () => {
    const { raw, client } = await open();
    const read = client.conn.read.bind(client.conn);
    const sizes: unknown[] = [];
    let deaf = true;
    client.conn.read = (size?: number) => {
      sizes.push(size);
      return size === null && deaf ? null : read(size);
    };
    raw.send(pingPacket);
    await eventually(
      'a read with null',
      () => sizes,
      (all) => all.includes(null),
    );
    raw.send(pingPacket);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(raw.all('pingresp')).toEqual([]);
    deaf = false;
    client._nextBatch();
    await raw.packet('pingresp', 1);
  });

  it('knows whether a client took its leave', async () => {
    const polite = await open('polite');
    polite.raw.send(disconnectPacket);
    await polite.raw.ended();
    expect(polite.client._disconnected).toBe(true);
    const lost = await open('lost');
    lost.raw.destroy();
    await eventually(
      'its end',
      () => lost.client.closed,
      (closed) => closed,
    );
    expect(lost.client._disconnected).toBe(false);
  });

  it('has its keepalive in a timer, where there is one', async () => {
    expect(typeof (await open('a', 60)).client._keepaliveTimer!.refresh).toBe('function');
    expect((await open('b', 0)).client._keepaliveTimer).toBeNull();
  });

  it('enters the filters of a SUBSCRIBE one by one, before it asks for the next', async () => {
    const seen: number[] = [];
    aedes.authorizeSubscribe = (client, subscription, answer) => {
      seen.push(Object.keys((client as HubClient).subscriptions).length);
      answer(null, subscription);
    };
    const { raw } = await open();
    raw.send(subscribePacket(1, 'a', 'b', 'c'));
    await raw.packet('suback');
    expect(seen).toEqual([0, 1, 2]);
  });

  it('remembers the number of a QoS 2 packet until its PUBREL, and not its payload', async () => {
    const { raw, client } = await open();
    raw.send(publishPacket('t', 'x'.repeat(1000), { qos: 2, id: 9 }));
    await asks(1);
    expect(client._inboundInflight.has(9)).toBe(false);
    asked[0]!.done();
    await raw.packet('pubrec');
    expect(client._inboundInflight.has(9)).toBe(true);
    const { persistence } = aedes as unknown as {
      persistence: { incomingGetPacket(client: HubClient, packet: object): Promise<PublishPacket> };
    };
    expect((await persistence.incomingGetPacket(client, { messageId: 9 })).payload).toHaveLength(0);
    raw.send(pubrelPacket(9));
    await raw.packet('pubcomp');
    expect(client._inboundInflight.has(9)).toBe(false);
  });

  it('gives what it read to its parser, which one may stand before', async () => {
    const { raw, client } = await open();
    const parse = client._parser.parse.bind(client._parser);
    const read: Buffer[] = [];
    client._parser.parse = (bytes) => {
      read.push(bytes);
      parse(bytes);
    };
    raw.send(pingPacket);
    await raw.packet('pingresp');
    expect(Buffer.concat(read)).toEqual(pingPacket);
  });

  it('counts the packets that are not done with, and reads on when there are none', async () => {
    const { raw, client } = await open();
    await eventually(
      'the CONNECT done with',
      () => client._parsingBatch,
      (n) => n === 0,
    );
    const { _nextBatch } = client;
    client._parser.parse = () => client._parsingBatch++;
    raw.send(pingPacket);
    await eventually(
      'one packet taken',
      () => client._parsingBatch,
      (n) => n === 1,
    );
    const read = new Promise<Buffer>((resolve) => (client._parser.parse = resolve));
    raw.send(disconnectPacket);
    _nextBatch();
    expect(await read).toEqual(disconnectPacket);
    const told = once(aedes, 'clientError');
    _nextBatch(new Error('no'));
    expect((await told)[1]).toMatchObject({ message: 'no' });
  });

  it('knows when a client has its CONNACK', async () => {
    const { client } = await open();
    await eventually(
      'it connected',
      () => client.connected,
      (connected) => connected,
    );
    expect(client.closed).toBe(false);
  });

  it('waits for the socket to take bytes again, and tells of its end', async () => {
    const { client } = await open();
    const told: unknown[] = [];
    client.waitForDrain((error) => told.push(error));
    client.conn.emit('drain');
    await eventually(
      'the drain',
      () => told,
      (all) => all.length === 1,
    );
    expect(told).toEqual([null]);
    client.waitForDrain((error) => told.push(error));
    client.close();
    await eventually(
      'the end',
      () => told,
      (all) => all.length === 2,
    );
    expect(told[1]).toBeInstanceOf(Error);
  });

  it('takes the name that a client was given when it was let in, and keeps no other of it', async () => {
    const books = (aedes as unknown as { clients: Record<string, HubClient> }).clients;
    aedes.authenticate = (client, _name, _secret, answer) => {
      expect(client.id).toMatch(/^aedes_/);
      (client as HubClient).id = 'boards/DVES_1';
      answer(null, true);
    };
    const { client } = await open('');
    expect(Object.entries(books)).toEqual([['boards/DVES_1', client]]);
    await new Promise<void>((closed) => client.close(closed));
    expect(Object.keys(books)).toEqual([]);
  });

  it('has its signed-in clients in a book by id, and strikes them out when they close', async () => {
    const books = (aedes as unknown as { clients: Record<string, HubClient> }).clients;
    const { client } = await open();
    expect(books['air-1']).toBe(client);
    await new Promise<void>((closed) => client.close(closed));
    expect(books['air-1']).toBeUndefined();
  });
});

describe('our aedes', () => {
  it('does not enter a client that was gone before it was let in', async () => {
    const books = (aedes as unknown as { clients: Record<string, HubClient> }).clients;
    const raw = await RawClient.open((server.address() as AddressInfo).port);
    sockets.push(raw);
    const letIn = new Promise<() => void>((resolve) => {
      aedes.authenticate = (_client, _name, _secret, answer) =>
        resolve(() => {
          answer(null, true);
          clients[0]!.close();
        });
    });
    raw.connect(undefined, undefined, { clientId: 'air-1' });
    (await letIn)();
    await raw.ended();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(Object.keys(books)).toEqual([]);
  });

  it('sends what the hub says to those who listen, and what they say themselves to nobody', async () => {
    const { raw } = await open();
    raw.send(subscribePacket(1, '#', '$SYS/#'));
    await raw.packet('suback');
    raw.send(publishPacket('t', 'theirs', { qos: 1, id: 1 }));
    await asks(1);
    asked[0]!.done();
    await raw.packet('puback');
    aedes.publish({ cmd: 'publish', topic: 't', payload: 'ours', qos: 0, dup: false, retain: false });
    expect((await raw.packet('publish')).body.toString()).toContain('ours');
    expect(raw.all('publish')).toHaveLength(1);
  });
});
