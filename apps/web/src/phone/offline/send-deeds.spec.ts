import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryStore } from '../storage/phone-store.js';
import { type Answer, type Post, sendDeeds, type WaitingDeed } from './send-deeds.js';

interface DeedJob extends WaitingDeed {
  incident: string;
  deed: { do: string; note?: string; cause?: string };
}

const AT = Date.parse('2026-06-02T02:15:00+07:00');
const aJob = (order: number, over: Partial<DeedJob> = {}): DeedJob => ({
  key: `job-${order}`,
  person: 'lam',
  incident: 'fire:1',
  order,
  deed: { do: 'acknowledge' },
  hasPhoto: false,
  doneAt: AT + order,
  state: 'queued',
  ...over,
});

describe('what somebody did without a network', () => {
  let store: MemoryStore;
  let told: string[];
  let answers: Answer[];
  let clock: number;
  const post: Post<DeedJob> = {
    whoIsIt: async () => ({ person: 'lam' }),
    now: () => clock,
    send: async (job, photo) => {
      told.push(`${job.deed.do} at +${job.doneAt - AT}${photo ? ` with ${photo}` : ''}`);
      return answers.shift() ?? { kind: 'taken' };
    },
  };
  const put = (...jobs: DeedJob[]) =>
    store.write(jobs.map((value) => ({ table: 'jobs' as const, key: value.key, value })));
  const states = async () => (await store.all<DeedJob>('jobs')).map(({ key, state }) => `${key} ${state}`).sort();
  beforeEach(() => {
    store = new MemoryStore();
    told = [];
    answers = [];
    clock = AT;
  });

  it('is sent once, in the order in which it was done, with the time of the press', async () => {
    await put(aJob(2, { deed: { do: 'comment', note: 'lửa đã tắt' }, hasPhoto: true }), aJob(1));
    await store.write([{ table: 'photos', key: 'job-2', value: 'a photo' }]);
    expect(await sendDeeds(store, post)).toEqual({ sent: 2, left: 0 });
    expect(await sendDeeds(store, post)).toEqual({ sent: 0, left: 0 });
    expect(told).toEqual(['acknowledge at +1', 'comment at +2 with a photo']);
    expect(await store.get('photos', 'job-2')).toBeUndefined();
  });
  it('waits with all that came after it while the hub is away', async () => {
    await put(aJob(1), aJob(2, { deed: { do: 'resolve' } }));
    answers = [{ kind: 'unreachable' }];
    expect(await sendDeeds(store, post)).toEqual({ sent: 0, left: 2, why: 'unreachable' });
    expect(await states()).toEqual(['job-1 queued', 'job-2 queued']);
  });
  it('is put aside with the hub’s words where somebody else was faster, and what came after it is sent', async () => {
    await put(aJob(1), aJob(2, { deed: { do: 'comment', note: 'tôi đang ở đây' } }));
    answers = [{ kind: 'refused', message: 'Ngô Tiến Dũng đã nhận lúc 02:14' }];
    expect(await sendDeeds(store, post)).toEqual({ sent: 1, left: 0 });
    expect(await states()).toEqual(['job-1 refused', 'job-2 sent']);
  });
  it('is not sent while it can be taken back, and not at all when it was', async () => {
    await put(aJob(1, { deed: { do: 'false', cause: 'fog' }, notBefore: AT + 5000 }));
    expect(await sendDeeds(store, post)).toEqual({ sent: 0, left: 1, why: 'later', retryInMs: 5000 });
    clock = AT + 5000;
    expect(await sendDeeds(store, post)).toEqual({ sent: 1, left: 0 });
    await put(aJob(2, { deed: { do: 'false', cause: 'fog' }, notBefore: AT + 10_000 }));
    await store.write([{ table: 'jobs', key: 'job-2', value: undefined }]);
    clock = AT + 60_000;
    expect(await sendDeeds(store, post)).toEqual({ sent: 0, left: 0 });
    expect(told).toEqual(['false at +1']);
  });
  it('is nobody else’s: whoever signs in on the same phone does not send it', async () => {
    await put(aJob(1, { person: 'dung' }));
    expect(await sendDeeds(store, post)).toEqual({ sent: 0, left: 0 });
    expect(told).toEqual([]);
  });
});
