import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ADMIN, describeWith, eventually, startHub, type TestHub } from '#hub/testkit';

const DAY = '../shared/domain/open/aberdeen-2018-11-04';

interface Row {
  ts: number;
  pm10: number;
  pm25: number;
}
/** sensor.community archive: `sensor_id;…;timestamp;P1;durP1;ratioP1;P2;…`, UTC. */
function readDay(): Map<string, Row[]> {
  const bySensor = new Map<string, Row[]>();
  for (const file of readdirSync(DAY).filter((f) => f.endsWith('.csv'))) {
    const [header, ...lines] = readFileSync(join(DAY, file), 'utf8').trim().split('\n');
    const names = header!.split(';');
    for (const line of lines) {
      const cells = line.split(';');
      const cell = (name: string) => cells[names.indexOf(name)]!;
      const rows = bySensor.get(cell('sensor_id')) ?? [];
      rows.push({ ts: Date.parse(`${cell('timestamp')}Z`), pm10: Number(cell('P1')), pm25: Number(cell('P2')) });
      bySensor.set(cell('sensor_id'), rows);
    }
  }
  return bySensor;
}

describeWith('recorded data', 'a real day of six sensors, replayed', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startHub();
  }, 60_000);
  afterAll(() => hub?.stop());

  it('stores every row of the six files as it stands there', async () => {
    await promisify(execFile)(
      process.execPath,
      ['dist/firmware-sim/src/cli.js', 'replay', DAY, '--url', `mqtt://127.0.0.1:${hub.mqttPort}`, '--api', hub.url],
      { env: { ...process.env, SIM_STATE_DIR: join(hub.dir, 'sim'), HUB_PASSWORD: ADMIN.password }, timeout: 120_000 },
    );
    const day = readDay();
    expect(day.size).toBe(6);
    const { devices } = (await (await hub.fetch('/api/devices')).json()) as {
      devices: { id: string; simulated: boolean }[];
    };
    for (const [sensor, rows] of day) {
      const device = devices.find((d) => d.id.includes(sensor));
      expect(device).toMatchObject({ simulated: true });
      for (const metric of ['pm25', 'pm10'] as const) {
        const query = new URLSearchParams({
          device: device!.id,
          metric,
          from: '2018-11-04T00:00:00Z',
          to: '2018-11-05T00:00:00Z',
        });
        const points = await eventually(
          `${rows.length} values of ${metric} of sensor ${sensor}`,
          async () =>
            (
              (await (await hub.fetch(`/api/readings?${query}`)).json()) as {
                points: { time: number; value: number }[];
              }
            ).points,
          (p) => p.length === rows.length,
          30_000,
        );
        // no sensor has two rows of one second
        const wanted = rows.map((r) => [r.ts, r[metric]]).sort((x, y) => x[0]! - y[0]!);
        expect({ sensor, metric, rows: points.map((p) => [p.time, p.value]) }).toEqual({
          sensor,
          metric,
          rows: wanted,
        });
      }
    }
    // history of 2018 wakes nobody
    const { alerts } = (await (await hub.fetch('/api/alerts')).json()) as { alerts: { backdated: boolean }[] };
    expect(alerts.filter((a) => !a.backdated)).toEqual([]);
  }, 180_000);
});
