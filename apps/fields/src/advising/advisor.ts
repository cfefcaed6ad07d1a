import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type AdviceChange, STREAM } from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import type { Clock } from '#hub/service-kit';
import { StoreUnavailableError } from '#hub/time-series';
import type { Turns } from '../turns/laid-turns.js';
import { type Reckoned, type Reckoning, reckonAll, inTurns } from './reckon.js';
import { readSituation, type Situation, type SituationDeps } from './situation.js';
import { adviceWithoutStore } from './without-store.js';

export interface AdvisorDeps extends SituationDeps, Reckoning {
  clock: Clock;
  log: Pick<EventLog, 'append'>;
  warn(message: string): void;
  /** Turns in which plots get the water that they want. */
  turns: SituationDeps['turns'] & { round(round: Round): Promise<Turns> };
  /** Hears of each round that is through. */
  after(round: Round): Promise<void>;
}
export interface Round {
  situation: Situation;
  plots: readonly Reckoned[];
  /** Once they are planned. */
  turns?: Turns;
}

const EVERY_MS = 10 * 60_000;
/** A hub that has just begun learns more every minute: who has what, and what masts still have in their buffers. */
const YOUNG_MS = 60 * 60_000;
const YOUNG_EVERY_MS = 60_000;
/** Several people answer at once in the morning: their answers go into one round. */
const SOON_MS = 1500;
/** The processor is everybody's: after so long others have a turn. */
const TURN_MS = 12;
/** What did not change is told again after so long, so that its age shows that somebody still looks. */
const AGAIN_MS = 3 * 3_600_000;

/**
 * Looks at all plots every ten minutes, and soon after somebody said something of one. Everything is reckoned anew from
 * what is stored, so that late data, answers that were taken back and a restart need nothing of their own.
 */
export class Advisor {
  readonly #told = new Map<string, AdviceChange>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #wanted = false;
  #stopped = false;
  #complained = '';
  readonly #since = performance.now();

  constructor(private readonly deps: AdvisorDeps) {}

  start(): void {
    this.#plan(SOON_MS);
  }
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Somebody said something: a round begins in a moment. */
  soon(): void {
    if (this.#running) this.#wanted = true;
    else this.#plan(SOON_MS);
  }

  #plan(ms: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#begin(), ms);
    this.#timer.unref();
  }

  #begin(): void {
    this.#running ??= this.round()
      .catch((error: unknown) => this.#complain(error))
      .finally(() => {
        this.#running = undefined;
        const again = this.#wanted;
        this.#wanted = false;
        const young = performance.now() - this.#since < YOUNG_MS;
        this.#plan(again ? SOON_MS : young ? YOUNG_EVERY_MS : EVERY_MS);
      });
  }

  /** One look at everything. @throws StoreUnavailableError, RegistryUnavailableError */
  async round(): Promise<void> {
    const { deps } = this;
    const now = deps.clock.now();
    const situation = await readSituation(deps, now).catch(async (error: unknown) => {
      if (error instanceof StoreUnavailableError) await this.#tell(await adviceWithoutStore(deps, this.#told, now));
      throw error;
    });
    const plots: Reckoned[] = [];
    let since = performance.now();
    for (const reckoned of reckonAll(situation, deps)) {
      if (reckoned) plots.push(reckoned);
      if (performance.now() - since < TURN_MS) continue;
      await nextTurn();
      if (this.#stopped) return;
      since = performance.now();
    }
    const turns = await deps.turns.round({ situation, plots });
    const told = inTurns(plots, turns.coming, situation, deps);
    await this.#tell(this.#changes(told, now));
    await deps.after({ situation, plots: told, turns });
    this.#complained = '';
  }

  #changes(plots: readonly Reckoned[], at: number): AdviceChange[] {
    const changes: AdviceChange[] = [];
    for (const { plot, told: advice, days } of plots) {
      const change: AdviceChange = { type: 'advice', plot: plot.id, advice, days, at };
      if (this.#isNews(change)) changes.push(change);
    }
    const there = new Set(plots.map(({ plot }) => plot.id));
    for (const plot of this.#told.keys()) if (!there.has(plot)) changes.push({ type: 'advice', plot, at });
    return changes;
  }

  async #tell(changes: readonly AdviceChange[]): Promise<void> {
    if (changes.length === 0) return;
    await this.deps.log.append(STREAM.farm, changes);
    for (const change of changes)
      if (change.advice) this.#told.set(change.plot, change);
      else this.#told.delete(change.plot);
  }

  #isNews(change: AdviceChange): boolean {
    const before = this.#told.get(change.plot);
    if (!before || change.at - before.at >= AGAIN_MS) return true;
    const { at: _, ...advice } = before.advice!;
    const { at: __, ...now } = change.advice!;
    return !isDeepStrictEqual(advice, now) || !isDeepStrictEqual(before.days, change.days);
  }

  /** A store that is away is said once, and advice stays as it was: its age shows. */
  #complain(error: unknown): void {
    const away = error instanceof StoreUnavailableError;
    const reason = away ? 'kho số liệu không trả lời' : error instanceof Error ? error.message : 'không rõ';
    if (reason !== this.#complained) this.deps.warn(`lời khuyên tưới chưa tính lại được: ${reason}`);
    this.#complained = reason;
  }
}
