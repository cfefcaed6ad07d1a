import { createStore, type Store } from '../../live/store.js';
import { IdbStore } from '../storage/idb-store.js';
import { MemoryStore, type PhoneStore } from '../storage/phone-store.js';
import { randomKey } from '../storage/random-key.js';
import { waitInBackground } from './background-sync.js';
import { Outbox } from './outbox.js';
import type { Names } from './page-names.js';
import { deedsInOrder, type Post, sendDeeds, type WaitingDeed } from './send-deeds.js';

/** Whose page this is, also when the hub cannot be asked. */
export interface Owner {
  id: string;
  name: string;
}
/** As long as somebody has who pressed the wrong button. */
export const UNDO_MS = 5000;

/** Opens a page's store on the phone; where the phone keeps nothing, one that holds while the page is open. */
export async function openStore(name?: string): Promise<{ store: PhoneStore; keeps: boolean }> {
  const idb = await IdbStore.open(name).catch(() => undefined);
  return { store: idb ?? new MemoryStore(), keeps: idb !== undefined };
}

interface Ways<Deed extends WaitingDeed> {
  names: Names;
  /** Whether the phone keeps what is in the store. */
  keeps: boolean;
  post: Post<Deed>;
  /** Called when the hub may know more than before. */
  onNews(): Promise<void>;
  /** What was sent is no news after so long. */
  forgetMs: number;
}

/** What somebody did on this page and the hub may not know yet. Sends it as soon as there is a line. */
export class DeedBook<Deed extends WaitingDeed> {
  readonly jobs = createStore<readonly Deed[]>([]);
  readonly owner = createStore<Owner | undefined>(undefined);
  /** Whether the phone keeps what is done; false: only while the page is open. */
  readonly keeps: Store<boolean>;
  readonly outbox: Outbox;
  private readonly news: BroadcastChannel | undefined;

  constructor(
    private readonly store: PhoneStore,
    private readonly ways: Ways<Deed>,
  ) {
    const { keeps, names, post } = ways;
    this.keeps = createStore(keeps);
    this.news = 'BroadcastChannel' in window ? new BroadcastChannel(names.news) : undefined;
    this.outbox = new Outbox(
      store,
      names.sending,
      () => sendDeeds(store, post),
      async () => {
        await this.reload();
        await ways.onNews();
      },
    );
  }

  async open(): Promise<void> {
    this.owner.set(await this.store.get<Owner>('known', 'owner'));
    const old = (await this.store.all<Deed>('jobs')).filter(
      ({ state, doneAt }) => state !== 'queued' && Date.now() - doneAt > this.ways.forgetMs,
    );
    if (old.length > 0) await this.store.write(old.map(({ key }) => ({ table: 'jobs', key, value: undefined })));
    await this.reload();
  }

  /** `keep` false: somebody acts for another here, and the page stays its owner's. */
  setOwner(next: Owner, keep = true): void {
    this.owner.set(next);
    if (keep) void this.store.write([{ table: 'known', key: 'owner', value: next }]).catch(() => this.keeps.set(false));
  }

  /** Writes a deed down and sends it; with `holdMs` it can be taken back for so long. Answers its key. */
  async put(
    deed: Omit<Deed, keyof WaitingDeed>,
    { photo, holdMs }: { photo?: string | undefined; holdMs?: number } = {},
  ): Promise<string> {
    const doneAt = Date.now();
    const job = {
      ...deed,
      ...{ key: randomKey(), person: this.owner.get()!.id, order: (this.jobs.get().at(-1)?.order ?? 0) + 1 },
      ...{ hasPhoto: photo !== undefined, doneAt, state: 'queued' },
      ...(holdMs !== undefined && { notBefore: doneAt + holdMs }),
    } as unknown as Deed;
    await this.store.write([
      { table: 'jobs', key: job.key, value: job },
      ...(photo === undefined ? [] : [{ table: 'photos' as const, key: job.key, value: photo }]),
    ]);
    await this.reload();
    void waitInBackground();
    void this.outbox.send();
    return job.key;
  }

  /** Strikes out what was not sent yet. Answers whether it was so. */
  async takeBack(key: string): Promise<boolean> {
    const left = await this.store.update<Deed>('jobs', key, (job) =>
      job?.state === 'queued' && (job.notBefore ?? 0) > Date.now() ? undefined : job,
    );
    await this.reload();
    return left === undefined;
  }

  start(): void {
    if (this.news)
      this.news.onmessage = () => {
        void this.reload();
        void this.ways.onNews();
      };
    this.outbox.start();
  }

  stop(): void {
    if (this.news) this.news.onmessage = null;
    this.outbox.stop();
  }

  private async reload(): Promise<void> {
    this.jobs.set(deedsInOrder(await this.store.all<Deed>('jobs')));
  }
}
