import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Change, MemoryStore } from '../../phone/storage/phone-store.js';
import type { Job } from '../outbox/job.js';
import { InstallModel } from './install-model.js';
import { randomKey } from '../../phone/storage/random-key.js';

/** A disk that can be full. */
class Disk extends MemoryStore {
  full = false;
  override async write(changes: readonly Change[]): Promise<void> {
    if (this.full) throw new Error('no room');
    await super.write(changes);
  }
}

describe('one person’s boxes on a phone', () => {
  let disk: Disk;
  let now: number;
  let queued: number;
  let notKept: number;
  const open = async (person = 'thuan') => {
    const model = new InstallModel(disk, {
      newKey: randomKey,
      now: () => now++,
      onQueued: () => queued++,
      onNotKept: () => notKept++,
    });
    await model.open(person);
    return model;
  };
  /** The battery ended: another page on the same disk. */
  const again = open;
  const finished = { code: '47190366', profile: 'pump', hamlet: 'Thôn Mễ', withoutPhoto: true, name: 'Bơm Mễ' };

  beforeEach(() => {
    disk = new Disk();
    now = 1000;
    queued = notKept = 0;
  });

  it('are there again after each change, at the step where somebody was', async () => {
    const model = await open();
    model.begin();
    for (const change of [{ typed: '471' }, { code: '47190366', step: 'place' as const }, { name: 'Cống Bến M' }]) {
      model.change(change);
      await model.reload();
      expect((await again()).draft).toEqual(model.draft);
    }
    model.setPhoto('data:image/jpeg;base64,AA==');
    await model.reload();
    const next = await again();
    expect(next.draft).toMatchObject({ hasPhoto: true, step: 'place' });
    expect(await next.photoOf(next.draft!.key)).toBe('data:image/jpeg;base64,AA==');
  });

  it('become jobs under the key they had from the start, and nothing stays half', async () => {
    const model = await open();
    model.begin();
    const { key } = model.draft!;
    model.change(finished);
    expect(model.register(model.draft!)).toBe(key);
    await model.reload();
    const { drafts, jobs } = (await again()).state.get();
    expect(drafts).toEqual([]);
    expect(jobs).toMatchObject([{ key, state: 'queued', registration: { key, name: 'Bơm Mễ' } }]);
    expect(queued).toBe(1);
  });

  it('come back whole to be mended, and keep their key', async () => {
    const model = await open();
    model.begin();
    model.change(finished);
    const key = model.register(model.draft!);
    await model.reload();
    await disk.update<Job>('jobs', key, (job) => ({
      ...job!,
      state: 'refused',
      problem: { code: 'name-taken', message: '', at: 1 },
    }));
    await model.reload();
    model.mend(model.state.get().jobs[0]!, 'name');
    await model.reload();
    const { drafts, jobs } = (await again()).state.get();
    expect(jobs).toEqual([]);
    expect(drafts).toMatchObject([{ key, step: 'name', name: 'Bơm Mễ', hamlet: 'Thôn Mễ' }]);
  });

  it('are nobody else’s, and others are told that something waits', async () => {
    const model = await open();
    model.begin();
    model.change(finished);
    model.register(model.draft!);
    model.begin();
    await model.reload();
    const other = (await open('hoa')).state.get();
    expect([other.drafts, other.jobs, other.ofOthers]).toEqual([[], [], 1]);
  });

  it('several at once: the one that was last worked on is gone on with', async () => {
    const model = await open();
    model.begin();
    model.change({ name: 'một' });
    model.begin();
    model.change({ name: 'hai' });
    const [, first] = model.state.get().drafts;
    model.take(first!);
    await model.reload();
    expect((await again()).state.get().drafts.map(({ name }) => name)).toEqual(['một', 'hai']);
    model.throwAway(model.draft!);
    await model.reload();
    expect((await again()).state.get().drafts.map(({ name }) => name)).toEqual(['hai']);
  });

  it('are not forgotten when the disk is read while somebody goes on', async () => {
    const model = await open();
    const reading = model.reload();
    await Promise.resolve();
    model.begin();
    await reading;
    expect(model.state.get().drafts).toHaveLength(1);
  });

  it('are gone on with also where the phone keeps nothing, and somebody is told', async () => {
    const model = await open();
    disk.full = true;
    model.begin();
    model.change({ typed: '4719' });
    expect(model.draft).toMatchObject({ typed: '4719' });
    await model.photoOf('any');
    expect(notKept).toBe(2);
  });

  it('are remembered when they are done, the last forty of them', async () => {
    const jobs = Array.from({ length: 45 }, (_, i) => ({
      ...{ key: `job-${i}`, person: 'thuan', order: i, hasPhoto: false, state: 'sent' as const, heardAt: i },
      registration: { key: `job-${i}`, code: '47190366', name: `${i}`, takenAt: i },
    }));
    await disk.write(jobs.map((job) => ({ table: 'jobs', key: job.key, value: job })));
    const model = await open();
    model.begin();
    model.change(finished);
    model.register(model.draft!);
    await model.reload();
    const names = model.state.get().jobs.map(({ registration }) => registration.name);
    expect([names.length, names[0], names.at(-1)]).toEqual([41, '5', 'Bơm Mễ']);
  });
});

it('a key is a version 4 UUID also where the browser makes none', () => {
  const keys = Array.from({ length: 50 }, randomKey);
  expect(new Set(keys).size).toBe(50);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
