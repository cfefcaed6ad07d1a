import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { acknowledge, type Waiting } from './acknowledge.js';
import type { HubClient, PublishDone } from './hub-aedes.js';

/** Both ends of a real connection; ours stands in for the client that aedes would have made of it. */
interface Link {
  client: HubClient;
  ours: Socket;
  theirs: Socket;
  drains: PublishDone[];
}
const open: Socket[] = [];
let server: Server;
beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
  server.close();
});

async function link(): Promise<Link> {
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const theirs = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [ours] = await accepted;
  open.push(ours, theirs);
  const drains: PublishDone[] = [];
  const client = { closed: false, conn: ours, waitForDrain: (then: PublishDone) => drains.push(then) };
  return { client: client as unknown as HubClient, ours, theirs, drains };
}

const told: string[] = [];
beforeEach(() => {
  told.length = 0;
});
/** A packet by its number; one that wants no PUBACK has a number for the test alone. */
const waiting = ({ client }: Link, n: number, wantsPuback: boolean): Waiting => ({
  client,
  messageId: wantsPuback ? n : undefined,
  done: (error) => told.push(`${n}${error ? ' failed' : ''}`),
});

describe('acknowledgements', () => {
  it('of one client go out as one write, in order, and aedes hears of all packets', async () => {
    const one = await link();
    const before = one.ours.bytesWritten;
    acknowledge([waiting(one, 1, true), waiting(one, 2, false), waiting(one, 65_535, true), waiting(one, 4, false)]);
    expect(one.ours.bytesWritten - before).toBe(8);
    const [bytes] = (await once(one.theirs, 'data')) as [Buffer];
    expect([...bytes]).toEqual([0x40, 2, 0, 1, 0x40, 2, 255, 255]);
    expect(told).toEqual(['1', '2', '65535', '4']);
  });

  it('of several clients go to each of them', async () => {
    const [one, two] = [await link(), await link()];
    acknowledge([waiting(one, 1, true), waiting(two, 2, true), waiting(two, 3, true), waiting(one, 4, true)]);
    expect(told).toEqual(['1', '2', '3', '4']);
    expect(one.ours.bytesWritten).toBe(8);
    expect(two.ours.bytesWritten).toBe(8);
  });

  it('are not for who is gone', async () => {
    const [gone, here] = [await link(), await link()];
    (gone.client as { closed: boolean }).closed = true;
    acknowledge([waiting(gone, 1, true), waiting(here, 2, true)]);
    expect(told).toEqual(['2']);
    expect(gone.ours.bytesWritten).toBe(0);
  });

  it('stop where the first of them ended the connection', async () => {
    const one = await link();
    const first = { ...waiting(one, 1, false), done: () => ((one.client as { closed: boolean }).closed = true) };
    acknowledge([first, waiting(one, 2, false)]);
    expect(told).toEqual([]);
  });

  it('that nobody reads hold back more: aedes reads on when the socket takes bytes again', async () => {
    const one = await link();
    one.theirs.pause();
    let id = 0;
    // until the kernel and the stream have taken all they take
    while (one.drains.length === 0) {
      told.length = 0;
      const batch = Array.from({ length: 20_000 }, () => waiting(one, (++id % 65_535) + 1, true));
      acknowledge(batch);
    }
    expect(told).toEqual([]);
    one.drains[0]!(null);
    expect(told).toHaveLength(20_000);
  });

  it('that were never read are an error for aedes, which ends the connection', async () => {
    const one = await link();
    one.ours.cork();
    acknowledge([waiting(one, 1, true)]);
    acknowledge(Array.from({ length: 20_000 }, (_, i) => waiting(one, i + 1, true)));
    expect(told).toEqual(['1']);
    one.drains[0]!(new Error('drain timeout'));
    expect(told[1]).toBe('1 failed');
  });
});
