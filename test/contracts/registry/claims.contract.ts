import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { isClaimCode, type Label } from '#hub/contracts';
import { DeviceDirectory, type Asking, type Registry, verifySecret } from '#hub/registry';
import { HOUR, profile, release, T0 } from '../../../libs/registry/src/testing/builders.js';
import type { Bench } from './engines.js';

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const DAY = 24 * HOUR;
const profiles = release(profile('canal'), profile('air', { kind: 'air' }));

/** Labels, boxes of a batch, and what becomes of them; secrets that take each other's place. */
export function claimsContract(bench: Bench): void {
  const printed = async (registry: Registry, count = 1) =>
    (await registry.labels.print({ count, profile: 'canal' })).labels;
  const asks = ({ code, secret }: Label): Asking => ({ by: 'claim', code, secretHash: hashOf(secret), says: {} });
  const put = (label: Label, more = {}) => ({
    ...{ key: randomUUID(), code: label.code, claimSecret: label.secret, name: `Kênh ${label.code}`, takenAt: T0 },
    ...more,
  });
  const handed = async (registry: Registry, label: Label) => (await registry.provisioning.handOut([asks(label)]))[0]!;
  const welcome = async (registry: Registry, { code, secret }: Label) =>
    (await registry.provisioning.look([{ by: 'claim', code, secretHash: hashOf(secret) }]))[0];
  const told = (answer: Promise<unknown>) =>
    answer.then(
      () => 'yes',
      (error: { code?: string }) => error.code,
    );

  describe('labels', () => {
    it('have a code that nobody else has, and keep their secret to themselves', async () => {
      const registry = await bench.open(profiles);
      const { labels, sheet, expires } = await registry.labels.print({ count: 120, profile: 'canal', days: 10 });
      expect(new Set(labels.map(({ code }) => code)).size).toBe(120);
      expect(labels.every(({ code }) => isClaimCode(code))).toBe(true);
      expect(expires).toBe(T0 + 10 * DAY);
      const { claims, total } = await registry.labels.find({ sheet, limit: 50 });
      expect([total, claims.length]).toEqual([120, 50]);
      expect(claims[0]).toMatchObject({ state: 'open', profile: 'canal', created: T0, createdBy: 'hub' });
      expect(JSON.stringify(claims)).not.toContain(hashOf(labels[0]!.secret));
    });
    it('are refused for a profile that is not there, and in numbers that nobody sticks on', async () => {
      const registry = await bench.open(profiles);
      expect(await told(registry.labels.print({ count: 1, profile: 'toaster' }))).toBe('unknown-profile');
      for (const count of [0, 1001, 1.5]) expect(await told(registry.labels.print({ count }))).toBe('invalid-input');
    });
    it('end with their time, or when somebody takes them back', async () => {
      const registry = await bench.open(profiles);
      const [old, gone] = await printed(registry, 2);
      await registry.labels.withdraw(gone!.code);
      bench.clock.ms = T0 + 366 * DAY;
      expect((await registry.labels.get(old!.code)).state).toBe('expired');
      expect((await registry.labels.find({ state: 'expired' })).claims.map(({ code }) => code)).toEqual([old!.code]);
      expect((await registry.labels.find({ state: 'open' })).total).toBe(0);
      for (const label of [old!, gone!]) {
        expect(await welcome(registry, label)).toBe('claim-ended');
        expect(await told(registry.installations.install(put(label)))).toBe('expired');
      }
    });
  });

  describe('a box with a label', () => {
    it('waits for its installer, has its account then, and the label is spent by its use', async () => {
      const registry = await bench.open(profiles);
      const [label] = await printed(registry);
      expect(await welcome(registry, label!)).toBe('welcome');
      expect(await handed(registry, label!)).toEqual({ is: 'waiting', for: 'claim' });
      const { device, again } = await registry.installations.install(put(label!, { hamlet: 'Thôn Đông' }));
      expect(again).toBe(false);
      expect(device).toMatchObject({ id: `canal-${label!.code}`, hamlet: 'Thôn Đông', profile: 'canal' });
      const directory = new DeviceDirectory();
      await registry.loadDirectory(directory);
      expect(directory.account(device.id)?.secretHashes).toEqual([]);

      const first = await handed(registry, label!);
      if (first.is !== 'account') throw new Error(first.is);
      expect(first.device.id).toBe(device.id);
      expect((await registry.labels.get(label!.code)).state).toBe('handed-out');
      await registry.loadDirectory(directory);
      const verdict = verifySecret(directory.account(device.id), Buffer.from(first.secret));
      expect(verdict.is).toBe('valid');
      expect(directory.account(device.id)?.unproven).toEqual([hashOf(first.secret)]);

      await registry.provisioning.used([hashOf(first.secret)]);
      expect(await registry.labels.ofDevice(device.id)).toMatchObject({ state: 'in-use', code: label!.code });
      expect(await welcome(registry, label!)).toBe('claim-used');
      expect(await handed(registry, label!)).toEqual({ is: 'refused', reason: 'claim-used' });
      await registry.loadDirectory(directory);
      expect(directory.account(device.id)).toMatchObject({ secretHashes: [hashOf(first.secret)] });
      expect(directory.account(device.id)?.unproven).toBeUndefined();
    });

    it('may ask when somebody has done something for it, which is seen of many at once', async () => {
      const registry = await bench.open(profiles);
      const labels = await printed(registry, 120);
      const { key } = await registry.batches.add({ id: 'lo-7', profile: 'canal' });
      const comes = (box: string): Asking => ({
        ...{ by: 'batch', batch: 'lo-7', secretHash: hashOf(key), box, proofHash: hashOf(box), says: {} },
      });
      const waiting = [...labels.map(asks), comes('sn-1'), comes('sn-2')];
      await registry.provisioning.handOut(waiting);
      expect(await registry.provisioning.decided(waiting)).toEqual(waiting.map(() => false));
      await registry.installations.install(put(labels[7]!));
      await registry.labels.withdraw(labels[100]!.code);
      const { boxes } = await registry.boxes.waiting();
      await registry.boxes.approve([{ box: boxes.find(({ box }) => box === 'sn-2')!.id }]);
      const decided = await registry.provisioning.decided(waiting);
      expect(decided.flatMap((is, i) => (is ? [i] : []))).toEqual([7, 100, 121]);
    });

    it.each([
      ['', 1000],
      [', within one millisecond', 0],
      [', while the clock is set back', -HOUR],
    ])(
      'may ask again while nothing was used: the answers before stay good, all but the oldest%s',
      async (_, passed) => {
        const registry = await bench.open(profiles);
        const [label] = await printed(registry);
        await registry.installations.install(put(label!));
        const secrets: string[] = [];
        for (let i = 0; i < 3; i++) {
          bench.clock.ms += passed;
          const answer = await handed(registry, label!);
          if (answer.is === 'account') secrets.push(answer.secret);
        }
        const directory = new DeviceDirectory();
        const valid = async () => {
          await registry.loadDirectory(directory);
          return secrets.map(
            (s) => verifySecret(directory.account(`canal-${label!.code}`), Buffer.from(s)).is === 'valid',
          );
        };
        expect(await valid()).toEqual([false, true, true]);
        await registry.provisioning.used([hashOf(secrets[1]!)]);
        expect(await valid()).toEqual([false, true, false]);
        // told twice, by two processes; and what was used a moment later is void
        await registry.provisioning.used([hashOf(secrets[1]!), hashOf('nobody’s')]);
        expect(await valid()).toEqual([false, true, false]);
      },
    );

    it('that used both answers at once keeps the first', async () => {
      const registry = await bench.open(profiles);
      const [label] = await printed(registry);
      await registry.installations.install(put(label!));
      const answers = [await handed(registry, label!), await handed(registry, label!)];
      const [one, two] = answers.map((a) => (a.is === 'account' ? hashOf(a.secret) : ''));
      await registry.provisioning.used([two!, one!]);
      const directory = new DeviceDirectory();
      await registry.loadDirectory(directory);
      expect(directory.account(`canal-${label!.code}`)?.secretHashes).toEqual([two]);
    });

    it('is refused with another’s key, and nobody learns that the code is right', async () => {
      const registry = await bench.open(profiles);
      const [label, other] = await printed(registry, 2);
      const forged = { code: label!.code, secret: other!.secret };
      expect(await welcome(registry, forged)).toBe('claim-unknown');
      expect(await handed(registry, forged)).toEqual({ is: 'refused', reason: 'claim-unknown' });
      expect(await told(registry.installations.install(put(forged)))).toBe('unknown-code');
      expect(await told(registry.installations.install(put({ code: '47190366', secret: label!.secret })))).toBe(
        'unknown-code',
      );
    });

    it('gets no account when its device was taken out of the field before', async () => {
      const registry = await bench.open(profiles);
      const [label] = await printed(registry);
      const { device } = await registry.installations.install(put(label!));
      await registry.devices.retire(device.id);
      expect(await handed(registry, label!)).toEqual({ is: 'refused', reason: 'claim-ended' });
    });

    it('that lost its memory comes to the same device once more; the old secret goes on until then', async () => {
      const registry = await bench.open(profiles);
      const [label] = await printed(registry);
      expect(await told(registry.labels.reopen(label!.code))).toBe('unknown-code');
      const { device } = await registry.installations.install(put(label!));
      const before = await handed(registry, label!);
      if (before.is !== 'account') throw new Error(before.is);
      await registry.provisioning.used([hashOf(before.secret)]);
      expect((await registry.labels.reopen(label!.code)).state).toBe('claimed');
      const after = await handed(registry, label!);
      if (after.is !== 'account') throw new Error(after.is);
      expect(after.device.id).toBe(device.id);
      const directory = new DeviceDirectory();
      await registry.loadDirectory(directory);
      expect(directory.account(device.id)?.secretHashes.sort()).toEqual(
        [hashOf(before.secret), hashOf(after.secret)].sort(),
      );
      await registry.provisioning.used([hashOf(after.secret)]);
      await registry.loadDirectory(directory);
      expect(directory.account(device.id)?.secretHashes).toEqual([hashOf(after.secret)]);
    });
  });

  describe('an installation', () => {
    it('that is sent twice is done once', async () => {
      const registry = await bench.open(profiles);
      const [label] = await printed(registry);
      const sent = put(label!);
      const { device } = await registry.installations.install(sent);
      expect(await registry.installations.install({ ...sent, name: 'Tên khác' })).toEqual({ device, again: true });
      expect(await registry.devices.list()).toHaveLength(1);
    });
    it('of two phones with one label is the first one’s; the other is told whose', async () => {
      const registry = await bench.open(profiles);
      const other = await bench.open(profiles);
      const [label] = await printed(registry);
      const answers = await Promise.allSettled([
        registry.installations.install(put(label!)),
        other.installations.install(put(label!, { name: 'Của người khác' })),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const lost = answers.find((a): a is PromiseRejectedResult => a.status === 'rejected')!;
      expect(lost.reason).toMatchObject({
        ...{ code: 'already-claimed', by: 'hub', at: T0, device: `canal-${label!.code}` },
      });
      expect(await registry.devices.list()).toHaveLength(1);
    });
    it('needs a name of its own and a profile', async () => {
      const registry = await bench.open(profiles);
      const [one, two] = await printed(registry, 2);
      const { labels } = await registry.labels.print({ count: 1 });
      await registry.installations.install(put(one!, { name: 'Cống Ễ' }));
      expect(await told(registry.installations.install(put(two!, { name: ' Cống Ễ '.normalize('NFD') })))).toBe(
        'name-taken',
      );
      expect(await told(registry.installations.install(put(labels[0]!)))).toBe('invalid-input');
      const { device } = await registry.installations.install(put(labels[0]!, { profile: 'air' }));
      expect(device).toMatchObject({ profile: 'air', id: `air-${labels[0]!.code}` });
      // the name of a box that is gone is free
      await registry.devices.retire(`canal-${one!.code}`);
      expect(await told(registry.installations.install(put(two!, { name: 'Cống Ễ' })))).toBe('yes');
    });
    it('puts a box in the place of another, which is named the same; wholly or not at all', async () => {
      const registry = await bench.open(profiles);
      const [one, two, three] = await printed(registry, 3);
      await registry.installations.install(put(one!, { name: 'Cống Ễ', hamlet: 'Thôn Đông' }));
      const old = `canal-${one!.code}`;
      // of the old one nobody knows the place, and the phone had no position either
      expect(await told(registry.installations.install(put(two!, { name: 'Cống Ễ', replaces: old })))).toBe(
        'invalid-input',
      );
      expect(await registry.devices.list()).toHaveLength(1);
      const there = { lat: 20.5, lon: 106.2, replaces: old };
      const { device } = await registry.installations.install(put(two!, { name: 'Cống Ễ', ...there }));
      expect(device).toMatchObject({ name: 'Cống Ễ', hamlet: 'Thôn Đông', lat: 20.5, site: old, state: 'installed' });
      expect((await registry.devices.get(old)).state).toBe('replaced');
      // another phone was slower
      expect(await told(registry.installations.install(put(three!, { name: 'Cống Ễ 2', ...there })))).toBe('not-now');
      expect(await registry.devices.list()).toHaveLength(2);
      expect(await told(registry.installations.install(put(three!, { name: 'Cống Ễ 2' })))).toBe('yes');
    });
    it('believes the phone’s clock unless it cannot be', async () => {
      const registry = await bench.open(profiles);
      const [late, wrong, ahead] = await printed(registry, 3);
      const at = async (label: Label, takenAt: number) =>
        (await registry.installations.install(put(label, { takenAt }))).device.installedAt;
      expect(await at(late!, T0 - 3 * HOUR)).toBe(T0 - 3 * HOUR - DAY);
      expect(await at(wrong!, Date.UTC(2010, 0, 1))).toBe(T0 - DAY);
      expect(await at(ahead!, T0 + 5 * DAY)).toBe(T0 - DAY);
    });
    it('in a simulated commune makes a simulated device', async () => {
      const registry = await bench.open(profiles);
      await registry.communes.put({
        ...{ code: '26734', name: 'Xã thử', province: 'Tỉnh thử', simulated: true },
        map: { type: 'FeatureCollection', features: [] },
      });
      const [label] = await printed(registry);
      const { device } = await registry.installations.install(put(label!));
      expect(device).toMatchObject({ commune: '26734', simulated: true });
    });
    it('is in the audit log, and its label’s secret is not', async () => {
      const registry = await bench.open(profiles);
      const [label] = await printed(registry);
      const { device } = await registry.installations.install(put(label!));
      const { entries } = await registry.audit.find({});
      expect(entries.map(({ action, target }) => [action, target])).toContainEqual(['device.install', device.id]);
      expect(JSON.stringify(entries)).not.toContain(label!.secret);
    });
  });

  describe('a box of a batch', () => {
    const comes = (key: string, box: string, proof: string): Asking => ({
      ...{ by: 'batch', batch: 'lo-7', secretHash: hashOf(key), box, proofHash: hashOf(proof) },
      says: { model: 'CN-1\u0000', address: '10.0.0.7' },
    });
    const one = async (registry: Registry, asking: Asking) => (await registry.provisioning.handOut([asking]))[0]!;

    it('waits until somebody lets it in, and is known by its proof', async () => {
      const registry = await bench.open(profiles);
      const { key, batch } = await registry.batches.add({ id: 'lo-7', profile: 'canal', note: 'mua tháng 7' });
      expect(batch).toMatchObject({ id: 'lo-7', note: 'mua tháng 7', createdBy: 'hub' });
      expect(JSON.stringify(await registry.batches.list())).not.toContain(hashOf(key));
      expect(await one(registry, comes('wrong', 'sn-1', 'p'))).toEqual({ is: 'refused', reason: 'claim-unknown' });
      expect(await one(registry, comes(key, 'sn-1', 'proof-1'))).toEqual({ is: 'waiting', for: 'approval' });
      bench.clock.ms += 1000;
      expect(await one(registry, comes(key, 'sn-1', 'another box with this name'))).toEqual({
        ...{ is: 'waiting', for: 'approval' },
      });
      expect(await one(registry, comes(key, 'sn-1', 'proof-1'))).toEqual({ is: 'waiting', for: 'approval' });
      const { boxes, total } = await registry.boxes.waiting();
      expect(total).toBe(2);
      const [first] = boxes;
      expect(first).toMatchObject({ batch: 'lo-7', box: 'sn-1', model: 'CN-1 ', address: '10.0.0.7', since: T0 });

      const done = await registry.boxes.approve([{ box: first!.id, name: 'Kênh mới' }]);
      expect(done).toEqual([{ box: first!.id, device: 'sn-1' }]);
      expect(await registry.boxes.approve([{ box: boxes[0]!.id }])).toEqual(done);
      expect(await one(registry, comes(key, 'sn-1', 'another box with this name'))).toMatchObject({ is: 'waiting' });
      const answer = await one(registry, comes(key, 'sn-1', 'proof-1'));
      expect(answer).toMatchObject({ is: 'account', device: { id: 'sn-1', name: 'Kênh mới', profile: 'canal' } });
      if (answer.is !== 'account') throw new Error(answer.is);
      await registry.provisioning.used([hashOf(answer.secret)]);
      expect(await one(registry, comes(key, 'sn-1', 'proof-1'))).toEqual({ is: 'refused', reason: 'claim-used' });
      // no label has such a code
      expect(await told(registry.labels.get(boxes[0]!.id))).toBe('unknown-code');
    });

    it('is let in with all the others or not at all', async () => {
      const registry = await bench.open(profiles);
      const { key } = await registry.batches.add({ id: 'lo-7', profile: 'canal' });
      await registry.devices.add({ id: 'sn-2', profile: 'canal' });
      await registry.provisioning.handOut([comes(key, 'sn-1', 'a'), comes(key, 'sn-2', 'b')]);
      const { boxes } = await registry.boxes.waiting();
      const ids = boxes.map(({ id }) => id);
      expect(await told(registry.boxes.approve(ids.map((box) => ({ box }))))).toBe('id-taken');
      expect((await registry.boxes.waiting()).total).toBe(2);
      expect(await told(registry.boxes.approve([{ box: ids[0]! }, { box: 'nobody' }]))).toBe('not-found');
      expect((await registry.devices.list()).map(({ id }) => id)).toEqual(['sn-2']);
    });

    it('that was turned away stays away, and one of a batch that was withdrawn as well', async () => {
      const registry = await bench.open(profiles);
      const { key } = await registry.batches.add({ id: 'lo-7' });
      await one(registry, comes(key, 'sn-1', 'a'));
      const { boxes } = await registry.boxes.waiting();
      expect(await told(registry.boxes.approve([{ box: boxes[0]!.id }]))).toBe('invalid-input');
      await registry.boxes.reject([boxes[0]!.id]);
      expect(await one(registry, comes(key, 'sn-1', 'a'))).toEqual({ is: 'refused', reason: 'approval-rejected' });
      await registry.batches.withdraw('lo-7');
      expect(await one(registry, comes(key, 'sn-2', 'b'))).toEqual({ is: 'refused', reason: 'claim-ended' });
    });

    it('that does not come back for long is forgotten, and waits anew when it does', async () => {
      const registry = await bench.open(profiles);
      const { key } = await registry.batches.add({ id: 'lo-7' });
      await one(registry, comes(key, 'sn-1', 'a'));
      bench.clock.ms = T0 + 31 * DAY;
      expect((await registry.boxes.waiting()).boxes).toEqual([]);
      expect(await one(registry, comes(key, 'sn-1', 'a'))).toEqual({ is: 'waiting', for: 'approval' });
      expect((await registry.boxes.waiting()).boxes).toMatchObject([{ since: T0 + 31 * DAY }]);
    });
  });

  describe('a device that changes its secret', () => {
    const hashes = async (registry: Registry, id: string) => {
      const directory = new DeviceDirectory();
      await registry.loadDirectory(directory);
      return directory.account(id);
    };

    it('has two while it changes, and the old one ends when the new one is used', async () => {
      const registry = await bench.open(profiles);
      const { secret } = await registry.devices.add({ id: 'c-1', profile: 'canal' });
      expect(await registry.rotations.want('c-1')).toEqual({ wantedAt: T0, wantedBy: 'hub' });
      expect((await hashes(registry, 'c-1'))?.rotating).toBe(true);
      const [issued, none] = await registry.rotations.issue(['c-1', 'c-2']);
      expect(none).toBeUndefined();
      const both = (await hashes(registry, 'c-1'))!;
      expect(both.secretHashes.sort()).toEqual([hashOf(secret!), hashOf(issued!.secret)].sort());
      await registry.provisioning.used([hashOf(issued!.secret)]);
      expect(await hashes(registry, 'c-1')).toMatchObject({ secretHashes: [hashOf(issued!.secret)] });
      expect((await hashes(registry, 'c-1'))?.rotating).toBeUndefined();
      expect(await registry.rotations.of('c-1')).toBeUndefined();
    });
    it('keeps the old one for good while it has not said that it has the new one, and for a day after', async () => {
      const registry = await bench.open(profiles);
      const { secret } = await registry.devices.add({ id: 'c-1', profile: 'canal' });
      await registry.rotations.want('c-1');
      const [issued] = await registry.rotations.issue(['c-1']);
      bench.clock.ms += 10 * DAY;
      expect((await hashes(registry, 'c-1'))?.secretHashes).toContain(hashOf(secret!));
      await registry.rotations.acknowledged('c-1', 'another');
      expect((await registry.rotations.of('c-1'))?.ackedAt).toBeUndefined();
      await registry.rotations.acknowledged('c-1', issued!.id);
      expect(await registry.rotations.of('c-1')).toMatchObject({ issuedAt: T0, ackedAt: bench.clock.ms });
      bench.clock.ms += DAY - 1;
      expect((await hashes(registry, 'c-1'))?.secretHashes).toContain(hashOf(secret!));
      bench.clock.ms += 1;
      expect((await hashes(registry, 'c-1'))?.secretHashes).toEqual([hashOf(issued!.secret)]);
    });
    it('goes on with the old one when the change is called off', async () => {
      const registry = await bench.open(profiles);
      const { secret } = await registry.devices.add({ id: 'c-1', profile: 'canal' });
      await registry.rotations.want('c-1');
      const [issued] = await registry.rotations.issue(['c-1']);
      await registry.rotations.acknowledged('c-1', issued!.id);
      await registry.rotations.cancel('c-1');
      bench.clock.ms += 2 * DAY;
      expect((await hashes(registry, 'c-1'))?.secretHashes).toEqual([hashOf(secret!)]);
      expect(await told(registry.rotations.cancel('c-1'))).toBe('not-found');
    });
    it('must have one to change', async () => {
      const registry = await bench.open(profiles);
      await registry.gateways.add({ id: 'box', codec: 'chirpstack' });
      await registry.devices.add({ id: 'behind', profile: 'canal', gateway: 'box' });
      expect(await told(registry.rotations.want('nobody'))).toBe('not-found');
      expect(await told(registry.rotations.want('behind'))).toBe('invalid-input');
      await registry.devices.add({ id: 'gone', profile: 'canal' });
      await registry.devices.retire('gone');
      expect(await told(registry.rotations.want('gone'))).toBe('invalid-input');
    });
    it('by hand, with an overlap: the new one ends the old one early by being used', async () => {
      const registry = await bench.open(profiles);
      const { secret } = await registry.devices.add({ id: 'c-1', profile: 'canal' });
      const fresh = await registry.devices.newSecret('c-1', { overlapMs: HOUR });
      expect((await hashes(registry, 'c-1'))?.secretHashes.sort()).toEqual([hashOf(secret!), hashOf(fresh)].sort());
      await registry.provisioning.used([hashOf(fresh)]);
      expect((await hashes(registry, 'c-1'))?.secretHashes).toEqual([hashOf(fresh)]);
    });
  });
}
