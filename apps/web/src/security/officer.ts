import { createContext, useContext } from 'react';
import { createStore, type Store } from '../live/store.js';
import type { Deed } from '../incidents/deed.js';
import { waitInBackground } from '../phone/offline/background-sync.js';
import { Outbox } from '../phone/offline/outbox.js';
import { IdbStore } from '../phone/storage/idb-store.js';
import { MemoryStore, type PhoneStore } from '../phone/storage/phone-store.js';
import { randomKey } from '../phone/storage/random-key.js';
import { KnownIncidents } from './known/known.js';
import { type DeedJob, NEWS, SENDING, STORE } from './outbox/deed-job.js';
import { hubPost } from './outbox/post.js';
import { deedsInOrder, sendDeeds } from './outbox/send-deeds.js';

/** Whose incidents these are, also when the hub cannot be asked. */
export interface Owner {
  id: string;
  name: string;
}
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
/** As long as somebody has who pressed the wrong button. */
export const UNDO_MS = 5000;
/** What was sent is no news after a day. */
const FORGET_MS = 86_400_000;

/** Opens what the phone keeps. */
export async function openOfficer(): Promise<Officer> {
  const idb = await IdbStore.open(STORE).catch(() => undefined);
  const store: PhoneStore = idb ?? new MemoryStore();
  const keeps = createStore(idb !== undefined);
  const known = new KnownIncidents(store, () => Date.now());
  const jobs = createStore<readonly DeedJob[]>([]);
  const owner = createStore(await store.get<Owner>('known', 'owner'));
  const news = 'BroadcastChannel' in window ? new BroadcastChannel(NEWS) : undefined;

  const reload = async () => jobs.set(deedsInOrder(await store.all<DeedJob>('jobs')));
  const outbox = new Outbox(
    store,
    SENDING,
    () => sendDeeds(store, hubPost),
    async () => {
      await reload();
      await known.refresh();
    },
  );
  const hear = () => {
    void reload();
    void known.hearBell();
    void known.refresh();
  };
  const put = async (incident: string, deed: Deed, photo?: string, holdMs?: number) => {
    const last = jobs.get().at(-1)?.order ?? 0;
    const doneAt = Date.now();
    const job: DeedJob = {
      ...{ key: randomKey(), person: owner.get()!.id, incident, deed },
      ...{ order: last + 1, hasPhoto: photo !== undefined, doneAt, state: 'queued' },
      ...(holdMs !== undefined && { notBefore: doneAt + holdMs }),
    };
    await store.write([
      { table: 'jobs', key: job.key, value: job },
      ...(photo === undefined ? [] : [{ table: 'photos' as const, key: job.key, value: photo }]),
    ]);
    await reload();
    void waitInBackground();
    await outbox.send();
  };
  await forget(store);
  await reload();
  await known.open();
  return {
    ...{ known, outbox, jobs, owner, keeps },
    setOwner(next) {
      owner.set(next);
      void store.write([{ table: 'known', key: 'owner', value: next }]).catch(() => keeps.set(false));
    },
    act: (incident, deed, photo) => put(incident, deed, photo),
    actUnlessTakenBack: (incident, deed) => put(incident, deed, undefined, UNDO_MS),
    async takeBack(key) {
      await store.write([{ table: 'jobs', key, value: undefined }]);
      await reload();
    },
    start() {
      if (news) news.onmessage = hear;
      known.start();
      outbox.start();
    },
    stop() {
      if (news) news.onmessage = null;
      known.stop();
      outbox.stop();
    },
  };
}

async function forget(store: PhoneStore): Promise<void> {
  const old = (await store.all<DeedJob>('jobs')).filter(
    ({ state, doneAt }) => state !== 'queued' && Date.now() - doneAt > FORGET_MS,
  );
  if (old.length > 0) await store.write(old.map(({ key }) => ({ table: 'jobs', key, value: undefined })));
}

export const OfficerContext = createContext<Officer | undefined>(undefined);
export function useOfficer(): Officer {
  const officer = useContext(OfficerContext);
  if (!officer) throw new Error('a screen of the officer was used outside of its page');
  return officer;
}
