import { type AlertsItem, type CommandsItem, GROUP, type NoticesItem, type Request, STREAM } from '#hub/contracts';
import type { Commit, EventLog } from '#hub/event-log';
import type { Clock } from '#hub/service-kit';
import { airDue, airDueAt, follow } from './broadcasts/airing.js';
import { onBroadcastRequest } from './broadcasts/requests.js';
import { bellsDue, bellsDueAt, ring } from './bells/bells.js';
import { onIncident, stepsDue, stepsDueAt } from './escalation/escalate.js';
import { bundlesDueAt, makeMessages } from './outbox/bundles.js';
import { onReceipt, uncertain } from './outbox/receipts.js';
import { onCommand } from './sirens/on-command.js';
import { tellFarm } from './farm/tell-farm.js';
import type { Sender } from './outbox/sender.js';
import type { People } from './people/people.js';
import { Book } from './state/book.js';
import { type Deed, Desk, type Setting } from './state/desk.js';
import { forgetOld } from './state/forget.js';

export interface NotifierDeps {
  log: Pick<EventLog, 'append' | 'state'>;
  clock: Clock;
  people: { now(anew?: boolean): Promise<People> };
  setting: Setting;
  sender: Sender;
  /** Writes into the audit log; what it throws is the registry's. */
  audit(deed: Deed): Promise<void>;
}

/** What it hears; the others it says. */
type News = Exclude<NoticesItem, { type: 'notice' | 'escalation' | 'broadcast' | 'refused' }>;
const TOLD: ReadonlySet<NoticesItem['type']> = new Set(['notice', 'escalation', 'broadcast', 'refused']);

const SWEEP_MS = 100;
const HOUR_MS = 3_600_000;
/** What is due is said again when nobody heard of it. */
const UNHEARD_MS = 3000;

/**
 * Tells people of incidents. All it knows is committed with its position: a batch whose commit did not happen leaves no
 * trace. Time and providers speak to it through the notices stream, so that whatever moves is one commit.
 */
export class NotifierService {
  #book: Book | undefined;
  #uncommitted = false;
  #wasUncommitted = false;
  /** Everything of earlier runs has been read. */
  #started = false;
  /** That something is due has been said, and not been heard yet. */
  #quietUntil = 0;
  #timer: NodeJS.Timeout | undefined;
  /** When what is over for long was let go of. */
  #tidiedAt = 0;

  constructor(private readonly deps: NotifierDeps) {}

  start(): void {
    this.deps.sender.start();
    void this.#announce({ type: 'start', at: this.deps.clock.now() });
    this.#timer = setInterval(() => void this.sweep(), SWEEP_MS);
    this.#timer.unref();
  }
  stop(): void {
    clearInterval(this.#timer);
    this.deps.sender.stop();
  }

  async onAlerts(items: readonly AlertsItem[], commit: Commit): Promise<void> {
    const incidents = items.filter((item) => item.type === 'incident');
    if (incidents.length === 0) return;
    const desk = await this.#desk(commit);
    for (const item of incidents) onIncident(desk, item);
    this.#leave(desk);
  }

  async onRequests(items: readonly Request[], commit: Commit): Promise<void> {
    const asked = items.filter((item) => item.type === 'broadcast');
    if (asked.length === 0) return;
    const desk = await this.#desk(commit);
    for (const request of asked) onBroadcastRequest(desk, request);
    this.#leave(desk);
  }

  /** What became of sirens. */
  async onCommands(items: readonly CommandsItem[], commit: Commit): Promise<void> {
    const ours = items.filter((item) => item.type === 'refused' || item.command.by === 'hub');
    if (ours.length === 0) return;
    const desk = await this.#desk(commit);
    for (const item of ours) onCommand(desk, item);
    this.#leave(desk);
  }

  async onNotices(items: readonly NoticesItem[], commit: Commit): Promise<void> {
    const news = items.filter((item): item is News => !TOLD.has(item.type));
    if (news.length === 0) return;
    // whoever asks for the bell has often just let the hub push to this phone
    const desk = await this.#desk(
      commit,
      news.some(({ type }) => type === 'bell'),
    );
    for (const item of news) this.#take(desk, item);
    // before it is committed: rather a line twice than a deed without one; a registry that is away holds nobody up
    for (const deed of desk.deeds) await this.deps.audit(deed).catch(() => undefined);
    this.#leave(desk);
  }

  #take(desk: Desk, item: News): void {
    switch (item.type) {
      case 'attempt': {
        const message = desk.book.get('message', item.message);
        if (message?.state === 'ready')
          desk.book.put('message', message.key, { ...message, state: 'out' }, desk.commit);
        return;
      }
      case 'receipt':
        onReceipt(desk, item);
        desk.commit.afterCommit(() => this.deps.sender.settled(item.message));
        return;
      case 'bell':
        ring(desk, item);
        return;
      case 'farm':
        tellFarm(desk, item);
        return;
      case 'start':
        // nobody waits for an answer to these any more
        for (const [, message] of [...desk.book.all('message')])
          if (message.state === 'out') uncertain(desk, message, 'hub dừng khi đang gửi', 0);
        this.#tidy(desk);
        stepsDue(desk);
        airDue(desk);
        desk.commit.afterCommit(() => (this.#started = true));
        return;
      case 'due':
        if (desk.now - this.#tidiedAt >= HOUR_MS) this.#tidy(desk);
        stepsDue(desk);
        bellsDue(desk);
        airDue(desk);
        desk.commit.afterCommit(() => (this.#quietUntil = 0));
        return;
    }
  }

  #tidy(desk: Desk): void {
    forgetOld(desk);
    this.#tidiedAt = desk.now;
  }

  async #desk(commit: Commit, anew = false): Promise<Desk> {
    const { clock, people, setting } = this.deps;
    const known = await people.now(anew);
    const book = this.#current();
    this.#uncommitted = true;
    return new Desk(book, commit, clock.now(), known, setting);
  }

  #leave(desk: Desk): void {
    for (const broadcast of desk.moved()) follow(desk, broadcast);
    makeMessages(desk);
    desk.leave();
    desk.commit.afterCommit(() => {
      this.#uncommitted = false;
      setImmediate(() => this.#send());
    });
  }

  #send(): void {
    if (!this.#started || this.#uncommitted || !this.#book) return;
    this.deps.sender.sweep([...this.#book.all('message')].map(([, message]) => message));
  }

  #current(): Book {
    if (this.#book && !this.#uncommitted) return this.#book;
    this.#uncommitted = false;
    this.#book = new Book();
    this.#book.load((prefix) => this.deps.log.state(GROUP.notifier, prefix));
    return this.#book;
  }

  /** Looks at the clock, and whether something can be sent. What is not committed may be decided otherwise. */
  async sweep(): Promise<void> {
    // a commit follows its handler at once: one that is not there by now did not happen
    if (this.#uncommitted && this.#wasUncommitted) this.#current();
    this.#wasUncommitted = this.#uncommitted;
    this.#send();
    const { clock, people } = this.deps;
    if (performance.now() < this.#quietUntil) return;
    const known = await people.now().catch(() => undefined);
    if (!known || !this.#started || this.#uncommitted || !this.#book) return;
    const now = clock.now();
    const due = Math.min(dueAt(this.#book, known, now), this.#tidiedAt + HOUR_MS);
    if (due > now || performance.now() < this.#quietUntil) return;
    this.#quietUntil = performance.now() + UNHEARD_MS;
    await this.#announce({ type: 'due', at: now });
  }

  /** The log may be full: then it is said as soon as it takes something. */
  async #announce(item: NoticesItem): Promise<void> {
    try {
      await this.deps.log.append(STREAM.notices, [item]);
    } catch {
      this.#quietUntil = 0;
      if (item.type === 'start') setTimeout(() => void this.#announce(item), 1000).unref();
    }
  }
}

function dueAt(book: Book, people: People, now: number): number {
  let due = Math.min(bundlesDueAt(book), bellsDueAt(book, people, now), airDueAt(book));
  for (const [, kept] of book.all('escalation')) due = Math.min(due, stepsDueAt(kept));
  return due;
}
