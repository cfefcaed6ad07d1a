import type { FarmDeed } from '#hub/contracts';
import { createContext, useContext } from 'react';
import { standingHeaders } from '../live/rest.js';
import type { Store } from '../live/store.js';
import { DeedBook, openStore, type Owner, UNDO_MS } from '../phone/offline/deed-book.js';
import type { Outbox } from '../phone/offline/outbox.js';
import { KnownFarm } from './known/known-farm.js';
import { type FarmJob, NAMES } from './outbox/farm-job.js';
import { farmPost } from './outbox/post.js';
import { BLOCKS } from './paths.js';

/** Everything that the screens work with. */
export interface Farmer {
  known: KnownFarm;
  outbox: Outbox;
  jobs: Store<readonly FarmJob[]>;
  owner: Store<Owner | undefined>;
  /** Whether the phone keeps what is said; false: only while the page is open. */
  keeps: Store<boolean>;
  setOwner(owner: Owner, keep?: boolean): void;
  /** Keeps an answer and sends it after five seconds, as soon as there is a line. */
  say(plot: string, deed: FarmDeed): Promise<void>;
  /** Within the five seconds it was never said; later the hub is told so. */
  takeBack(plot: string, key: string): Promise<void>;
  start(): void;
  stop(): void;
}
/** As long as the hub tells of answers. */
const FORGET_MS = 14 * 86_400_000;

const RECOUNT_MS = 4000;

/** Opens what the phone keeps. */
export async function openFarmer(): Promise<Farmer> {
  const { store, keeps } = await openStore(NAMES.store);
  const known = new KnownFarm(
    store,
    () => Date.now(),
    () => window.location.pathname.startsWith(BLOCKS),
  );
  let sent = 0;
  const onNews = async () => {
    const now = book.jobs.get().filter(({ state }) => state === 'sent').length;
    if (now === sent) return;
    sent = now;
    // the hub works it out after it has said that it has the answer
    setTimeout(() => void known.refresh(), RECOUNT_MS);
    await known.refresh();
  };
  const book = new DeedBook(store, {
    keeps,
    names: NAMES,
    post: farmPost(standingHeaders),
    onNews,
    forgetMs: FORGET_MS,
  });
  await book.open();
  sent = book.jobs.get().filter(({ state }) => state === 'sent').length;
  const owner = book.owner.get();
  if (owner) await known.open(owner.id);
  return {
    ...{ known, outbox: book.outbox, jobs: book.jobs, owner: book.owner, keeps: book.keeps },
    setOwner: (next, keep) => void known.open(next.id, keep).then(() => book.setOwner(next, keep)),
    async say(plot, deed) {
      await book.put({ plot, deed }, { holdMs: UNDO_MS });
    },
    async takeBack(plot, key) {
      if (!(await book.takeBack(key))) await book.put({ plot, deed: { did: 'taken-back', of: key } });
    },
    start() {
      known.start();
      book.start();
    },
    stop() {
      known.stop();
      book.stop();
    },
  };
}

export const FarmerContext = createContext<Farmer | undefined>(undefined);
export function useFarmer(): Farmer {
  const farmer = useContext(FarmerContext);
  if (!farmer) throw new Error('a screen of the farmer was used outside of its page');
  return farmer;
}
