import { Duplex } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Aedes, type PublishPacket } from 'aedes';
import fc from 'fast-check';
import { LIMITS } from '../limits/limits.js';
import { RefusedError } from '../refusals/refused.error.js';
import { packet, pingPacket, publishPacket, remainingLength, subscribePacket } from '../testing/wire.js';
import type { HubClient } from './hub-aedes.js';
import { PacketReader } from './packet-reader.js';

// real servers on a machine that has other work, too
jest.setTimeout(60_000);

let aedes: Aedes;
beforeAll(async () => {
  aedes = await Aedes.createBroker();
});
afterAll(() => new Promise<void>((done) => aedes.close(done)));
const made: HubClient[] = [];
afterEach(() => {
  for (const client of made.splice(0)) client.close();
});

/** A client of a real aedes with its real parser; packets end in a list instead of in aedes. */
function client(session: object | undefined = {}) {
  const stream = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  const one = aedes.handle(stream as never) as HubClient;
  made.push(one);
  const parser = one._parser as unknown as NodeJS.EventEmitter & HubClient['_parser'];
  const seen: string[] = [];
  parser.removeAllListeners('packet');
  parser.on('packet', (p: PublishPacket) => {
    if (p.cmd === 'publish') seen.push(told(p.topic, p.payload as Buffer, p.messageId, p.qos));
    else seen.push(p.cmd);
  });
  one.on('error', (error: Error) => seen.push(error instanceof RefusedError ? error.reason : 'malformed'));
  Object.assign(one, { session, connected: true });
  one._parsingBatch = 0;
  return { made: one, seen };
}
const told = (topic: string, payload: Buffer, messageId: number | undefined, qos: number) =>
  `${topic} ${payload.toString('hex')} ${qos > 0 ? messageId : '-'} ${qos}`;

/** The same with the reader before the parser; takes what goes to the topic "known" itself. */
function withReader(session?: object | undefined) {
  const { made, seen } = client(session);
  const taken = { count: 0, tooLarge: [] as number[] };
  PacketReader.attach(made, {
    publish: (_client, topic, payload, messageId) => {
      if (topic !== 'known') return false;
      taken.count++;
      seen.push(told(topic, payload, messageId, messageId === undefined ? 0 : 1));
      return true;
    },
    tooLarge: (_client, length) => taken.tooLarge.push(length),
  });
  return { made, seen, taken };
}
function chop(bytes: Buffer, at: number[]): Buffer[] {
  const cuts = [...new Set([0, ...at.map((n) => n % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, i) => bytes.subarray(cuts[i], end));
}

const topic = fc.constantFrom('known', 'other', 'known/too', 'biết', '');
const payload = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constant(new Uint8Array(300)));
const publish = fc
  .record({ topic, payload, qos: fc.constantFrom(0, 1, 2), id: fc.integer({ min: 0, max: 65_535 }), flags: fc.nat(3) })
  .map(({ topic, payload, qos, id, flags }) =>
    publishPacket(topic, Buffer.from(payload), {
      qos: qos as 0 | 1 | 2,
      id,
      dup: (flags & 1) > 0,
      retain: (flags & 2) > 0,
    }),
  );
const packets = fc.array(
  fc.oneof(
    { arbitrary: publish, weight: 8 },
    { arbitrary: fc.constantFrom(pingPacket, subscribePacket(1, 'a', 'b')), weight: 2 },
  ),
  { minLength: 1, maxLength: 20 },
);

describe('the reader', () => {
  it('sees what the parser sees, in the same order, wherever the bytes are cut', () => {
    fc.assert(
      fc.property(packets, fc.array(fc.nat(), { maxLength: 30 }), (all, cuts) => {
        const [plain, ours] = [client(), withReader()];
        for (const chunk of chop(Buffer.concat(all), cuts)) {
          plain.made._parser.parse(chunk);
          ours.made._parser.parse(chunk);
        }
        expect(ours.seen).toEqual(plain.seen);
        expect(ours.seen).toHaveLength(all.length);
      }),
      { numRuns: 300 },
    );
  });

  it('and complains of any bytes when the parser does', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 60 }).map((b) => Buffer.from(b));
    fc.assert(
      fc.property(packets, bytes, fc.array(fc.nat(), { maxLength: 10 }), (all, garbage, cuts) => {
        const [plain, ours] = [client(), withReader()];
        // zeros at the end: a header whose length is to come is looked at when it has come
        for (const chunk of chop(Buffer.concat([...all, garbage, Buffer.alloc(6)]), cuts)) {
          if (!plain.made.closed) plain.made._parser.parse(chunk);
          if (!ours.made.closed) ours.made._parser.parse(chunk);
        }
        // a packet too long for us is none that the parser would mind
        if (ours.taken.tooLarge.length > 0) return;
        expect(ours.seen).toEqual(plain.seen);
      }),
      { numRuns: 300 },
    );
  });

  it('takes a plain PUBLISH that a read holds whole, and counts it as one that aedes waits for', () => {
    const { made, seen, taken } = withReader();
    made._parser.parse(Buffer.concat([publishPacket('known', 'a'), publishPacket('known', 'b', { qos: 1, id: 7 })]));
    expect(taken.count).toBe(2);
    expect(seen).toEqual(['known 61 - 0', 'known 62 7 1']);
    expect(made._parsingBatch).toBe(2);
  });

  it('leaves to aedes what has to be retained, wants more than one acknowledgement, or has no number', () => {
    const { made, taken } = withReader();
    made._parser.parse(publishPacket('known', 'a', { qos: 0, retain: true }));
    made._parser.parse(publishPacket('known', 'a', { qos: 2, id: 1 }));
    made._parser.parse(publishPacket('known', 'a', { qos: 1, id: 0 }));
    expect(taken.count).toBe(0);
    expect(made._parsingBatch).toBe(0);
  });

  it.each([
    ['has no session', undefined, true],
    ['has no CONNACK yet', {}, false],
  ])('leaves everything to aedes of a client that %s', (_what, session, connected) => {
    const { made, taken } = withReader({});
    Object.assign(made, { session, connected });
    made._parser.parse(publishPacket('known', 'a'));
    expect(taken.count).toBe(0);
  });

  it.each([
    [undefined, LIMITS.packetBeforeSignIn],
    [{}, LIMITS.packetAfterSignIn],
  ])('ends a connection (session: %j) for a length above %i before it has a body', (session, most) => {
    const { made, seen, taken } = withReader({});
    Object.assign(made, { session });
    const header = Buffer.concat([Buffer.from([0x32]), remainingLength(most + 1)]);
    for (const byte of header) made._parser.parse(Buffer.from([byte]));
    expect(taken.tooLarge).toEqual([most + 1]);
    expect(seen).toEqual(['payload-too-large']);
    expect(made.closed).toBe(true);
  });

  it('looks at nothing behind what ended the connection', () => {
    const { made, seen, taken } = withReader();
    made._parser.parse(Buffer.concat([packet(0xf7), publishPacket('known', 'a'), packet(0xf7)]));
    expect(seen).toEqual(['malformed']);
    expect(taken.count).toBe(0);
  });
});
