import { idSchema, parseNewcomer, type Refusal, type RefusalReason, STREAM } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import type { EventLog } from '../event-log.js';

export const FOLD_MS = 10_000;
/** Whoever stands at a device in the field waits for the first word. */
export const SOON_MS = 500;
/** Names within one fold that the registry does not know: whoever invents ids fills no disk. */
export const STRANGERS_PER_FOLD = 50;
const NOBODY = '?';
const DETAIL_LENGTH = 200;

export interface RefusalNote {
  /** As claimed; absent where none was given. */
  account?: string | undefined;
  address: string;
  reason: RefusalReason;
  detail?: string;
}

export interface RefusalLogDeps {
  log: Pick<EventLog, 'append'>;
  clock: Clock;
  /** Whether the registry knows this account. */
  knows: (account: string) => boolean;
  /** Hears of each refusal, for the counters. */
  count: (reason: RefusalReason) => void;
}

/** Gathers refusals by account and reason, and appends them to the log every ten seconds; what is new, at once. */
export class RefusalLog {
  #folds = new Map<string, Refusal>();
  #strangers = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #soon: NodeJS.Timeout | undefined;
  /** What was told within this fold or the one before: more of it waits for the end of the fold. */
  #told = new Set<string>();

  constructor(private readonly deps: RefusalLogDeps) {}

  start(): void {
    this.#timer = setInterval(() => {
      this.#told = new Set(this.#folds.keys());
      this.#strangers.clear();
      void this.flush();
    }, FOLD_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
    await this.flush();
  }

  note({ account, address, reason, detail }: RefusalNote): void {
    this.deps.count(reason);
    const name = this.#name(account);
    const key = `${reason} ${name}`;
    const now = this.deps.clock.now();
    const fold = this.#folds.get(key) ?? { account: name, address, reason, count: 0, first: now, last: now };
    fold.count++;
    fold.last = now;
    fold.address = address;
    if (detail !== undefined) fold.detail = printable(detail);
    this.#folds.set(key, fold);
    if (this.#told.has(key) || this.#soon) return;
    this.#soon = setTimeout(() => {
      this.#soon = undefined;
      void this.flush();
    }, SOON_MS);
    this.#soon.unref();
  }

  /** While the log takes nothing the folds stay and go on counting. */
  async flush(): Promise<void> {
    if (this.#folds.size === 0) return;
    const folds = this.#folds;
    this.#folds = new Map();
    for (const key of folds.keys()) this.#told.add(key);
    try {
      await this.deps.log.append(STREAM.refusals, [...folds.values()]);
    } catch {
      for (const [key, fold] of folds) this.#keep(key, fold);
    }
  }

  #keep(key: string, older: Refusal): void {
    const newer = this.#folds.get(key);
    if (newer) {
      newer.count += older.count;
      newer.first = older.first;
    } else this.#folds.set(key, older);
    if (!this.deps.knows(older.account)) this.#strangers.add(older.account);
  }

  #name(account: string | undefined): string {
    if (account === undefined) return NOBODY;
    if (this.deps.knows(account) || this.#strangers.has(account)) return account;
    if (this.#strangers.size >= STRANGERS_PER_FOLD || !isName(account)) return NOBODY;
    this.#strangers.add(account);
    return account;
  }
}

/** A device, a gateway, or a box that comes for an account. */
const isName = (account: string): boolean =>
  idSchema.safeParse(account).success || parseNewcomer(account) !== undefined;

/** Senders write details: no control characters, and not long. */
function printable(text: string): string {
  return text.slice(0, DETAIL_LENGTH).replace(/\p{C}/gu, '·');
}
