import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#hub/testkit';
import { STATIONS } from './commune/stations.js';
import { HubApi } from './hub/hub-api.js';
import { StateFolder } from './hub/state-folder.js';
import { SCENARIOS, type ScenarioName } from './scenarios/scenarios.js';
import { Simulation, type SimulationOptions } from './simulation.js';
import { StandInHub } from './testing/stand-in-hub.js';

const HOUR = 3_600_000;
let hub: StandInHub;
let dir: string;
let running: Simulation[];
/** The simulator's clock: the true one, shifted. */
let shift: number;
beforeEach(async () => {
  hub = await new StandInHub().start();
  dir = mkdtempSync(join(tmpdir(), 'simulation-'));
  running = [];
  shift = 0;
});
afterEach(async () => {
  await Promise.all(running.map((simulation) => simulation.stop()));
  await hub.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function start(name: ScenarioName, more: Partial<SimulationOptions> = {}): Promise<Simulation> {
  const simulation = new Simulation({
    api: new HubApi(hub.url),
    mqttUrl: hub.mqttUrl,
    state: new StateFolder(join(dir, 'state')),
    scenario: SCENARIOS[name],
    seed: 1,
    speed: 60,
    now: () => Date.now() + shift,
    say: () => undefined,
    ...more,
  });
  running.push(simulation);
  await simulation.start();
  return simulation;
}
/** Those that measure every few seconds and sign in themselves. */
const AIR = ['air-station', 'smoke-station'];
const MAST = 'thoi-tiet-xa';
const said = (topic: RegExp) => hub.taken.filter((p) => topic.test(p.topic));

describe('the simulated commune', () => {
  it('tells the new hub of two days, in order, and then goes on live', async () => {
    const before = Date.now();
    const simulation = await start('calm');
    const air = STATIONS.filter((s) => AIR.includes(s.profile)).map((s) => s.id);
    await eventually(
      'live values of every station',
      () => [...air, MAST].filter((id) => (hub.recordsOf(id).at(-1)?.['ts'] ?? 0) > before),
      (live) => live.length === air.length + 1,
      60_000,
    );
    const pastOf = (id: string) => {
      const times = hub.recordsOf(id).map((r) => r['ts']!);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      return times.filter((ts) => ts < before);
    };
    for (const id of air) {
      const past = pastOf(id);
      // today and all of yesterday: an index of the air wants three quarters of the minutes of each hour
      expect(before - past[0]!).toBeGreaterThan(47.9 * HOUR);
      const ofHours = new Map<number, number>();
      for (const ts of past) ofHours.set(Math.floor(ts / HOUR), (ofHours.get(Math.floor(ts / HOUR)) ?? 0) + 1);
      expect(Math.min(...[...ofHours.values()].slice(1, -1))).toBeGreaterThanOrEqual(59);
    }
    // of the season since before the oldest crop was sown: its weather, every half hour
    const season = pastOf(MAST).filter((ts) => ts < before - 48 * HOUR);
    expect(before - season[0]!).toBeGreaterThan(70 * 24 * HOUR);
    expect(season.length).toBeGreaterThan(70 * 48 - 10);
    expect(hub.devices.get('dat-co')!.installedAt).toBeLessThan(season[0]!);
    // and each vendor speaks as it does
    for (const [topic, least] of [
      [/^application\/.+\/event\/up$/, 7 * (70 * 8 + 48 * 4 - 5)],
      [/^tele\/bom_co_1\/STATE$/, 400],
      [/^zigbee2mqtt\/nha-van-hoa-nhiet-am$/, 200],
      [/^dtu\/DTU01\/data$/, 2],
      [/^frigate\/available$/, 1],
    ] as const)
      await eventually(
        `packets at ${topic}`,
        () => said(topic).length,
        (n) => n >= least,
        30_000,
      );
    expect(simulation.counts().up).toBe(simulation.counts().accounts);
    await eventually(
      'a picture',
      () => said(/\/snapshot$/).length,
      (n) => n > 0,
      15_000,
    );
  }, 90_000);

  it('knows its devices the second time, and tells of the hours in which it was off alone', async () => {
    const first = await start('calm', { historyMs: 6 * HOUR, seasonMs: 0 });
    await eventually(
      'the first history',
      () => first.counts().waiting,
      (n) => n === 0,
      30_000,
    );
    await first.stop();
    const [taken, until] = [hub.recordsOf('khong-khi-thon-dong').length, Date.now()];
    shift = 2 * HOUR;
    await start('calm', { historyMs: 6 * HOUR, seasonMs: 0 });
    const records = await eventually(
      'two hours',
      () => hub.recordsOf('khong-khi-thon-dong').slice(taken),
      (r) => r.length >= 120 && r.at(-1)!['ts']! > until + 2 * HOUR,
      30_000,
    );
    expect(records[0]!['ts']).toBeGreaterThan(until - 1000);
    expect(records.filter((r) => r['ts']! < until + 2 * HOUR).length).toBeLessThanOrEqual(122);
    expect(hub.refused).toEqual([]);
  }, 60_000);

  it('cuts a gateway and all behind it, and sends what they kept', async () => {
    const scenario = {
      ...SCENARIOS['gateway-outage'],
      steps: () => SCENARIOS['gateway-outage'].steps().map((s) => ({ ...s, at: s.at < 100 ? 1 : 9 })),
    };
    const simulation = await start('calm', { scenario, historyMs: HOUR, seasonMs: 0 });
    const account = simulation.fleet.accounts.get('bo-tap-trung-nam')!;
    await eventually('the line', () => account.isUp, Boolean, 20_000);
    await eventually(
      'the cut',
      () => account.isUp,
      (up) => !up,
      20_000,
    );
    const cut = Date.now();
    const kept = await eventually(
      'what they keep',
      () => account.waiting,
      (n) => n >= 4,
      20_000,
    );
    const mended = Date.now();
    await eventually('the line again', () => account.isUp, Boolean, 30_000);
    await eventually(
      'all of it',
      () => account.waiting,
      (n) => n < kept,
      20_000,
    );
    expect(hub.recordsOf('khoi-dong-nam').filter((r) => r['ts']! > cut && r['ts']! < mended).length).toBeGreaterThan(0);
  }, 90_000);
});
