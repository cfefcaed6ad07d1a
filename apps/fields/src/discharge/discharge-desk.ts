import { type AlertsItem, changesIn, type FarmItem, type FindingsItem, GROUP, STREAM } from '#hub/contracts';
import type { Commit, EventLog } from '#hub/event-log';
import { type IrrigationTable, quietUntil } from '#hub/irrigation';
import type { Registry } from '#hub/registry';
import type { Clock } from '#hub/service-kit';
import type { Land } from '../land/land.js';
import type { AllTemplates } from '../words/templates.js';
import { DischargeBook } from './discharge-book.js';
import { foulNews } from './foul-notices.js';
import { type FoulWater, foulWaters, nextChange } from './foul-water.js';

export interface DischargeDeskDeps {
  log: Pick<EventLog, 'append' | 'state'>;
  registry: Pick<Registry, 'communes'>;
  /** Plots and blocks, as they are registered now. */
  land(): Promise<Land>;
  clock: Clock;
  table: IrrigationTable;
  templates: AllTemplates;
}

/** How often is looked whether the time of something has come. */
const LOOK_MS = 15_000;
const WARNED_LOOK_MS = 60_000;

/**
 * Waste water on its way to fields: believed or not, told once, and taken back once. Needs no store of values, so that a
 * warning goes out while that is away. What it knows and what it tells is one commit with the group's position.
 */
export class DischargeDesk {
  #book: DischargeBook | undefined;
  #uncommitted = false;
  #changed: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  /** When something is to be looked at next. */
  #dueAt = 0;

  constructor(private readonly deps: DischargeDeskDeps) {}

  /** Calls back where another plot is concerned, or one no more. */
  onChange(changed: () => void): void {
    this.#changed = changed;
  }
  start(): void {
    this.#timer = setInterval(() => void this.look(), LOOK_MS);
    this.#timer.unref();
  }
  stop(): void {
    clearInterval(this.#timer);
  }

  async findings(items: readonly FindingsItem[], commit: Commit): Promise<void> {
    if (changesIn(items).some(({ finding: { kind } }) => kind === 'discharge' || kind === 'trust'))
      await this.#take((book) => book.findings(items, commit), commit);
  }
  async alerts(items: readonly AlertsItem[], commit: Commit): Promise<void> {
    if (items.some((item) => item.type === 'incident' && item.incident.cause === 'water'))
      await this.#take((book) => book.alerts(items, commit), commit);
  }
  async due(items: readonly FarmItem[], commit: Commit): Promise<void> {
    if (items.some(({ type }) => type === 'due')) await this.#take(() => false, commit);
  }

  /** Says that the time of something has come, where it has. */
  async look(): Promise<void> {
    const now = this.deps.clock.now();
    if (now < this.#dueAt) return;
    // a log that takes nothing is asked again at the next look
    await this.deps.log.append(STREAM.farm, [{ type: 'due', at: now }]).catch(() => undefined);
  }

  /** By plot, waste water on its way to it; simulated only where the commune is. @throws RegistryUnavailableError */
  async foul(now: number): Promise<Map<string, FoulWater>> {
    const believed = this.#known().believed(now);
    if (believed.length === 0) return new Map();
    const simulated = await this.#simulated();
    const own = believed.filter((one) => one.simulated === simulated);
    const { canals, plots } = await this.deps.land();
    const found = foulWaters(own, now, this.deps.table.discharge);
    for (const { id, block } of plots) {
      const [water, canal] = [found.get(id), block === undefined ? undefined : canals.get(block)];
      if (water && canal !== undefined) found.set(id, { ...water, canal });
    }
    return found;
  }
  /** Whether what a probe measures of something is not to be trusted. */
  isDoubted(device: string, metric: string): boolean {
    return this.#known().isDoubted(device, metric);
  }

  async #take(take: (book: DischargeBook) => boolean, commit: Commit): Promise<void> {
    const book = this.#current();
    this.#uncommitted = true;
    const now = this.deps.clock.now();
    const news = take(book);
    const told = await this.#tell(book, now, commit);
    const dueAt = this.#next(book, now);
    commit.afterCommit(() => {
      this.#uncommitted = false;
      this.#dueAt = dueAt;
      if (news || told) this.#changed();
    });
  }

  /** Gives whether anybody is told of anything. */
  async #tell(book: DischargeBook, now: number, commit: Commit): Promise<boolean> {
    book.forget(now, commit);
    const [believed, told] = [book.believed(now), book.told()];
    if (believed.length === 0 && told.length === 0) return false;
    const simulated = await this.#simulated();
    const { land, table, templates } = this.deps;
    const own = believed.filter((one) => one.simulated === simulated);
    const news = foulNews({
      ...{
        templates,
        now,
        land: await land(),
        simulated,
        told,
        denied: book.denied(now),
        lost: book.lost(),
      },
      ...{ foul: foulWaters(own, now, table.discharge), quiet: quietUntil(now, table.advice) > now },
    });
    if (news.notices.length > 0) commit.append(STREAM.notices, news.notices);
    for (const one of news.told) book.tell(one, commit);
    return news.notices.length > 0;
  }

  /** While there is something to take back it is looked at all the time: quiet hours end, and plots come and go. */
  #next(book: DischargeBook, now: number): number {
    if (book.told().length > 0) return now + WARNED_LOOK_MS;
    return nextChange(book.believed(now), now, this.deps.table.discharge) ?? Number.POSITIVE_INFINITY;
  }

  async #simulated(): Promise<boolean> {
    return (await this.deps.registry.communes.list()).some((commune) => commune.simulated);
  }

  /** As it is known, be it committed or on its way there. */
  #known(): DischargeBook {
    return this.#book ?? this.#current();
  }
  /** As it was committed last. */
  #current(): DischargeBook {
    if (this.#book && !this.#uncommitted) return this.#book;
    this.#uncommitted = false;
    this.#book = new DischargeBook(this.deps.table.discharge);
    this.#book.load((prefix) => this.deps.log.state(GROUP.fields, prefix));
    return this.#book;
  }
}
