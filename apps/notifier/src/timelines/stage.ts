import { setImmediate as nextTurn } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import {
  type Broadcast,
  type BroadcastRequest,
  type Channel as ChannelName,
  type CommandsItem,
  CHANNELS,
  type Escalation,
  type Incident,
  type IncidentChange,
  type IncidentTransition,
  type Notice,
  type NoticesItem,
  type Place,
  type Request,
  type Roster,
  STREAM,
  type Stream,
  type StreamItems,
} from '#hub/contracts';
import { onDuty } from '#hub/contracts';
import { readReference } from '#hub/service-kit';
import { readAirTimes } from '../broadcasts/air-times.js';
import type { Channel, Outcome, Outgoing } from '../channels/channel.js';
import { Channels } from '../channels/channels.js';
import { policySchema } from '../escalation/policy.js';
import { NotifierService } from '../notifier.service.js';
import { Sender } from '../outbox/sender.js';
import type { Person } from '../people/people.js';
import type { Siren } from '../sirens/sirens-of.js';
import type { Commit } from '#hub/event-log';
import type { Deed, Repeats } from '../state/desk.js';
import type { Speech, Words } from '../state/kept.js';

export const SECOND = 1000;
export const MINUTE = 60_000;
/** "2026-11-26 14:00" in the commune's time. */
export const at = (time: string): number => Date.parse(`${time.replace(' ', 'T')}:00+07:00`);

const EVERYTHING = { phone: true, email: true, push: true };
export const person = (id: string, role = 'operator', over: Partial<Person> = {}): Person => ({
  ...{ id, name: `Người ${id}`, language: 'vi' as const, has: EVERYTHING, off: [] },
  grants: [{ role, scope: { kind: 'commune', id: '*' } }],
  ...over,
});

export const incident = (id: string, over: Partial<Incident> = {}): Incident => {
  const now = over.openedAt ?? at('2026-11-26 14:00');
  return {
    ...{ id, commune: '26734', cause: 'fire', scope: { kind: 'hamlet', id: 'dong' }, severity: 'warning' },
    ...{ state: 'unacknowledged', startedAt: now, openedAt: now, updatedAt: now, revision: 1, alerts: [`${id}-a`] },
    counts: { alerts: 1, open: 1, suppressed: 0, devices: 1 },
    ...{ lead: `${id}-a`, target: 'cam-1', backdated: false, simulated: false },
    text: {
      ...{ title: `Khói ${id}`, place: 'Thôn Đông', sentence: `Có khói ở Thôn Đông (${id})`, sms: `Co khoi (${id})` },
      ...{ voice: `Có khói, ${id}`, titleEn: `Smoke ${id}`, sentenceEn: `Smoke in Dong (${id})` },
    },
    ...over,
  };
};

/** A way to tell that notes what it is given, and answers as it is told to. */
class NotedChannel implements Channel {
  answer: (message: Outgoing) => Outcome | Promise<Outcome> = () => ({ outcome: 'sent' });
  readonly patienceMs = 15 * MINUTE;
  constructor(
    readonly name: ChannelName,
    public repeats: Repeats,
    private readonly note: (message: Outgoing) => void,
  ) {}
  async send(message: Outgoing): Promise<Outcome> {
    this.note(message);
    return await this.answer(message);
  }
}

export interface Told {
  at: number;
  channel: ChannelName;
  person: string | undefined;
  kind: Notice['kind'];
  title: string;
  words: Words;
  silent: boolean;
  key: string;
  speech?: Speech | undefined;
}

/** The notifier between a log whose commits are whole or not at all, and channels that note what they are given. */
export class Stage {
  now: number;
  readonly told: Told[] = [];
  readonly items: NoticesItem[] = [];
  readonly requests: Request[] = [];
  readonly deeds: Deed[] = [];
  readonly channels = new Map<ChannelName, NotedChannel>();
  readonly persons = new Map<string, Person>();
  /** Loudspeakers of hamlets. */
  zones: Record<string, string[]> = { dong: ['101', '102'], tay: ['201'] };
  canStop = true;
  sirens: Siren[] = [];
  roster: Roster = { version: 0, rotationFrom: '2026-11-23', bellMin: 10, shifts: [], swaps: [] };
  #asked: BroadcastRequest[] = [];
  #waiting: (StreamItems['alerts'] | NoticesItem)[] = [];
  #state = new Map<string, Buffer>();
  #service!: NotifierService;
  #sender!: Sender;

  constructor(
    now: string,
    persons: readonly Person[],
    off: readonly ChannelName[] = [],
    private readonly placeOf: (device: string) => Place = () => ({ commune: '26734', hamlet: 'dong' }),
  ) {
    this.now = at(now);
    for (const one of persons) this.persons.set(one.id, one);
    for (const name of CHANNELS) {
      if (off.includes(name)) continue;
      const repeats = name === 'push' ? 'replaces' : KEYED.has(name) ? 'keyed' : 'doubles';
      const note = ({ person: whom, kind, words, silent, key, speech }: Outgoing) =>
        void this.told.push({
          at: this.now,
          channel: name,
          person: whom,
          kind,
          title: words.title,
          words,
          silent,
          key,
          speech,
        });
      this.channels.set(name, new NotedChannel(name, repeats, note));
    }
    this.restart();
  }

  /** Somebody has the watch from 06:00 to 18:00 every day, or all day. */
  watch(who: string, deputy?: string, hours: [from: string, to: string] = ['06:00', '18:00']): void {
    const teams = [{ person: who, ...(deputy && { deputy }) }];
    const shifts = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ id: `d${day}`, day, from: hours[0], to: hours[1], teams }));
    this.roster = { ...this.roster, shifts };
  }

  /** The end that no process can prepare for, and a new beginning with what was committed. */
  restart(): void {
    this.#sender?.stop();
    const log = {
      append: ((stream: Stream, items: readonly unknown[]) => {
        if (stream === STREAM.notices) this.#waiting.push(...(items as NoticesItem[]));
        return Promise.resolve();
      }) as never,
      state: (_group: string, prefix = '') => this.#read(prefix) as never,
    };
    const channels = new Channels([...this.channels.values()]);
    const clock = { now: () => this.now };
    this.#sender = new Sender({ log, clock, channels, dryRun: false, warn: () => undefined });
    const people = () =>
      Promise.resolve({ persons: this.persons, roster: this.roster, watchAt: (t: number) => onDuty(this.roster, t) });
    this.#service = new NotifierService({
      ...{ log, clock, people: { now: people }, sender: this.#sender },
      audit: (deed) => Promise.resolve(void this.deeds.push(deed)),
      setting: {
        policy: policySchema.parse(readReference('escalation/default.json')),
        placeOf: this.placeOf,
        mayTake: ({ grants }) => grants.some(({ role }) => role !== 'resident'),
        offReason: (name) => channels.offReason(name),
        repeats: (name) => channels.get(name)?.repeats ?? 'doubles',
        patienceMs: (name) => channels.get(name)?.patienceMs ?? 0,
        roleName: (role) => role,
        loudspeakers: {
          times: readAirTimes(),
          zonesOf: (hamlet) => this.zones[hamlet] ?? [],
          approves: (role) => role === 'leader',
          stop: this.canStop,
        },
        sirensOf: () => this.sirens,
        dryRun: false,
      },
    });
    this.#waiting.push({ type: 'start', at: this.now });
  }

  async happens(change: IncidentChange, ...incidents: Incident[]): Promise<void> {
    await this.hears(
      ...incidents.map((one): IncidentTransition => ({ type: 'incident', change, incident: one, at: this.now })),
    );
  }
  /** Somebody asks for something of public messages. */
  async asks(...requests: BroadcastRequest[]): Promise<void> {
    this.#asked.push(...requests);
    await this.settle();
  }
  /** Somebody asked, and nobody has read it yet. */
  wants(...requests: BroadcastRequest[]): void {
    this.#asked.push(...requests);
  }
  /** They stand in the log, and nobody has read them yet. */
  appends(...items: (StreamItems['alerts'] | NoticesItem)[]): void {
    this.#waiting.push(...items);
  }
  async hears(...items: (StreamItems['alerts'] | NoticesItem)[]): Promise<void> {
    this.#waiting.push(...items);
    await this.settle();
  }
  /** What operations says of commands. */
  async commands(...items: CommandsItem[]): Promise<void> {
    await this.#commit((commit) => this.#service.onCommands(items, commit), false);
    await this.settle();
  }
  /** Time goes on, second by second. */
  async passes(ms: number): Promise<void> {
    const until = this.now + ms;
    await this.settle();
    while (this.now < until) {
      this.now = Math.min(until, this.now + SECOND);
      await this.settle();
    }
  }

  /** Until nothing moves any more. `fails`: the next commit does not happen. */
  async settle(fails = false): Promise<void> {
    for (let quiet = 0; quiet < 3; ) {
      await this.#service.sweep();
      await nextTurn();
      if (this.#waiting.length === 0 && this.#asked.length === 0) quiet++;
      else {
        quiet = 0;
        await this.#pump(fails);
        fails = false;
      }
    }
  }

  async #pump(fails: boolean): Promise<void> {
    const batch = this.#waiting;
    const asked = this.#asked;
    this.#waiting = [];
    this.#asked = [];
    const alerts = batch.filter((item) => ALERTS.has(item.type)) as StreamItems['alerts'][];
    const notices = batch.filter((item) => !ALERTS.has(item.type)) as NoticesItem[];
    await this.#commit((commit) => this.#service.onRequests(asked, commit), fails);
    if (fails) await this.#commit((commit) => this.#service.onRequests(asked, commit), false);
    await this.#commit((commit) => this.#service.onNotices(notices, commit), fails);
    if (fails) await this.#commit((commit) => this.#service.onNotices(notices, commit), false);
    await this.#commit((commit) => this.#service.onAlerts(alerts, commit), fails);
    if (fails) await this.#commit((commit) => this.#service.onAlerts(alerts, commit), false);
  }

  async #commit(handler: (commit: Commit) => Promise<void>, fails: boolean): Promise<void> {
    const puts: [string, Buffer | undefined][] = [];
    const after: (() => void)[] = [];
    const appended: NoticesItem[] = [];
    const asked: Request[] = [];
    await handler({
      append: (stream, items) => {
        if (stream === STREAM.notices) appended.push(...(items as readonly unknown[] as NoticesItem[]));
        if (stream === STREAM.requests) asked.push(...(items as readonly unknown[] as Request[]));
      },
      put: (key, value) => void puts.push([key, value === undefined ? undefined : serialize(value)]),
      afterCommit: (done) => void after.push(done),
    });
    if (fails) return;
    for (const [key, value] of puts) {
      if (value) this.#state.set(key, value);
      else this.#state.delete(key);
    }
    this.items.push(...appended);
    this.requests.push(...asked);
    this.#waiting.push(...appended);
    for (const done of after) done();
  }

  *#read(prefix: string): Iterable<[string, unknown]> {
    for (const [key, value] of this.#state) if (key.startsWith(prefix)) yield [key, deserialize(value)];
  }

  /** "channel person kind" of what was sent since the last look. */
  heard(): string[] {
    return this.told
      .splice(0)
      .map(({ channel, person: whom = 'all', kind, silent }) => `${channel} ${whom} ${kind}${silent ? ' silent' : ''}`);
  }
  /** A public message as it stands now. */
  broadcast(id: string): Broadcast | undefined {
    return this.items.filter((item) => item.type === 'broadcast').findLast((item) => item.broadcast.id === id)
      ?.broadcast;
  }
  /** Why the last request was refused. */
  refusal(): string | undefined {
    return this.items.filter((item) => item.type === 'refused').at(-1)?.reason;
  }
  /** Notices as they stand now. */
  notices(): Notice[] {
    const last = new Map<string, Notice>();
    for (const item of this.items) if (item.type === 'notice') last.set(item.notice.id, item.notice);
    return [...last.values()];
  }
  escalation(id: string): Escalation | undefined {
    return this.items
      .filter((item) => item.type === 'escalation')
      .findLast(({ escalation }) => escalation.incident === id)?.escalation;
  }
  /** The phone says that it showed, or somebody opened, what it was sent last. */
  async phone(state: 'delivered' | 'read' | 'accepted' | 'passed-on', message: Pick<Told, 'key'>): Promise<void> {
    await this.hears({ type: 'receipt', message: message.key, outcome: state, at: this.now });
  }
}

const KEYED: ReadonlySet<ChannelName> = new Set(['webhook', 'loudspeaker']);
const ALERTS: ReadonlySet<string> = new Set(['alert', 'incident', 'refused']);
