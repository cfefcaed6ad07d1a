import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { topics } from '#hub/contracts';
import { describeWith, eventually } from '#hub/testkit';
import { HeldLog } from '../testing/held-log.js';
import { COMMUNE, secretOf, TestBroker } from '../testing/test-broker.js';
import { publishPacket } from '../testing/wire.js';

// real servers on a machine that has other work, too
jest.setTimeout(60_000);

const UNAVAILABLE = 3;
const topic = topics.telemetry(COMMUNE, 'air-1');

describe('a log that takes nothing', () => {
  let hub: TestBroker;
  let log: HeldLog;
  beforeEach(async () => {
    hub = await TestBroker.start({ wrapLog: (inner) => (log = new HeldLog(inner)) });
    for (const id of ['air-1', 'air-2', 'silent']) hub.addDevice(id);
  });
  afterEach(() => hub.stop());

  it.each([0, 1, 2] as const)(
    'sends a sender away who used QoS %i, without a word that would be a promise',
    async (qos) => {
      const [sender, silent] = [await hub.rawSignedIn('air-1'), await hub.rawSignedIn('silent')];
      log.shut = true;
      for (let id = 1; id <= 5; id++) sender.send(publishPacket(topic, 'lost', { qos, id }));
      await sender.ended();
      expect(sender.received.map((p) => p.kind)).toEqual(['connack']);
      expect(silent.closed).toBe(false);
      expect(hub.broker.counters).toMatchObject({ acked: 0, signedIn: 1 });
      await eventually(
        'nothing pending',
        () => hub.broker.counters.pending,
        (n) => n === 0,
      );

      const outside = await hub.raw();
      outside.connect('air-2', secretOf('air-2'));
      expect((await outside.packet('connack')).body[1]).toBe(UNAVAILABLE);
      await outside.ended();
      log.shut = false;
      const again = await hub.rawSignedIn('air-1');
      again.send(publishPacket(topic, 'kept', { qos: 1, id: 1 }));
      await again.packet('puback');
      expect(hub.texts('air-1')).toEqual(['kept']);
      expect((await hub.refusals()).map((r) => `${r.account} ${r.reason}`).sort()).toEqual([
        'air-1 log-unavailable',
        'air-2 log-unavailable',
      ]);
    },
  );

  it('still says first who has no business here', async () => {
    log.shut = true;
    const stranger = await hub.raw();
    stranger.connect('air-1', 'guess');
    expect((await stranger.packet('connack')).body[1]).toBe(4);
  });
});

describeWith('a mount of its own', 'a disk that is full', () => {
  let dir: string;
  let hub: TestBroker;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'full-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', dir]);
    hub = await TestBroker.start({ dir: join(dir, 'log'), probeMs: 50 });
    hub.addDevice('air-1');
    hub.addDevice('air-2');
  });
  afterEach(async () => {
    await hub.stop();
    execFileSync('umount', [dir]);
    rmSync(dir, { recursive: true });
  });

  const connackOf = async (id: string) => {
    const client = await hub.raw();
    client.connect(id, secretOf(id));
    return (await client.packet('connack')).body[1]!;
  };

  it('acknowledges nothing, sends its senders away until there is room, and loses nothing acknowledged', async () => {
    const filler = join(dir, 'somebody-elses-file');
    const sender = await hub.rawSignedIn('air-1');
    const silent = await hub.rawSignedIn('air-2');
    const text = (i: number) => `${i}`.padEnd(1000, '.');
    let sent = 0;
    // one at a time, and every bit of room taken away under it
    while (!sender.closed) {
      const { bavail, bsize } = statfsSync(dir);
      if (sent >= 10 && bavail > 0) writeFileSync(filler, Buffer.alloc(bavail * bsize), { flag: 'a' });
      sent++;
      sender.send(publishPacket(topic, text(sent), { qos: 1, id: (sent % 65_535) + 1 }));
      await sender.packet('puback', sent - 1).catch(() => undefined);
    }
    const acknowledged = sender.all('puback').length;
    expect(acknowledged).toBeGreaterThanOrEqual(10);
    expect(acknowledged).toBeLessThan(sent);
    expect(hub.broker.counters.pending).toBe(0);

    // whoever sent is outside and is told to wait there; who sent nothing has nothing to lose
    expect(await connackOf('air-1')).toBe(UNAVAILABLE);
    expect(silent.closed).toBe(false);
    silent.send(publishPacket(topics.telemetry(COMMUNE, 'air-2'), '{}', { qos: 1, id: 1 }));
    await silent.ended();
    expect(silent.all('puback')).toEqual([]);

    rmSync(filler);
    await eventually(
      'let in again',
      () => connackOf('air-1'),
      (code) => code === 0,
      30_000,
    );
    const again = await hub.rawSignedIn('air-1');
    again.send(publishPacket(topic, 'after', { qos: 1, id: 1 }));
    await again.packet('puback');
    const texts = hub.texts('air-1');
    for (let i = 1; i <= acknowledged; i++) expect(texts).toContain(text(i));
    expect(texts.at(-1)).toBe('after');
    const refusals = await hub.refusals();
    expect(refusals.map((r) => `${r.account} ${r.reason}`)).toEqual(
      expect.arrayContaining(['air-1 log-unavailable', 'air-2 log-unavailable']),
    );
  });
});
