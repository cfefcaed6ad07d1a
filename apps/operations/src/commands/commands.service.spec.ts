import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  type ClockState,
  type Command,
  type CommandRequest,
  type Device,
  type DeviceProfile,
  type Presence,
  type Reading,
  type ReadingsItem,
  type ReceiptsItem,
  type Request,
} from '#hub/contracts';
import { DeviceDirectory } from '#hub/registry';
import { CommandsService } from './commands.service.js';
import { loadCommandPack } from './pack/load-pack.js';
import { MINUTE, SECOND, T0 } from './testing/builders.js';
import { MemoryLog } from './testing/memory-log.js';

const profile = (id: string, kind: DeviceProfile['kind'], metrics: DeviceProfile['metrics']): DeviceProfile => ({
  ...{ id, kind, metrics, vi: id, en: id, intervalMs: MINUTE },
});
const device = (id: string, of: string): Device => ({
  ...{ id, profile: of, commune: '26734', state: 'installed', name: id, simulated: true, installedAt: 0 },
});
const directory = new DeviceDirectory();
directory.replace({
  devices: [device('bom-1', 'pump'), device('cong-1', 'gate')].map((d) => ({ device: d, secretHashes: [] })),
  gateways: [],
  profiles: [profile('pump', 'pump', { pump_on: {} }), profile('gate', 'gate', { gate_opening: {} })],
});

/** The hub's side of commands, on a log in memory; `lose` is a commit that did not happen. */
class Story {
  log = new MemoryLog();
  link: Presence['link'] = 'online';
  read = true;
  service = this.#open();
  #n = 0;

  #open() {
    return new CommandsService({
      log: this.log,
      directory,
      pack: loadCommandPack('default'),
      known: { value: () => undefined, presence: () => ({ link: this.link }), nameOf: (id) => id },
      receiptsRead: () => this.read,
    });
  }
  restart() {
    this.service = this.#open();
  }

  requests(request: Request, fails = false) {
    this.log.run((commit) => this.service.onRequests([request], commit), fails);
  }
  receipts(...items: ReceiptsItem[]) {
    this.log.run((commit) => this.service.onReceipts(items, commit));
  }
  readings(items: ReadingsItem[], fails = false) {
    this.log.run((commit) => this.service.onReadings(items, commit), fails);
  }
  tick(ms: number, clock: ClockState = 'ok') {
    this.readings([{ type: 'tick', received: T0 + ms, clock }]);
  }
  /** A tick a second. */
  wait(from: number, to: number) {
    for (let ms = from; ms <= to; ms += SECOND) this.tick(ms);
  }

  ask(ms: number, more: Partial<CommandRequest['command']> = {}, by = 'chi-ba') {
    const id = more.id ?? 'c-1';
    const about = {
      id,
      key: `k-${id}`,
      device: 'bom-1',
      name: 'pump-start',
      args: {},
      expiresAt: T0 + ms + 2 * MINUTE,
    };
    this.requests({ type: 'command', id: `r-${++this.#n}`, command: { ...about, ...more }, by, at: T0 + ms });
    return this.answers.at(-1)!;
  }
  say(ms: number, answer: 'approve' | 'refuse' | 'cancel' | 'done', by: string, command = 'c-1') {
    this.requests({ type: 'command-answer', id: `r-${++this.#n}`, command, answer, by, at: T0 + ms });
    return this.answers.at(-1)!;
  }
  sent(ms: number, command = 'c-1', from = 'bom-1') {
    this.receipts({ type: 'delivery', command, device: from, outcome: 'sent', received: T0 + ms });
  }
  answer(ms: number, ok = true, command = 'c-1', from = 'bom-1') {
    this.receipts({ type: 'receipt', command, device: from, ok, received: T0 + ms });
  }

  get answers() {
    return this.log.items('commands');
  }
  get events() {
    return this.log.items('readings').filter((item) => item.type === 'event');
  }
  told(id = 'c-1'): string[] {
    return this.answers.flatMap((item) =>
      item.type === 'command' && item.command.id === id ? [`${item.change}: ${item.command.state}`] : [],
    );
  }
  state(id = 'c-1'): Command['state'] | undefined {
    return this.service.get(id)?.state;
  }
}

const CONFIRM = { device: 'bom-1', metric: 'pump_on', becomes: 'above', by: 0.5, withinMs: MINUTE } as const;
const reading = (ms: number, pump_on: number, more: Partial<Reading> = {}): Reading => ({
  ...{ type: 'reading', commune: '26734', device: 'bom-1', kind: 'pump', ts: T0 + ms, received: T0 + ms },
  ...{ late: false, values: { pump_on }, simulated: true },
  ...more,
});

let story: Story;
beforeEach(() => {
  story = new Story();
  story.tick(0);
});

describe('a command', () => {
  it('goes its way, and each step is told with the command after it', () => {
    expect(story.ask(SECOND, { confirm: CONFIRM })).toMatchObject({ type: 'command', change: 'asked', request: 'r-1' });
    story.sent(2 * SECOND);
    story.answer(3 * SECOND);
    story.readings([reading(10 * SECOND, 1)]);
    expect(story.told()).toEqual(['asked: ready', 'sent: sent', 'answered: acknowledged', 'ended: verified']);
    expect(story.events).toEqual([]);
  });

  it('without the reading people are alerted when the time is up, once', () => {
    story.ask(SECOND, { confirm: CONFIRM });
    story.sent(2 * SECOND);
    story.answer(3 * SECOND);
    story.readings([reading(10 * SECOND, 0), reading(20 * SECOND, 1, { quality: { pump_on: 'suspect' } })]);
    story.wait(SECOND, 2 * MINUTE);
    expect(story.state()).toBe('unconfirmed');
    expect(story.events).toEqual([
      {
        ...{ type: 'event', event: 'actuation-unconfirmed', eventId: 'c-1', phase: 'start', byHub: true },
        ...{ commune: '26734', device: 'bom-1', simulated: true, late: false },
        ...{ ts: T0 + 63 * SECOND, received: T0 + 63 * SECOND },
        command: { vi: 'Bật máy bơm', en: 'Start the pump' },
      },
    ]);
  });

  it('with the same key again it is the same one; with another wish the key is taken', () => {
    story.ask(SECOND);
    expect(story.ask(2 * SECOND)).toMatchObject({ type: 'known', request: 'r-2', command: { id: 'c-1' } });
    story.restart();
    expect(story.ask(3 * SECOND)).toMatchObject({ type: 'known' });
    expect(story.ask(4 * SECOND, { args: { minutes: 5 } })).toMatchObject({ type: 'refused', code: 'key-taken' });
    expect(story.told()).toEqual(['asked: ready']);
  });

  it('is refused in words, and kept as such', () => {
    story.link = 'offline';
    story.ask(SECOND);
    expect(story.service.get('c-1')).toMatchObject({ state: 'refused', by: 'chi-ba', ending: { reason: 'offline' } });
    story.link = 'online';
    expect(story.ask(2 * SECOND)).toMatchObject({ type: 'known', command: { state: 'refused' } });
    expect(story.events).toEqual([]);
  });

  it('no answer of another device counts, nor one that nobody waits for', () => {
    story.ask(SECOND);
    story.sent(2 * SECOND);
    story.answer(3 * SECOND, true, 'c-1', 'cong-1');
    story.answer(3 * SECOND, true, 'c-9');
    expect(story.state()).toBe('sent');
  });

  it('nobody is said not to have answered before all answers were read', () => {
    story.ask(SECOND);
    story.sent(2 * SECOND);
    story.read = false;
    story.wait(SECOND, 4 * MINUTE);
    expect(story.state()).toBe('sent');
    story.read = true;
    story.tick(4 * MINUTE + SECOND);
    expect(story.state()).toBe('unanswered');
  });

  it('one for a device at a time; what stops it, or comes after it was done, takes its place', () => {
    story.ask(SECOND);
    story.sent(2 * SECOND);
    expect(story.ask(3 * SECOND, { id: 'c-2' })).toMatchObject({ command: { ending: { reason: 'busy' } } });
    story.ask(4 * SECOND, { id: 'c-3', name: 'pump-stop' });
    expect([story.state('c-1'), story.state('c-3')]).toEqual(['cancelled', 'ready']);
    expect(story.service.get('c-1')!.ending).toMatchObject({ reason: 'superseded', by: 'chi-ba' });
    expect(story.events).toEqual([]);
  });
});

describe('the hub’s clock', () => {
  it.each(['behind', 'unsynchronised'] as const)(
    'that is %s refuses what is asked for, and takes back what waits',
    (clock) => {
      story.ask(SECOND);
      story.tick(2 * SECOND, clock);
      expect(story.told()).toEqual(['asked: ready', 'withdrawing: ready']);
      story.receipts({
        type: 'delivery',
        command: 'c-1',
        device: 'bom-1',
        outcome: 'withdrawn',
        received: T0 + 2 * SECOND,
      });
      expect(story.service.get('c-1')!.ending?.reason).toBe('clock');
      expect(story.ask(3 * SECOND, { id: 'c-2' })).toMatchObject({
        command: { state: 'refused', ending: { reason: 'clock' } },
      });
      // what was relied on and did not happen
      expect(story.events.map(({ event }) => event)).toEqual(['command-failed']);
    },
  );
  it('ends nothing while it is not right', () => {
    story.ask(SECOND);
    story.sent(2 * SECOND);
    for (let ms = 3 * SECOND; ms < 10 * MINUTE; ms += 5 * SECOND) story.tick(ms, 'unsynchronised');
    expect(story.state()).toBe('sent');
  });
  it('that went back ends what was asked for after it', () => {
    story.ask(SECOND);
    story.sent(2 * SECOND);
    story.tick(-60 * MINUTE, 'behind');
    story.tick(-60 * MINUTE + SECOND);
    expect(story.state()).toBe('unanswered');
  });
  it('is not known while the hub is catching up', () => {
    expect(story.ask(5 * MINUTE)).toMatchObject({ command: { ending: { reason: 'behind' } } });
    expect(new Story().ask(0)).toMatchObject({ command: { ending: { reason: 'behind' } } });
  });
});

describe('restarts', () => {
  it('change nothing: the state is in the log, and the time that the hub was off does not count', () => {
    story.ask(SECOND, { confirm: CONFIRM });
    story.restart();
    story.sent(2 * SECOND);
    story.restart();
    story.answer(3 * SECOND);
    story.restart();
    story.tick(30 * MINUTE);
    story.tick(30 * MINUTE + SECOND);
    expect(story.state()).toBe('acknowledged');
    // measured while the hub was off, sent when it was back
    story.readings([reading(20 * SECOND, 1, { received: T0 + 30 * MINUTE, late: true })]);
    expect(story.state()).toBe('verified');
  });
  it('a batch whose commit did not happen is done again from the beginning', () => {
    const request: Request = {
      ...{ type: 'command', id: 'r', by: 'chi-ba', at: T0 + SECOND },
      command: { id: 'c-1', key: 'k', device: 'bom-1', name: 'pump-start', args: {}, expiresAt: T0 + MINUTE },
    };
    story.requests(request, true);
    story.requests(request);
    expect(story.told()).toEqual(['asked: ready']);
    story.sent(2 * SECOND);
    story.readings([{ type: 'tick', received: T0 + 5 * MINUTE, clock: 'ok' }], true);
    story.tick(3 * SECOND);
    expect(story.state()).toBe('sent');
  });
});

describe('a gate', () => {
  const GATE = { device: 'cong-1', name: 'gate-set', args: { opening: 40 } };
  it('wants a second person, who is not the first', () => {
    expect(story.ask(SECOND, GATE)).toMatchObject({ command: { state: 'awaiting-approval' } });
    expect(story.say(2 * SECOND, 'approve', 'chi-ba')).toMatchObject({ type: 'refused', code: 'same-person' });
    expect(story.say(3 * SECOND, 'approve', 'anh-tu')).toMatchObject({ change: 'approved', by: 'anh-tu' });
    expect(story.say(4 * SECOND, 'approve', 'ong-sau')).toMatchObject({ type: 'refused', code: 'not-now' });
  });
  it('is looked at again when it is approved', () => {
    story.ask(SECOND, GATE);
    story.link = 'offline';
    expect(story.say(2 * SECOND, 'approve', 'anh-tu')).toMatchObject({ command: { ending: { reason: 'offline' } } });
  });
  it('is cranked by hand as a task', () => {
    story.link = 'never';
    const confirm = {
      device: 'cong-1',
      metric: 'gate_opening',
      becomes: 'near',
      to: 40,
      by: 5,
      withinMs: MINUTE,
    } as const;
    story.ask(SECOND, { ...GATE, byHand: { person: 'ong-sau' }, confirm });
    story.say(2 * SECOND, 'approve', 'anh-tu');
    story.say(MINUTE, 'done', 'ong-sau');
    story.readings([reading(90 * SECOND, 0, { device: 'cong-1', kind: 'gate', values: { gate_opening: 42 } })]);
    expect(story.told()).toEqual([
      'asked: awaiting-approval',
      'approved: task',
      'handled: acknowledged',
      'ended: verified',
    ]);
  });
  it('that nobody knows of is not answered for', () => {
    expect(story.say(SECOND, 'done', 'ong-sau', 'c-9')).toMatchObject({ type: 'refused', code: 'not-found' });
  });
});

it('what was over a day ago is forgotten', () => {
  story.link = 'offline';
  story.ask(SECOND);
  expect(story.service.get('c-1')).toBeDefined();
  story.tick(2 * SECOND);
  story.tick(86_400_000 + 2 * SECOND);
  expect(story.service.get('c-1')).toBeUndefined();
  expect([...story.log.state('commands', 'command/')]).toEqual([]);
});
