import { createStore } from '../../live/store.js';
import type { Change, PhoneStore } from '../../phone/storage/phone-store.js';
import { type Draft, draftOf, newDraft, registrationOf, type Step } from '../draft/draft.js';
import type { Job } from '../outbox/job.js';
import { jobsInOrder } from '../outbox/send-jobs.js';

export interface InstallState {
  /** What is on the phone has been read. */
  ready: boolean;
  /** Boxes that are being put up; the first is the one that was last worked on. */
  drafts: readonly Draft[];
  /** This person's boxes, in the order in which they were put up. */
  jobs: readonly Job[];
  /** How many boxes of other people wait on this phone. */
  ofOthers: number;
}
const NOTHING: InstallState = { ready: false, drafts: [], jobs: [], ofOthers: 0 };
/** Of what was put up and heard, so many are remembered. */
const REMEMBERED = 40;

interface Surroundings {
  newKey(): string;
  now(): number;
  /** Something waits to be sent. */
  onQueued(): void;
  /** The phone could not keep something. */
  onNotKept(error: unknown): void;
}

const draftChange = (draft: Draft): Change => ({ table: 'drafts', key: draft.key, value: draft });
const jobChange = (job: Job): Change => ({ table: 'jobs', key: job.key, value: job });
const gone = (table: Change['table'], key: string): Change => ({ table, key, value: undefined });

/** One person's boxes on this phone. What is shown is what was written, or is being written. */
export class InstallModel {
  readonly state = createStore<InstallState>(NOTHING);
  private person = '';
  private writing: Promise<unknown> = Promise.resolve();
  /** Counts what was done on this page. */
  private edition = 0;

  constructor(
    private readonly store: PhoneStore,
    private readonly world: Surroundings,
  ) {}

  get draft(): Draft | undefined {
    return this.state.get().drafts[0];
  }

  async open(person: string): Promise<void> {
    this.person = person;
    await this.reload();
  }

  /** Reads again what somebody else may have changed: another tab, the service worker. */
  async reload(): Promise<void> {
    let edition: number;
    let read: [Draft[], Job[]];
    // what somebody does here while the disk is read is newer than what was read
    do {
      edition = this.edition;
      await this.writing;
      read = await Promise.all([this.store.all<Draft>('drafts'), this.store.all<Job>('jobs')]);
    } while (edition !== this.edition);
    const [drafts, jobs] = read;
    const mine = <T extends { person: string }>(list: T[]) => list.filter(({ person }) => person === this.person);
    this.state.set({
      ready: true,
      drafts: mine(drafts).sort((a, b) => b.touchedAt - a.touchedAt),
      jobs: jobsInOrder(mine(jobs)),
      ofOthers: jobs.filter(({ person, state }) => person !== this.person && state === 'queued').length,
    });
  }

  begin(): void {
    this.put(newDraft(this.world.newKey(), this.person, this.world.now()));
  }

  /** Goes on with a draft. */
  take(draft: Draft): void {
    this.put({ ...draft, touchedAt: this.world.now() });
  }

  /** Changes the draft that is worked on. */
  change(change: Partial<Draft>): void {
    if (this.draft) this.put({ ...this.draft, ...change, touchedAt: this.world.now() });
  }

  setPhoto(photo: string): void {
    const { draft } = this;
    if (!draft) return;
    this.put({ ...draft, hasPhoto: true, withoutPhoto: false, touchedAt: this.world.now() }, [
      { table: 'photos', key: draft.key, value: photo },
    ]);
  }

  photoOf(key: string): Promise<string | undefined> {
    return this.writing.then(() => this.store.get<string>('photos', key));
  }

  throwAway({ key }: Draft): void {
    this.show({ drafts: this.state.get().drafts.filter((one) => one.key !== key) });
    this.write([gone('drafts', key), gone('photos', key)]);
  }

  /** The draft is finished: it waits to be sent from now on. Answers its key. */
  register(draft: Draft): string {
    const now = this.world.now();
    const job: Job = {
      key: draft.key,
      person: this.person,
      order: now,
      registration: registrationOf(draft, now),
      hasPhoto: draft.hasPhoto,
      state: 'queued',
    };
    const { drafts, jobs } = this.state.get();
    this.show({ drafts: drafts.filter(({ key }) => key !== draft.key), jobs: [...jobs, job] });
    this.write([gone('drafts', draft.key), jobChange(job), ...this.forgotten()]).then(this.world.onQueued);
    return job.key;
  }

  /** Makes a draft of what was not taken, to be changed from that step on. */
  mend(job: Job, step: Step): void {
    const draft = draftOf(job, step, this.world.now());
    const { drafts, jobs } = this.state.get();
    this.show({ drafts: [draft, ...drafts], jobs: jobs.filter(({ key }) => key !== job.key) });
    this.write([gone('jobs', job.key), draftChange(draft)]);
  }

  dropJob({ key }: Job): void {
    this.show({ jobs: this.state.get().jobs.filter((job) => job.key !== key) });
    this.write([gone('jobs', key), gone('photos', key)]);
  }

  /** Notes how a registered box does. */
  async follow(key: string, change: Pick<Job, 'check' | 'checkedAt' | 'heardAt' | 'answered'>): Promise<void> {
    const job = await this.store.update<Job>('jobs', key, (old) => old && { ...old, ...change });
    if (job) this.show({ jobs: this.state.get().jobs.map((one) => (one.key === key ? job : one)) });
  }

  private put(draft: Draft, more: Change[] = []): void {
    this.show({ drafts: [draft, ...this.state.get().drafts.filter(({ key }) => key !== draft.key)] });
    this.write([draftChange(draft), ...more]);
  }

  private show(change: Partial<InstallState>): void {
    this.edition++;
    this.state.set({ ...this.state.get(), ...change });
  }

  /** One after the other: what was written last is what stays. */
  private write(changes: Change[]): Promise<void> {
    const done = this.writing.then(() => this.store.write(changes));
    this.writing = done.catch(this.world.onNotKept);
    return done.catch(() => undefined);
  }

  /** The oldest of those that are done make room. */
  private forgotten(): Change[] {
    const done = this.state.get().jobs.filter(({ state, heardAt }) => state === 'sent' && heardAt !== undefined);
    return done.slice(0, Math.max(0, done.length - REMEMBERED)).map(({ key }) => gone('jobs', key));
  }
}
