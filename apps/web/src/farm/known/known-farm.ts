import type { BlockDay, FarmPage } from '#hub/contracts';
import { DAY_MS, localDate } from '../../format/clock.js';
import { createStore } from '../../live/plain-store.js';
import { getJson, RequestFailed } from '../../live/rest.js';
import { Asker } from '../../phone/offline/asker.js';
import type { PhoneStore } from '../../phone/storage/phone-store.js';

/** What the hub said last, kept for when it cannot be asked. */
export interface Known {
  page?: FarmPage;
  blocks?: readonly BlockDay[];
  /** When it was asked, the phone's time; 0: never. */
  at: number;
}
const NOTHING: Known = { at: 0 };

/** Advice changes a few times a day, and a slow line is dear. */
const EVERY_MS = 3 * 60_000;
const RETRY_MS = 15_000;

/** Asks the hub for somebody's plots, and for the blocks whose turns he keeps. */
export class KnownFarm {
  readonly known = createStore<Known>(NOTHING);
  private readonly asker = new Asker(() => this.ask(), EVERY_MS, RETRY_MS);
  readonly line = this.asker.line;
  private person: string | undefined;
  private keep = true;

  constructor(
    private readonly store: PhoneStore,
    private readonly now: () => number,
    /** Whether this page is about blocks. */
    private readonly ofBlocks: () => boolean,
  ) {}

  /** What the phone keeps of somebody; of nobody else. `keep` false: of a household that somebody acts for, nothing. */
  async open(person: string, keep = true): Promise<void> {
    if (this.person === person) return;
    this.person = person;
    this.keep = keep;
    this.known.set((await this.store.get<Known>('known', keyOf(person))) ?? NOTHING);
  }

  start(): void {
    this.asker.start();
  }

  stop(): void {
    this.asker.stop();
  }

  async refresh(): Promise<void> {
    if (this.person !== undefined) await this.asker.refresh();
  }

  /** A day that the hub has just answered with. */
  async take(block: BlockDay): Promise<void> {
    const known = this.known.get();
    const blocks = known.blocks?.map((one) => (one.block === block.block && one.day === block.day ? block : one));
    await this.put({ ...known, ...(blocks && { blocks }) });
  }

  private async put(next: Known): Promise<void> {
    this.known.set(next);
    if (!this.keep) return;
    // it is asked for again when the page is opened next
    await this.store.write([{ table: 'known', key: keyOf(this.person!), value: next }]).catch(() => undefined);
  }

  private async ask(): Promise<void> {
    const person = this.person!;
    const [page, blocks] = await Promise.all([
      this.ofBlocks() ? undefined : getJson<FarmPage>('/api/farm'),
      this.ofBlocks() ? this.blocks() : undefined,
    ]);
    // somebody else signed in meanwhile
    if (person !== this.person) return;
    await this.put({ ...this.known.get(), ...(page && { page }), ...(blocks && { blocks }), at: this.now() });
  }

  /** Today's and tomorrow's. Whoever keeps no block has none. */
  private async blocks(): Promise<readonly BlockDay[]> {
    try {
      const tomorrow = dateName(this.now() + DAY_MS);
      const days = await Promise.all(
        ['', `?day=${tomorrow}`].map((query) => getJson<{ blocks: BlockDay[] }>(`/api/farm/blocks${query}`)),
      );
      return days.flatMap(({ blocks }) => blocks);
    } catch (error) {
      if (error instanceof RequestFailed && (error.reason === 'forbidden' || error.reason === 'not-found')) return [];
      throw error;
    }
  }
}
const dateName = (at: number): string => {
  const { year, month, day } = localDate(at);
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
};
const keyOf = (person: string) => `farm:${person}`;
