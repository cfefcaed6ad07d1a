import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, describe, it } from '@jest/globals';
import { sampleCommune } from '../commune/map.js';
import { RealCommuneError } from '../hub/enrol.js';
import { HubApi } from '../hub/hub-api.js';
import { StateFolder } from '../hub/state-folder.js';
import { StandInHub } from '../testing/stand-in-hub.js';
import { NothingRecordedError, replay } from './replay.js';

let hub: StandInHub;
let dir: string;
let said: string[];
beforeEach(async () => {
  hub = await new StandInHub().start();
  dir = mkdtempSync(join(tmpdir(), 'replay-'));
  said = [];
});
afterEach(async () => {
  await hub.stop();
  rmSync(dir, { recursive: true, force: true });
});

const START = Date.UTC(2018, 10, 4);
/** A day's file of a sensor: a row every `everyS` seconds, its number as both values. */
function record(sensor: string, count: number, everyS = 150, file = `${sensor}.csv`): void {
  const rows = Array.from({ length: count }, (_, i) => {
    const time = new Date(START + i * everyS * 1000).toISOString().slice(0, 19);
    return `${sensor};SDS011;1;20.4;106.3;${time};${i}.5;;;${i};;`;
  });
  writeFileSync(
    join(dir, file),
    ['sensor_id;sensor_type;location;lat;lon;timestamp;P1;durP1;ratioP1;P2;durP2;ratioP2', ...rows, ''].join('\n'),
  );
}
const play = (more: { speed?: number } = {}) =>
  replay({
    api: new HubApi(hub.url),
    mqttUrl: hub.mqttUrl,
    state: new StateFolder(join(dir, 'state')),
    dir,
    say: (line) => said.push(line),
    ...more,
  });

describe('a replay', () => {
  it('registers each sensor as simulated and sends every row with its own time, in order', async () => {
    record('15092', 583);
    record('5331', 20);
    expect(await play()).toEqual({ sensors: 2, rows: 603, badRows: 0, badFiles: 0 });
    expect(hub.devices.get('sds011-15092')).toMatchObject({
      profile: 'sds011',
      simulated: true,
      lat: 20.4,
      lon: 106.3,
    });
    expect(hub.devices.get('sds011-15092')!.installedAt).toBeLessThan(START);
    const records = hub.recordsOf('sds011-15092');
    expect(records.map((r) => r['ts'])).toEqual(Array.from({ length: 583 }, (_, i) => START + i * 150_000));
    expect(records[7]).toEqual({ ts: START + 7 * 150_000, pm10: 7.5, pm25: 7 });
    expect(hub.recordsOf('sds011-5331')).toHaveLength(20);
  });

  it('goes on until all is acknowledged, though the hub drops the line several times', async () => {
    record('7', 900);
    let packets = 0;
    hub.acknowledges = ({ topic }) => !topic.endsWith('telemetry') || packets++ >= 9;
    await play();
    const times = new Set(hub.recordsOf('sds011-7').map((r) => r['ts']));
    expect(times.size).toBe(900);
  }, 60_000);

  it('knows its sensors the second time', async () => {
    record('7', 5);
    await play();
    await play();
    expect(hub.recordsOf('sds011-7')).toHaveLength(10);
    expect(hub.refused).toEqual([]);
  });

  it('leaves out a sensor that somebody has retired at the hub', async () => {
    record('7', 5);
    record('8', 5);
    await play();
    hub.devices.get('sds011-7')!.state = 'retired';
    expect(await play()).toMatchObject({ sensors: 1, rows: 5 });
    hub.devices.get('sds011-8')!.state = 'retired';
    await expect(play()).rejects.toThrow(NothingRecordedError);
  });

  it('puts the files of one sensor together', async () => {
    record('7', 5, 150, 'a.csv');
    record('7', 5, 130, 'b.csv');
    expect(await play()).toMatchObject({ sensors: 1, rows: 10 });
  });

  it('keeps the pace of the recording when asked', async () => {
    record('7', 4, 1);
    const before = performance.now();
    await play({ speed: 2 });
    expect(performance.now() - before).toBeGreaterThan(1400);
    expect(hub.taken.filter((p) => p.topic.endsWith('telemetry')).length).toBeGreaterThan(1);
  });

  it('names bad rows and strange files, and sends the rest', async () => {
    record('7', 3);
    writeFileSync(join(dir, 'notes.csv'), 'to;do\n');
    writeFileSync(
      join(dir, 'broken.csv'),
      ['sensor_id;lat;lon;timestamp;P1;P2', ...Array.from({ length: 12 }, () => '8;20;106;yesterday;1;2')].join('\n'),
    );
    expect(await play()).toEqual({ sensors: 1, rows: 3, badRows: 12, badFiles: 1 });
    expect(said).toContain('broken.csv:2: timestamp "yesterday" is no time');
    expect(said.filter((line) => line.startsWith('broken.csv:')).length).toBe(11);
    expect(said.join('\n')).toMatch(/notes\.csv: columns are missing: sensor_id/);
  });

  it('is for a simulated commune or a hub that has none yet, not for a real one', async () => {
    record('7', 5);
    hub.commune = { ...sampleCommune(), name: 'Xã Thật', simulated: false };
    await expect(play()).rejects.toThrow(RealCommuneError);
    await expect(play()).rejects.toThrow(/Xã Thật/);
    expect([hub.devices.size, hub.taken.length]).toEqual([0, 0]);
    hub.commune = sampleCommune();
    expect(await play()).toMatchObject({ rows: 5 });
  });

  it('says when there is nothing', async () => {
    await expect(play()).rejects.toThrow(NothingRecordedError);
    dir = join(dir, 'nowhere');
    await expect(play()).rejects.toThrow(/không đọc được thư mục/);
  });
});
