import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sampleCommune } from '../commune/map.js';
import { RealCommuneError } from '../hub/enrol.js';
import { HubApi } from '../hub/hub-api.js';
import { StateFolder } from '../hub/state-folder.js';
import { StandInHub } from '../testing/stand-in-hub.js';
import { load } from './load.js';

let hub: StandInHub;
let dir: string;
beforeEach(async () => {
  hub = await new StandInHub().start();
  dir = mkdtempSync(join(tmpdir(), 'load-'));
});
afterEach(async () => {
  await hub.stop();
  rmSync(dir, { recursive: true, force: true });
});
const put = (devices: number, rate: number, seconds: number) =>
  load({
    ...{ api: new HubApi(hub.url), mqttUrl: hub.mqttUrl, state: new StateFolder(join(dir, 'state')) },
    ...{ devices, rate, seconds, seed: 1, now: Date.now, say: () => undefined },
  });

describe('load', () => {
  it('comes from simulated devices in turn, at the rate that was asked for, and all of it is acknowledged', async () => {
    const result = await put(5, 100, 2);
    expect(result.sent).toBeGreaterThan(50);
    expect(result.sent).toBeLessThanOrEqual(200);
    expect(result).toMatchObject({ acknowledged: result.sent, waiting: 0, lost: 0 });
    const counts = [1, 2, 3, 4, 5].map((n) => hub.recordsOf(`tai-000${n}`).length);
    expect(counts.reduce((a, b) => a + b)).toBe(result.sent);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    expect([...hub.devices.values()].every((d) => d.simulated)).toBe(true);
    expect(Object.keys(hub.recordsOf('tai-0001')[0]!).sort()).toEqual([
      'humidity',
      'pm10',
      'pm25',
      'temperature',
      'ts',
    ]);
  }, 30_000);

  it('is not put on a hub that serves a real commune', async () => {
    hub.commune = { ...sampleCommune(), name: 'Xã Thật', simulated: false };
    await expect(put(2, 50, 1)).rejects.toThrow(RealCommuneError);
    expect([hub.devices.size, hub.taken.length]).toEqual([0, 0]);
  });

  it('waits for what was refused an answer', async () => {
    let packets = 0;
    hub.acknowledges = ({ topic }) => !topic.endsWith('telemetry') || packets++ < 20;
    const loading = put(2, 50, 1);
    // it would wait half a minute for the rest: the hub comes to its senses before
    setTimeout(() => (hub.acknowledges = () => true), 3000);
    const result = await loading;
    expect(result.waiting + result.lost).toBe(0);
    expect(result.acknowledged).toBe(result.sent);
    expect(result.seconds).toBeGreaterThan(2);
  }, 60_000);
});
