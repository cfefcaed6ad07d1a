import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import { type ClockState, type Device, type HubStatus, STREAM, type TelemetryItem, topics } from '#hub/contracts';
import { LmdbEventLog } from '#hub/event-log';
import { systemClock } from '#hub/service-kit';
import { eventually, startHub, type TestHub } from '#hub/testkit';
import { alertsOf, decided, get, storedTimes } from './asking.js';
import { LiveClient } from './live-client.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const WRONG = 'Giờ máy chủ chưa đúng';
/** Two intervals of the profile, and the least that any rule waits. */
const ALLOWED_SILENCE = 2 * MINUTE;

const NO_SERVICE = 'exit 1';
const NOT_IN_STEP = 'echo NTP=yes; echo NTPSynchronized=no';
const IN_STEP = 'echo NTP=yes; echo NTPSynchronized=yes';

describe("the hub's own clock", () => {
  let dir: string;
  let hub: TestHub;
  let live: LiveClient | undefined;
  const accounts = new Map<string, { device: Device; secret: string }>();

  /** A timedatectl that says this, before the machine's own. */
  const timeServiceSays = (script: string) => {
    const stub = join(dir, 'timedatectl');
    writeFileSync(stub, `#!/bin/sh\n${script}\n`);
    chmodSync(stub, 0o755);
  };
  const silenceOf = async (id: string) => (await alertsOf(hub, id)).filter((alert) => alert.rule === 'device-silent');
  const status = () => get<HubStatus>(hub, '/api/status');
  const problems = async () => (await get<{ problems: string[] }>(hub, '/api/health')).problems;
  const clockIs = (clock: ClockState) =>
    eventually(`the status saying that the clock is ${clock}`, status, (s) => s.clock === clock, 20_000);

  const heard = (id: string, received: number): TelemetryItem => {
    const { device } = accounts.get(id)!;
    const payload = Buffer.from(JSON.stringify({ pm25: 20 }));
    return { type: 'packet', account: id, topic: topics.telemetry(device.commune, id), payload, received };
  };
  const ticks = (from: number, to: number, clock: ClockState): TelemetryItem[] =>
    Array.from({ length: Math.floor((to - from) / SECOND) }, (_, i) => ({
      type: 'tick',
      received: from + i * SECOND,
      clock,
    }));
  /** Starts the hub on a log in which this stands last. */
  const startAfter = async (story: (now: number) => TelemetryItem[]) => {
    await hub.stop();
    const log = new LmdbEventLog({ dir: join(dir, 'data', 'log'), clock: systemClock, commitMs: 0 });
    await log.start();
    await log.append(STREAM.telemetry, story(Date.now()));
    await log.stop();
    await hub.restart();
    live = await LiveClient.open(hub);
  };
  /** A device without a clock: the hub stamps what it sends. */
  const send = async (id: string, pm25: number) => {
    const { device, secret } = accounts.get(id)!;
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: id, password: secret });
    await client.publishAsync(topics.telemetry(device.commune, id), JSON.stringify({ pm25 }), { qos: 1 });
    await client.endAsync(true);
  };
  const isKept = async (id: string) => {
    const from = Date.now();
    await send(id, 20);
    await eventually(
      'the value in the store',
      () => storedTimes(hub, id, 'pm25', from - SECOND, Date.now() + SECOND),
      (times) => times.size > 0,
    );
  };

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'hub-clock-'));
    timeServiceSays(NO_SERVICE);
    hub = await startHub({
      dataDir: join(dir, 'data'),
      env: { RULES: 'test/faults/rules-silence.json', PATH: `${dir}:${process.env['PATH']}` },
    });
    for (const id of ['silent', 'quiet', 'burning', 'spare'])
      accounts.set(id, await hub.addDevice(id, { profile: 'air-station', installedAt: 0 }));
  }, 60_000);
  afterEach(async () => {
    live?.close();
    live = undefined;
    await hub?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('behind the last record (a dead CMOS battery): it keeps appending, says so, and misses nobody until somebody confirms the time; then alerts and silence work', async () => {
    await startAfter((now) => {
      const ahead = now + 60 * MINUTE;
      return [
        // before the power cut, an hour ahead: all of them were heard, a minute before the end
        ...['silent', 'burning'].map((id) => heard(id, ahead - MINUTE)),
        ...ticks(ahead - MINUTE, ahead, 'ok'),
        // and after it five minutes in which one was heard at the beginning, and nobody since
        heard('quiet', now - 5 * MINUTE),
        ...ticks(now - 5 * MINUTE, now, 'behind'),
      ];
    });
    await clockIs('behind');
    expect(await problems()).toContain(WRONG);
    await isKept('spare');
    // more than twice what the rule allows has passed for these two
    await decided(hub);
    expect([...(await silenceOf('silent')), ...(await silenceOf('quiet'))]).toEqual([]);

    const confirmed = await hub.fetch('/api/clock/confirm', { method: 'POST' });
    expect(confirmed.status).toBe(202);
    await clockIs('ok');
    expect(await problems()).not.toContain(WRONG);
    const right = Date.now();

    await send('burning', 300);
    await eventually(
      'people told of the fire at once',
      () => live!.pages.filter(({ alert }) => alert.rule === 'pm25-high').map(({ alert }) => alert.target),
      (targets) => targets.includes('burning'),
      5000,
    );
    await send('burning', 20);
    await eventually(
      'and that it is over',
      () => alertsOf(hub, 'burning'),
      (list) => list.some((alert) => alert.rule === 'pm25-high' && alert.state === 'returned'),
      5000,
    );
    for (const id of ['silent', 'quiet']) {
      const [alert] = await eventually(
        `the silence of ${id}, counted from when the clock was right`,
        () => silenceOf(id),
        (list) => list.length > 0,
        ALLOWED_SILENCE + 30 * SECOND - (Date.now() - right),
      );
      expect(alert!.startedAt).toBeGreaterThan(right - 10 * SECOND);
      expect(alert!.learntAt - alert!.startedAt).toBeGreaterThan(ALLOWED_SILENCE);
      expect(live!.pages.filter((page) => page.alert.id === alert!.id)).toHaveLength(1);
    }
    expect(await silenceOf('quiet')).toHaveLength(1);
  }, 240_000);

  it('not in step with its time service: it keeps appending, says so and misses nobody, until the service gets through', async () => {
    timeServiceSays(NOT_IN_STEP);
    await startAfter((now) => [heard('quiet', now - 5 * MINUTE), ...ticks(now - 5 * MINUTE, now, 'unsynchronised')]);
    await clockIs('unsynchronised');
    const health = await hub.fetch('/api/health');
    // a supervisor must not restart it for that
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({ status: 'degraded', problems: expect.arrayContaining([WRONG]) });
    await isKept('spare');
    await send('burning', 300);
    await eventually(
      'people told of the fire all the same',
      () => live!.pages.map(({ alert }) => alert.target),
      (targets) => targets.includes('burning'),
      5000,
    );
    await decided(hub);
    expect(await silenceOf('quiet')).toEqual([]);

    timeServiceSays(IN_STEP);
    await clockIs('ok');
    expect(await problems()).not.toContain(WRONG);
  }, 90_000);
});
