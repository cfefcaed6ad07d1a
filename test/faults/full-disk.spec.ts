import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { HubStatus } from '#hub/contracts';
import { describeWith, eventually, startHub, type TestHub } from '#hub/testkit';
import { get, storedTimes } from './asking.js';
import { Sender } from './sender.js';

describeWith('a mount of its own', 'a full disk', () => {
  const dir = mkdtempSync(join(tmpdir(), 'full-'));
  const filler = join(dir, 'somebody-elses-file');
  let hub: TestHub;
  let sender: Sender;

  beforeAll(async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', dir]);
    hub = await startHub({ dataDir: dir });
    const { device, secret } = await hub.addDevice('air', { profile: 'air-station' });
    sender = new Sender(hub.mqttPort, device.commune, device.id, secret);
  }, 60_000);
  afterAll(async () => {
    await sender?.stop();
    await hub?.stop();
    execFileSync('umount', ['-l', dir]);
    rmSync(dir, { recursive: true, force: true });
  });

  it('refuses, says so, recovers when there is room, and loses nothing acknowledged', async () => {
    sender.start({ everyMs: 10, value: () => 20 });
    await eventually(
      'packets flowing',
      () => sender.acked.size,
      (n) => n > 100,
    );

    // all the room there is, and what the hub frees of its reserve as well
    const fill = () => {
      const { bavail, bsize } = statfsSync(dir);
      if (bavail > 0) writeFileSync(filler, Buffer.alloc(bavail * bsize), { flag: 'a' });
    };
    const filling = setInterval(() => {
      try {
        fill();
      } catch {
        // full: what the test wants
      }
    }, 50);
    await eventually(
      'the hub saying that it cannot write',
      () => get<HubStatus>(hub, '/api/status'),
      (s) => !s.logWritable,
      30_000,
    );
    await eventually(
      'the sender cut off',
      () => sender.connected,
      (c) => !c,
      30_000,
    );
    const ackedWhenFull = sender.acked.size;
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(sender.acked.size).toBe(ackedWhenFull);

    clearInterval(filling);
    unlinkSync(filler);
    await eventually(
      'the hub writing again',
      () => get<HubStatus>(hub, '/api/status'),
      (s) => s.logWritable,
      30_000,
    );
    await sender.finish(60_000);
    await eventually(
      'everything acknowledged in the store',
      () => storedTimes(hub, 'air', 'pm25', sender.firstTs, sender.lastTs + 1),
      (t) => [...sender.acked].every((ts) => t.get(ts) === 1),
      30_000,
    );
    // and a restart finds the same
    await hub.kill9();
    await hub.restart();
    const after = await storedTimes(hub, 'air', 'pm25', sender.firstTs, sender.lastTs + 1);
    expect([...sender.acked].filter((ts) => after.get(ts) !== 1)).toEqual([]);
  }, 180_000);
});
