import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import { io, type Socket } from 'socket.io-client';
import {
  LIVE_NAMESPACE,
  type LiveClientEvents,
  type LiveServerEvents,
  type LiveSnapshot,
  topics,
} from '#hub/contracts';
import { eventually, startHub, type TestHub } from '#hub/testkit';

type AlertEvent = Parameters<LiveServerEvents['alert']>[0];
type LatestEvent = Parameters<LiveServerEvents['latest']>[0];

/** A wall's socket: what it was told since it last connected, and where it stands. */
class Wall {
  readonly snapshots: LiveSnapshot[] = [];
  readonly alerts: AlertEvent[] = [];
  readonly latest: LatestEvent[] = [];
  readonly socket: Socket<LiveServerEvents, LiveClientEvents>;

  constructor(hub: TestHub, cookie: string, from: { run: string; seq: number } | null) {
    this.socket = io(`${hub.url}${LIVE_NAMESPACE}`, {
      ...{ transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { cookie } },
    });
    this.socket.on('connect', () => this.socket.emit('resume', from));
    this.socket.on('snapshot', (snapshot) => this.snapshots.push(snapshot));
    this.socket.on('alert', (event) => this.alerts.push(event));
    this.socket.on('latest', (event) => this.latest.push(event));
  }
  async snapshot(): Promise<LiveSnapshot> {
    return (
      await eventually(
        'a snapshot',
        () => this.snapshots,
        (s) => s.length > 0,
      )
    )[0]!;
  }
  close(): void {
    this.socket.disconnect();
  }
}

describe('the live namespace', () => {
  let hub: TestHub;
  let sensor: MqttClient;
  let topic: string;
  let secret: string;
  let cookie = '';
  const walls: Wall[] = [];
  const wall = (from: { run: string; seq: number } | null = null) => {
    const opened = new Wall(hub, cookie, from);
    walls.push(opened);
    return opened;
  };
  const connect = async () => {
    sensor = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: 'air-1', password: secret });
  };
  const send = (pm25: number) => sensor.publishAsync(topic, JSON.stringify({ ts: Date.now(), pm25 }), { qos: 1 });

  beforeAll(async () => {
    hub = await startHub({ env: { RULES: 'test/faults/rules.json' } });
    cookie = await hub.cookie();
    const added = await hub.addDevice('air-1', { profile: 'air-station' });
    secret = added.secret;
    topic = topics.telemetry(added.device.commune, 'air-1');
    await connect();
  });
  afterEach(() => {
    for (const opened of walls.splice(0)) opened.close();
  });
  afterAll(async () => {
    await sensor?.endAsync(true);
    await hub?.stop();
  });

  it('tells what happens in order, and a wall that comes back what it missed, alone', async () => {
    const first = wall();
    const { run, seq } = await first.snapshot();
    await send(180);
    await eventually(
      'the alert',
      () => first.alerts,
      (a) => a.length === 1,
    );
    expect(first.alerts[0]).toMatchObject({ change: 'opened', alert: { target: 'air-1' } });
    expect(first.alerts[0]!.seq).toBeGreaterThan(seq);
    const left = first.alerts[0]!.seq;
    first.close();

    const witness = wall();
    expect((await witness.snapshot()).alerts).toHaveLength(1);
    await send(20);
    await send(190);
    await eventually(
      'both changes',
      () => witness.alerts,
      (a) => a.length === 2,
    );

    const back = wall({ run, seq: left });
    await eventually(
      'what it missed',
      () => back.alerts,
      (a) => a.length === 2,
    );
    // what each was shown before differs, what happened does not
    const told = ({ after: _, ...event }: AlertEvent) => event;
    expect(back.alerts.map(told)).toEqual(witness.alerts.map(told));
    expect(back.alerts.map((a) => a.change)).toEqual(['returned', 'opened']);
    expect(back.snapshots).toEqual([]);
    await eventually(
      'the newest value',
      () => back.latest[0]?.latest[0]?.values.pm25?.value,
      (v) => v === 190,
    );
  });

  it('gives the whole picture to who comes from another run, or from nowhere', async () => {
    const stranger = wall({ run: 'another', seq: 3 });
    expect((await stranger.snapshot()).alerts).toHaveLength(1);
    const confused = wall('nonsense' as never);
    expect((await confused.snapshot()).presence.map((p) => p.device)).toContain('air-1');
  });

  it('tells latest values at most twice a second, and ends with the newest', async () => {
    const here = wall();
    await here.snapshot();
    const begin = performance.now();
    for (let i = 1; i <= 400; i++) {
      await send(100 + i / 10);
      if (i % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 40));
    }
    const newest = () => here.latest.at(-1)?.latest[0]?.values.pm25?.value;
    await eventually('the newest value', newest, (value) => value === 140);
    const seconds = (performance.now() - begin) / 1000;
    expect(here.latest.length).toBeGreaterThan(1);
    expect(here.latest.length).toBeLessThanOrEqual(2 * seconds + 2);
  });

  it('comes back after kill -9 with its open alerts, as another run', async () => {
    const before = wall();
    const { run, seq, alerts } = await before.snapshot();
    expect(alerts).toHaveLength(1);
    before.close();
    await sensor.endAsync(true);
    await hub.kill9();
    await hub.restart();
    const after = await wall({ run, seq }).snapshot();
    expect(after.run).not.toBe(run);
    expect(after.alerts.map((a) => a.id)).toEqual(alerts.map((a) => a.id));
    await connect();
  });
});
