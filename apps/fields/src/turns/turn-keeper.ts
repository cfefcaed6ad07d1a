import { isDeepStrictEqual } from 'node:util';
import { type FarmItem, type PlannedTurn, STREAM, type TurnPlan, type TurnsRequest } from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import { dayOf, type Interval, type IrrigationTable, startOfDay } from '#hub/irrigation';
import { asActor, type Registry } from '#hub/registry';
import type { Round } from '../advising/advisor.js';
import type { Situation } from '../advising/situation.js';
import type { Wants } from './day-input.js';
import type { Turns } from './laid-turns.js';
import { planDay } from './plan-day.js';
import { hoursOn, leftFor, pumpedOf, remembered, wantsOf } from './wants.js';

export interface TurnKeeperDeps {
  turns: Pick<Registry['turns'], 'put' | 'since' | 'before'>;
  log: Pick<EventLog, 'append'>;
  table: IrrigationTable;
  /** "05:30": where nobody said when water may be taken, it begins then. */
  morning: string;
}

const DAY_MS = 86_400_000;
const keyOf = (block: string, day: number) => `${block} ${day}`;
/** Of this many changes it is known when one comes again. */
const KNOWN_CHANGES = 20;
/** After the days that are planned water may be taken at any time again. */
const AFTER_MS = 10 * DAY_MS;

/**
 * Keeps each block's turns of today and tomorrow: planned from what its plots need, changed by its keeper, and written down
 * with every change, so that a restart changes nothing. One thing at a time: a round and a keeper never mix.
 */
export class TurnKeeper {
  #plans: Map<string, TurnPlan> | undefined;
  /** The last plan before a block's first one that is known. */
  readonly #earlier = new Map<string, TurnPlan | undefined>();
  readonly #told = new Map<string, TurnPlan>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly deps: TurnKeeperDeps) {}

  /** Plans all blocks anew after a round of advice, and tells what changed. @throws RegistryUnavailableError */
  round(round: Round): Promise<Turns> {
    return this.#alone(async () => {
      const { now, simulated, records, land } = round.situation;
      const today = startOfDay(dayOf(now));
      const plans = await this.#known(today);
      const next: TurnPlan[] = [];
      for (const [block, wants] of wantsOf(round, this.deps.morning)) {
        const plots = round.plots.filter(({ plot }) => plot.block === block).map(({ plot }) => plot.id);
        const pumped = pumpedOf(records, plots, today - DAY_MS / 2);
        const yesterday = await this.#before(block, today);
        const common = { block, now, pumped, simulated };
        const tomorrow = today + DAY_MS;
        const following = plans.get(keyOf(block, tomorrow));
        const one = planDay(
          {
            ...{ ...common, day: today, before: plans.get(keyOf(block, today)) },
            wants: without(wants, following?.fixed ?? []),
            lastShares: yesterday ? remembered(yesterday, records) : {},
          },
          this.deps.table,
        );
        const hours = hoursOn(land.blocks.get(block)?.hours, tomorrow, this.deps.morning);
        const other = planDay(
          {
            ...{ ...common, day: tomorrow, before: following },
            wants: leftFor(wants, one, now, hours, this.deps.table),
            lastShares: remembered(one, records),
          },
          this.deps.table,
        );
        next.push(one, other);
      }
      await this.#keep(next);
      const coming = new Map<string, PlannedTurn>();
      for (const { turns } of next.sort((a, b) => a.day - b.day))
        for (const turn of turns)
          if (!turn.done && turn.to > now && !coming.has(turn.plot)) coming.set(turn.plot, turn);
      const of = (day: number) =>
        new Map(next.flatMap((plan) => (plan.day === day ? [[plan.block, plan] as const] : [])));
      return { today: of(today), tomorrow: of(today + DAY_MS), coming };
    });
  }

  /** A keeper changes a day: the item that answers him. @throws RegistryUnavailableError */
  change(request: TurnsRequest): Promise<FarmItem> {
    return this.#alone(async () => {
      const { id, block, change, at, person } = request;
      const { key, day, version, order, fixed, skipped } = change;
      const plans = await this.#known(startOfDay(dayOf(at)));
      const before = plans.get(keyOf(block, day)) ?? (await this.#emptyDay(request));
      const content = { ...(order && { order }), ...(fixed && { fixed }), ...(skipped && { skipped }) };
      const known = before.changes.find((one) => one.key === key);
      const refused = (reason: string): FarmItem => ({ type: 'refused', request: id, reason, at });
      if (known)
        return known.by === person && isDeepStrictEqual(known.change, content)
          ? { type: 'turns', plan: before, request: id, at }
          : refused('Mã này đã dùng cho một thay đổi khác');
      if (version !== before.version) return refused('Người khác vừa sửa lượt nước của ngày này: hãy xem lại rồi sửa');
      const plan = planDay(
        {
          ...{ block, day, now: at, anew: true, wants: wantsIn(before), lastShares: before.lastShares },
          before: {
            ...{ ...before, ...content, version: version + 1 },
            changes: [...before.changes, { key, by: person, change: content }].slice(-KNOWN_CHANGES),
          },
          pumped: pumpedIn(before),
          simulated: before.simulated,
        },
        this.deps.table,
      );
      await asActor({ by: person }, () => this.deps.turns.put([plan], request));
      plans.set(keyOf(block, day), plan);
      this.#told.set(keyOf(block, day), plan);
      return { type: 'turns', plan, request: id, at };
    });
  }

  /** When plots whose turns a keeper fixed get their water: for advice, which is to end in it. */
  async fixedTurns(now: number): Promise<Situation['turns']> {
    const today = startOfDay(dayOf(now));
    const plans = await this.#alone(() => this.#known(today));
    const found = new Map<string, Interval[]>();
    for (const { turns } of plans.values())
      for (const { plot, from, to, fixed, done } of turns)
        if (fixed && !done && to > now) found.set(plot, [...(found.get(plot) ?? []), { from, to }]);
    const later = { from: today + 2 * DAY_MS, to: today + AFTER_MS };
    for (const list of found.values()) list.push(later);
    return found;
  }

  async #keep(next: readonly TurnPlan[]): Promise<void> {
    const changed = next.filter((plan) => this.#plans!.get(keyOf(plan.block, plan.day)) !== plan);
    if (changed.length > 0) await this.deps.turns.put(changed);
    for (const plan of changed) this.#plans!.set(keyOf(plan.block, plan.day), plan);
    const news = next.filter((plan) => this.#told.get(keyOf(plan.block, plan.day)) !== plan);
    if (news.length === 0) return;
    await this.deps.log.append(
      STREAM.farm,
      news.map((plan) => ({ type: 'turns' as const, plan, at: plan.at })),
    );
    for (const plan of news) this.#told.set(keyOf(plan.block, plan.day), plan);
  }

  /** Plans from today on; what is older is in the registry alone. */
  async #known(today: number): Promise<Map<string, TurnPlan>> {
    this.#plans ??= new Map((await this.deps.turns.since(today)).map((plan) => [keyOf(plan.block, plan.day), plan]));
    for (const [key, { day }] of this.#plans) if (day < today) this.#plans.delete(key);
    for (const [key, { day }] of this.#told) if (day < today) this.#told.delete(key);
    return this.#plans;
  }

  async #before(block: string, day: number): Promise<TurnPlan | undefined> {
    const key = keyOf(block, day);
    if (!this.#earlier.has(key)) {
      for (const known of this.#earlier.keys()) if (!known.endsWith(` ${day}`)) this.#earlier.delete(known);
      this.#earlier.set(key, await this.deps.turns.before(block, day));
    }
    return this.#earlier.get(key);
  }

  /** Of a block of which nothing was reckoned yet: the keeper may fix turns all the same. */
  async #emptyDay({ block, change: { day }, at }: TurnsRequest): Promise<TurnPlan> {
    const wants: Wants = { needs: [], pumps: {}, ...hoursOn(undefined, day, this.deps.morning) };
    const yesterday = await this.#before(block, day);
    return planDay(
      {
        ...{ block, day, now: at, wants, pumped: new Map(), simulated: false },
        lastShares: yesterday ? remembered(yesterday, new Map()) : {},
      },
      this.deps.table,
    );
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work, work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

/** Whose turn the keeper fixed for tomorrow waits for it. */
const without = (wants: Wants, fixed: readonly { plot: string }[]): Wants => ({
  ...wants,
  needs: wants.needs.filter(({ plot }) => !fixed.some((turn) => turn.plot === plot)),
});

/** What a plan was made from. */
const wantsIn = ({ needs, suffering, pumps = {}, capacity, open, anyHour }: TurnPlan): Wants => ({
  needs: Object.entries(needs).map(([plot, m3]) => ({ plot, m3, stress: suffering.includes(plot) })),
  ...{ pumps, capacity, open, anyHour },
});

/** Those whose turn is done have pumped. */
function pumpedIn({ turns }: TurnPlan): Map<string, Interval[]> {
  const found = new Map<string, Interval[]>();
  for (const { plot, from, to, done } of turns) if (done) found.set(plot, [...(found.get(plot) ?? []), { from, to }]);
  return found;
}
