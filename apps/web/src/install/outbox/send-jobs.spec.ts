import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryStore } from '../../phone/storage/phone-store.js';
import type { Job } from './job.js';
import { pauseAfter } from '../../phone/offline/pause.js';
import { type Answer, type Post, sendJobs } from './send-jobs.js';

const AT = Date.parse('2026-06-02T10:46:00+07:00');
const aJob = (key: string, over: Partial<Job> = {}): Job => ({
  key,
  person: 'thuan',
  order: Number(key),
  registration: { key, code: '47190366', name: `Trạm ${key}`, takenAt: AT },
  hasPhoto: false,
  state: 'queued',
  ...over,
});

/** A hub that answers as it is told, and writes down what reached it. */
class Hub implements Post {
  person: string | 'unreachable' | 'signed-out' = 'thuan';
  readonly reached: string[] = [];
  readonly photos: (string | undefined)[] = [];
  readonly answers = new Map<string, Answer>();

  async whoIsIt() {
    if (this.person === 'unreachable' || this.person === 'signed-out') return { kind: this.person } as const;
    return { person: this.person };
  }
  async register(job: Job, photo: string | undefined): Promise<Answer> {
    this.reached.push(job.key);
    this.photos.push(photo);
    return this.answers.get(job.key) ?? { kind: 'taken', device: `box-${job.key}` };
  }
  now = () => AT;
}

describe('what waits on the phone', () => {
  let store: MemoryStore;
  let hub: Hub;
  const keep = (...jobs: Job[]) => store.write(jobs.map((job) => ({ table: 'jobs', key: job.key, value: job })));
  const states = async () =>
    Object.fromEntries((await store.all<Job>('jobs')).map(({ key, state, device }) => [key, device ?? state]));

  beforeEach(() => {
    store = new MemoryStore();
    hub = new Hub();
  });

  it('is sent in the order in which it was put up, each once', async () => {
    await keep(aJob('3'), aJob('1'), aJob('2'));
    expect(await sendJobs(store, hub)).toEqual({ sent: 3, left: 0 });
    expect(hub.reached).toEqual(['1', '2', '3']);
    expect(await states()).toEqual({ 1: 'box-1', 2: 'box-2', 3: 'box-3' });
    expect(await sendJobs(store, hub)).toEqual({ sent: 0, left: 0 });
    expect(hub.reached).toHaveLength(3);
  });

  it('goes with its photo, which then leaves the phone', async () => {
    await keep(aJob('1', { hasPhoto: true }));
    await store.write([{ table: 'photos', key: '1', value: 'data:image/jpeg;base64,AA==' }]);
    await sendJobs(store, hub);
    expect(hub.photos).toEqual(['data:image/jpeg;base64,AA==']);
    expect(await store.get('photos', '1')).toBeUndefined();
  });

  it('stays, all of it and in order, when the hub goes away in the middle', async () => {
    await keep(aJob('1'), aJob('2'), aJob('3'));
    hub.answers.set('2', { kind: 'unreachable' });
    expect(await sendJobs(store, hub)).toEqual({ sent: 1, left: 2, why: 'unreachable' });
    expect(await states()).toEqual({ 1: 'box-1', 2: 'queued', 3: 'queued' });
    hub.answers.clear();
    await sendJobs(store, hub);
    expect(hub.reached).toEqual(['1', '2', '2', '3']);
  });

  it('is put aside with the reason when it is not taken, and the next one goes on its way', async () => {
    await keep(aJob('1', { hasPhoto: true }), aJob('2'));
    await store.write([{ table: 'photos', key: '1', value: 'data:,' }]);
    hub.answers.set('1', { kind: 'refused', problem: { code: 'name-taken', message: 'Tên này đã có' } });
    expect(await sendJobs(store, hub)).toEqual({ sent: 1, left: 0 });
    expect(await states()).toEqual({ 1: 'refused', 2: 'box-2' });
    expect((await store.get<Job>('jobs', '1'))!.problem).toEqual({
      code: 'name-taken',
      message: 'Tên này đã có',
      at: AT,
    });
    // it can still be mended: its photo stays
    expect(await store.get('photos', '1')).toBe('data:,');
  });

  it('waits for its own person, and is never sent for another', async () => {
    await keep(aJob('1'), aJob('2', { person: 'hoa' }));
    hub.person = 'hoa';
    expect(await sendJobs(store, hub)).toEqual({ sent: 1, left: 0 });
    expect(await states()).toEqual({ 1: 'queued', 2: 'box-2' });
  });

  it('waits when nobody is signed in any more', async () => {
    await keep(aJob('1'));
    hub.person = 'signed-out';
    expect(await sendJobs(store, hub)).toEqual({ sent: 0, left: 1, why: 'signed-out' });
    hub.person = 'thuan';
    hub.answers.set('1', { kind: 'signed-out' });
    expect(await sendJobs(store, hub)).toEqual({ sent: 0, left: 1, why: 'signed-out' });
    expect(await states()).toEqual({ 1: 'queued' });
  });

  it('waits as long as the hub says', async () => {
    await keep(aJob('1'));
    hub.answers.set('1', { kind: 'later', retryInMs: 30_000 });
    expect(await sendJobs(store, hub)).toEqual({ sent: 0, left: 1, why: 'later', retryInMs: 30_000 });
  });

  it('asks nobody anything when there is nothing to send', async () => {
    hub.whoIsIt = () => Promise.reject(new Error('asked'));
    await keep(aJob('1', { state: 'sent' }), aJob('2', { state: 'refused' }));
    expect(await sendJobs(store, hub)).toEqual({ sent: 0, left: 0 });
  });
});

it('the pause grows and has an end', () => {
  expect([1, 2, 3, 4, 60].map(pauseAfter)).toEqual([2000, 4000, 8000, 15_000, 15_000]);
});
