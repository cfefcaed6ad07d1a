import { createContext, useContext } from 'react';
import { lang } from '../i18n/lang.js';
import { createStore, type Store } from '../live/store.js';
import { Follower } from './check/follow.js';
import { KnownThings } from './known/catalogue.js';
import { InstallModel } from './model/install-model.js';
import { randomKey } from '../phone/storage/random-key.js';
import { NEWS, SENDING } from './outbox/names.js';
import { announceHeard } from './outbox/news.js';
import { type Owner, openStore } from '../phone/offline/deed-book.js';
import { Outbox } from '../phone/offline/outbox.js';
import { hubPost } from './outbox/post.js';
import { sendJobs } from './outbox/send-jobs.js';

/** Everything that the screens work with. */
export interface Installer {
  model: InstallModel;
  outbox: Outbox;
  known: KnownThings;
  follower: Follower;
  owner: Store<Owner | undefined>;
  setOwner(owner: Owner | undefined): void;
  /** Whether the phone keeps what is entered; false: only while the page is open. */
  keeps: Store<boolean>;
  start(): void;
  stop(): void;
}
const now = () => Date.now();

/** Opens what the phone keeps. */
export async function openInstaller(): Promise<Installer> {
  const { store, keeps: kept } = await openStore();
  const keeps = createStore(kept);
  const known = new KnownThings(store, now);
  const model = new InstallModel(store, {
    newKey: randomKey,
    now,
    onQueued: () => void outbox.send(),
    onNotKept: () => keeps.set(false),
  });
  const outbox = new Outbox(
    store,
    SENDING,
    () => sendJobs(store, hubPost),
    () => model.reload(),
  );
  const follower = new Follower(model, { now, onHeard: (job) => void announceHeard(job, lang.get()) });
  const owner = createStore(await store.get<Owner>('known', 'owner'));
  const news = 'BroadcastChannel' in window ? new BroadcastChannel(NEWS) : undefined;
  await known.open();
  return {
    ...{ model, outbox, known, follower, owner, keeps },
    setOwner(next) {
      owner.set(next);
      void store.write([{ table: 'known', key: 'owner', value: next }]).catch(() => keeps.set(false));
    },
    start() {
      if (news) news.onmessage = () => void model.reload();
      outbox.start();
      follower.start();
    },
    stop() {
      if (news) news.onmessage = null;
      outbox.stop();
      follower.stop();
    },
  };
}

export const InstallerContext = createContext<Installer | undefined>(undefined);
export function useInstaller(): Installer {
  const installer = useContext(InstallerContext);
  if (!installer) throw new Error('a screen of the installer was used outside of its page');
  return installer;
}
