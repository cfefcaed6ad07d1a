import { createContext, useContext } from 'react';
import type { Store } from '../live/store.js';
import type { Deed } from '../incidents/deed.js';
import { DeedBook, openStore, type Owner, UNDO_MS } from '../phone/offline/deed-book.js';
import type { Outbox } from '../phone/offline/outbox.js';
import { KnownIncidents } from './known/known.js';
import { type DeedJob, NAMES } from './outbox/deed-job.js';
import { hubPost } from './outbox/post.js';

/** Everything that the screens work with. */
export interface Officer {
  known: KnownIncidents;
  outbox: Outbox;
  jobs: Store<readonly DeedJob[]>;
  owner: Store<Owner | undefined>;
  /** Whether the phone keeps what is done; false: only while the page is open. */
  keeps: Store<boolean>;
  setOwner(owner: Owner): void;
  /** Keeps a deed and sends it as soon as there is a line. `photo`: base64 of a JPEG. */
  act(incident: string, deed: Deed, photo?: string): Promise<void>;
  /** The same, and for five seconds it can be taken back. */
  actUnlessTakenBack(incident: string, deed: Deed): Promise<void>;
  takeBack(key: string): Promise<void>;
  start(): void;
  stop(): void;
}
/** What was sent is no news after a day. */
const FORGET_MS = 86_400_000;

/** Opens what the phone keeps. */
export async function openOfficer(): Promise<Officer> {
  const { store, keeps } = await openStore(NAMES.store);
  const known = new KnownIncidents(store, () => Date.now());
  const onNews = async () => {
    await known.hearBell();
    await known.refresh();
  };
  const book = new DeedBook(store, { keeps, names: NAMES, post: hubPost, onNews, forgetMs: FORGET_MS });
  await book.open();
  await known.open();
  return {
    ...{ known, outbox: book.outbox, jobs: book.jobs, owner: book.owner, keeps: book.keeps },
    setOwner: (next) => book.setOwner(next),
    async act(incident, deed, photo) {
      await book.put({ incident, deed }, { photo });
    },
    async actUnlessTakenBack(incident, deed) {
      await book.put({ incident, deed }, { holdMs: UNDO_MS });
    },
    async takeBack(key) {
      await book.takeBack(key);
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

export const OfficerContext = createContext<Officer | undefined>(undefined);
export function useOfficer(): Officer {
  const officer = useContext(OfficerContext);
  if (!officer) throw new Error('a screen of the officer was used outside of its page');
  return officer;
}
