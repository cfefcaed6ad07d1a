import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MqttClient } from 'mqtt';
import { type Command, type CommandPacket, type CommandTransition, type ReceiptsItem, topics } from '#hub/contracts';
import { eventually } from '#hub/testkit';
import { COMMUNE, TestBroker } from '../testing/test-broker.js';
import { TestClock } from '../testing/test-clock.js';
import { Delivery } from './delivery.js';
import { earsIn } from './ear.js';

const command = (clock: TestClock, overrides: Partial<Command> = {}): Command => ({
  id: 'c-1',
  key: 'k',
  commune: COMMUNE,
  device: 'bom-1',
  name: 'pump-start',
  args: { minutes: 5 },
  by: 'chi-ba',
  at: clock.now(),
  expiresAt: clock.now() + 60_000,
  persons: 1,
  state: 'ready',
  updatedAt: clock.now(),
  simulated: false,
  ...overrides,
});

describe('handing over', () => {
  let clock: TestClock;
  let broker: TestBroker;
  let delivery: Delivery;
  let clockState: 'ok' | 'behind';
  /** Rejects, or waits, before an announcement is on the disk. */
  let disk: () => Promise<void>;
  const state = new Map<string, unknown>();

  function open(): Delivery {
    const { log, directory } = broker;
    const opened = new Delivery({
      log: {
        append: async (stream, items) => {
          await disk();
          await log.append(stream, items);
        },
        state: function* <T>(_group: string, prefix = '') {
          for (const [key, value] of state) if (key.startsWith(prefix)) yield [key, value as T];
        },
      },
      clock,
      clockState: () => clockState,
      ear: earsIn(broker.broker.sessions, directory),
    });
    broker.broker.onListening(() => opened.sweep());
    opened.start();
    return opened;
  }
  /** The log tells of it. */
  function tell(told: Command, delivered = delivery): void {
    const after: (() => void)[] = [];
    const item: CommandTransition = { type: 'command', change: 'asked', command: told, at: told.updatedAt };
    delivered.onCommands([item], {
      put: (key, value) => void (value === undefined ? state.delete(key) : state.set(key, value)),
      afterCommit: (done) => void after.push(done),
    });
    for (const done of after) done();
  }
  const notes = () =>
    [...broker.log.scan('receipts')].map(({ item }: { item: ReceiptsItem }) => 'outcome' in item && item.outcome);
  async function listener(filter = topics.commands(COMMUNE, 'bom-1')) {
    const client = await broker.mqtt('bom-1');
    const heard: CommandPacket[] = [];
    client.on('message', (_topic, payload) => heard.push(JSON.parse(payload.toString()) as CommandPacket));
    await client.subscribeAsync(filter, { qos: 1 });
    return { client, heard };
  }
  const settled = () => new Promise((resolve) => setTimeout(resolve, 700));
  const wantHeard = (heard: unknown[], count: number) =>
    eventually(
      `${count} commands`,
      () => heard.length,
      (n) => n === count,
    );

  beforeEach(async () => {
    clock = new TestClock();
    clockState = 'ok';
    disk = () => Promise.resolve();
    state.clear();
    broker = await TestBroker.start({ clock });
    broker.addDevice('bom-1');
    delivery = open();
  });
  afterEach(async () => {
    delivery.stop();
    await broker.stop();
  });

  it('goes to a device that listens, with all it must know, after the log has it', async () => {
    const { heard } = await listener();
    let written = 0;
    disk = async () => void written++;
    tell(command(clock));
    await wantHeard(heard, 1);
    expect(heard).toEqual([
      { id: 'c-1', name: 'pump-start', args: { minutes: 5 }, expiresAt: command(clock).expiresAt },
    ]);
    expect([written, notes()]).toEqual([1, ['sent']]);
    // once on a connection, whatever is told of it
    tell(command(clock, { state: 'sent' }));
    delivery.sweep();
    await settled();
    expect([heard.length, notes()]).toEqual([1, ['sent']]);
  });

  it('waits for a device that is away, and for one that does not listen', async () => {
    tell(command(clock));
    const deaf = await broker.mqtt('bom-1');
    await settled();
    expect(notes()).toEqual([]);
    await deaf.endAsync();
    const { heard } = await listener(`${topics.below(COMMUNE, 'bom-1')}#`);
    await wantHeard(heard, 1);
  });

  it('never after it expired', async () => {
    tell(command(clock));
    clock.at += 60_000;
    const { heard } = await listener();
    await settled();
    expect([heard, notes()]).toEqual([[], []]);
  });

  it('nor when the disk took so long that it has by then: what was announced is taken back', async () => {
    const { heard } = await listener();
    disk = async () => {
      clock.at += 60_000;
      disk = () => Promise.resolve();
    };
    tell(command(clock));
    await eventually('both notes', notes, (all) => all.length === 2);
    expect([heard, notes()]).toEqual([[], ['sent', 'not-sent']]);
  });

  it('nor while the hub’s clock is not right, or was set back to before it was asked for', async () => {
    const { heard } = await listener();
    clockState = 'behind';
    tell(command(clock));
    await settled();
    clockState = 'ok';
    clock.at -= 3_600_000;
    delivery.sweep();
    await settled();
    expect([heard, notes()]).toEqual([[], []]);
    clock.at += 3_600_000;
    await wantHeard(heard, 1);
  });

  it('again on a new connection until it is answered, and announced once', async () => {
    const first = await listener();
    tell(command(clock));
    await wantHeard(first.heard, 1);
    tell(command(clock, { state: 'sent' }));
    await first.client.endAsync();
    const second = await listener();
    await wantHeard(second.heard, 1);
    expect(notes()).toEqual(['sent']);
    tell(command(clock, { state: 'acknowledged' }));
    await second.client.endAsync();
    const third = await listener();
    await settled();
    expect(third.heard).toEqual([]);
  });

  it('again by a new process, which takes nothing back that an earlier one may have sent', async () => {
    const first = await listener();
    tell(command(clock));
    await wantHeard(first.heard, 1);
    await first.client.endAsync();
    delivery.stop();
    // the log has not told it that it was sent
    delivery = open();
    disk = async () => void (clock.at += 60_000);
    const second = await listener();
    await settled();
    expect([second.heard, notes()]).toEqual([[], ['sent', 'sent']]);
  });

  it('is taken back when it has not left', async () => {
    tell(command(clock));
    tell(command(clock, { withdrawing: { reason: 'cancelled', vi: 'Đã rút lại', en: 'Taken back' } }));
    await eventually('the note', notes, (all) => all.length > 0);
    const { heard } = await listener();
    await settled();
    expect([heard, notes()]).toEqual([[], ['withdrawn']]);
  });

  it('tries again while the log takes nothing', async () => {
    const { heard } = await listener();
    disk = () => Promise.reject(new Error('full'));
    tell(command(clock));
    await settled();
    expect(heard).toEqual([]);
    disk = () => Promise.resolve();
    await wantHeard(heard, 1);
  });

  it('to a relay that may listen for its devices, and to nobody else', async () => {
    broker.addGateway('relay', [topics.commands(COMMUNE, '+')]);
    broker.addDevice('bom-2', [], { gateway: 'relay' });
    const relay: MqttClient = await broker.mqtt('relay');
    const heard: string[] = [];
    relay.on('message', (topic) => heard.push(topic));
    await relay.subscribeAsync(topics.commands(COMMUNE, '+'), { qos: 1 });
    const other = await listener();
    tell(command(clock, { device: 'bom-2' }));
    await wantHeard(heard, 1);
    expect([heard, other.heard]).toEqual([[topics.commands(COMMUNE, 'bom-2')], []]);
  });
});
