import { statfsSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { HubStatus } from '#hub/contracts';
import { describeWith, eventually, startHub, startTmpfs, type TestHub, type TestTmpfs } from '#hub/testkit';
import { get, storedTimes } from './asking.js';
import { Sender } from './sender.js';

describeWith('root or user namespaces', 'a full disk', () => {
  let disk: TestTmpfs;
  let filler: string;
  let hub: TestHub;
  let sender: Sender;

  beforeAll(async () => {
    disk = await startTmpfs(160);
    filler = join(disk.path, 'somebody-elses-file');
    hub = await startHub({ dataDir: disk.dir, within: disk.within });
    const { device, secret } = await hub.addDevice('air', { profile: 'air-station' });
    sender = new Sender(hub.mqttPort, device.commune, device.id, secret);
  }, 60_000);
  afterAll(async () => {
    await sender?.stop();
    await hub?.stop();
    await disk?.stop();
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
      const { bavail, bsize } = statfsSync(disk.path);
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
