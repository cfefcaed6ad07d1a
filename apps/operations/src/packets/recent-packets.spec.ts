import { describe, expect, it } from '@jest/globals';
import {
  type DeadLetter,
  type Device,
  type DeviceStatus,
  type Packet,
  type Reading,
  type Stream,
  STREAM,
  topics,
} from '#hub/contracts';
import { DeadLetterIndex } from '../dead-letters/dead-letter-index.js';
import { recentPackets, type RecentPacketsDeps } from './recent-packets.js';
import { shownPayload } from './shown-payload.js';

const device = (id: string, over: Partial<Device> = {}): Device => ({
  id,
  commune: '26734',
  profile: 'air-station',
  state: 'installed',
  name: id,
  simulated: false,
  installedAt: 0,
  ...over,
});
const packet = (received: number, payload: string, over: Partial<Packet> = {}): Packet => ({
  type: 'packet',
  account: 'air-1',
  topic: 'x',
  payload: Buffer.from(payload),
  received,
  ...over,
});
const reading = (received: number, of = 'air-1'): Reading => ({
  type: 'reading',
  commune: '26734',
  device: of,
  kind: 'air',
  ts: received,
  received,
  late: false,
  values: { pm25: 1 },
  simulated: false,
});
const letter = (received: number, over: Partial<DeadLetter> = {}): DeadLetter => ({
  type: 'dead-letter',
  id: `l${received}`,
  kind: 'undecodable',
  reason: 'Gói rỗng',
  group: 'decode',
  account: 'air-1',
  topic: 'x',
  received,
  ...over,
});

/** What is in the log, each stream oldest first. */
function deps(
  log: { [S in Stream]?: { received: number }[] },
  { devices = [device('air-1')], lastSeen }: { devices?: Device[]; lastSeen?: number } = {},
): RecentPacketsDeps {
  const letters = new DeadLetterIndex();
  log[STREAM.deadLetters]?.forEach((item, index) => letters.take(item as DeadLetter, { record: 0, index }));
  return {
    letters,
    devicesOf: () => devices,
    presenceOf: (id) =>
      lastSeen === undefined ? undefined : { device: id, link: 'silent', since: 0, lastSeen, silentMetrics: [] },
    log: {
      *scanBack(stream, appendedBy = Number.POSITIVE_INFINITY) {
        const items = log[stream]?.filter(({ received }) => received <= appendedBy) ?? [];
        for (const item of items.reverse()) yield { position: { record: 0, index: 0 }, item: item as never };
      },
    },
  };
}

describe('the last packets of a device', () => {
  it('stand newest first beside what was read out of them, or why nothing was', async () => {
    const { packets, since } = await recentPackets(
      deps({
        [STREAM.telemetry]: [packet(1, '{"pm25":1}'), packet(2, 'x'), packet(3, '{}', { account: 'other' })],
        [STREAM.readings]: [reading(1)],
        [STREAM.deadLetters]: [letter(2)],
      }),
      device('air-1'),
      20,
    );
    expect(packets).toEqual([
      {
        account: 'air-1',
        topic: 'x',
        received: 2,
        size: 1,
        payload: 'x',
        encoding: 'utf8',
        decoded: [],
        problem: { id: 'l2', kind: 'undecodable', reason: 'Gói rỗng' },
      },
      expect.objectContaining({ received: 1, decoded: [reading(1)] }),
    ]);
    expect(since).toBeUndefined();
  });

  it('of a gateway are those that became its readings or name it', async () => {
    const devices = [device('a', { gateway: 'box', address: 'A1' }), device('b', { gateway: 'box', address: 'B1' })];
    const box = { account: 'box' };
    const { packets } = await recentPackets(
      deps(
        {
          [STREAM.telemetry]: [
            packet(1, '{"v":1}', { ...box, topic: 'up/A1' }),
            packet(2, '{"v":1}', { ...box, topic: 'up/B1' }),
            packet(3, '{"sn":"A1"}', box),
            packet(4, '{"v":7}', box),
            packet(5, '{"v":8}', box),
          ],
          [STREAM.readings]: [reading(4, 'a'), reading(5, 'b')],
        },
        { devices },
      ),
      devices[0]!,
      20,
    );
    expect(packets.map(({ received }) => received)).toEqual([4, 3, 1]);
  });

  it('that answer a command are told as answers, and not as news of the link', async () => {
    const topic = topics.ack('26734', 'air-1', 'c-7');
    const alive = (received: number): DeviceStatus => ({
      ...{ type: 'status', commune: '26734', device: 'air-1', received, online: true, heard: true },
    });
    const said = ['{"ok":true}', '{"ok":false,"detail":"kẹt"}', '{"ok":"yes"}', '{"ok":true}'];
    const answers = said.map((payload, i) => packet(i + 1, payload, { topic: i === 3 ? 'x' : topic }));
    const log = { [STREAM.telemetry]: answers, [STREAM.readings]: [alive(1), alive(2), alive(4)] };
    const { packets } = await recentPackets(deps(log), device('air-1'), 20);
    expect(packets.map(({ answer, decoded }) => [answer, decoded.length])).toEqual([
      [undefined, 1],
      [undefined, 0],
      [{ command: 'c-7', ok: false, detail: 'kẹt' }, 0],
      [{ command: 'c-7', ok: true }, 0],
    ]);
  });

  it('are looked for where it was last heard, when that is long ago', async () => {
    const ticks = Array.from({ length: 25_000 }, (_, i) => ({ type: 'tick', received: 100_000 + i, clock: 'ok' }));
    const log = { [STREAM.telemetry]: [packet(5, 'x'), ...ticks], [STREAM.readings]: [] };
    expect(await recentPackets(deps(log), device('air-1'), 20)).toEqual({ packets: [], since: 105_000 });
    const { packets } = await recentPackets(deps(log, { lastSeen: 5 }), device('air-1'), 20);
    expect(packets.map(({ received }) => received)).toEqual([5]);
  });
});

describe('a payload', () => {
  it('is text where it is text, cut within no letter, else base64', () => {
    expect(shownPayload(Buffer.from('độ'), 2)).toEqual({ payload: 'đ', encoding: 'utf8' });
    expect(shownPayload(Buffer.from('độ'), 4)).toEqual({ payload: 'đ', encoding: 'utf8' });
    expect(shownPayload(Buffer.from([0xff, 0x00]))).toEqual({ payload: '/wA=', encoding: 'base64' });
  });
});
