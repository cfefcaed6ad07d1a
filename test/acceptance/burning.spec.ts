import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Device, type Incident, type Reading, type ReadingsItem, STREAM } from '#hub/contracts';
import { appendToLog, eventually, startHub, type TestHub } from '#hub/testkit';

const MINUTE = 60_000;
let hub: TestHub;

const post = (body: unknown): RequestInit => ({
  ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
});
async function station(id: string, profile: string, [x, y]: [number, number]): Promise<Device> {
  const place = { lat: 20.9 + y / 110_700, lon: 106.3 + x / 104_000, hamlet: 'Thôn Đông', place: 'gần nhà văn hóa' };
  const answer = await hub.fetch('/api/devices', post({ id, name: id, profile, ...place }));
  if (!answer.ok) throw new Error(await answer.text());
  return ((await answer.json()) as { device: Device }).device;
}
const PLACES: [number, number][] = [
  [0, 0],
  [1500, 200],
  [400, 1600],
  [-1300, 500],
  [-500, -1400],
];

/** Two hours that end now: clean air, wind from the north-east, and smoke at the first station for the last forty minutes. */
function hours(stations: readonly Device[], mast: Device, now: number): ReadingsItem[] {
  const items: ReadingsItem[] = [];
  const reading = ({ id, commune }: Device, kind: string, ts: number, values: Reading['values']): Reading => ({
    ...{ type: 'reading', commune, device: id, kind, ts, received: ts, late: false, values, simulated: false },
  });
  for (let ts = now - 120 * MINUTE; ts < now; ts += MINUTE) {
    const smoke = ts > now - 40 * MINUTE ? 140 : 0;
    for (const [i, device] of stations.entries()) {
      const mine = i === 0 ? smoke : 0;
      items.push(
        reading(device, 'air', ts, {
          pm25: 15 + i + mine,
          pm10: 28 + i + 1.1 * mine,
          co: 0.4 + mine / 120,
          humidity: 70,
        }),
      );
    }
    items.push(reading(mast, 'weather', ts, { wind_speed: 2.5, wind_direction: 45 }));
    for (let second = 0; second < 60; second += 5)
      items.push({ type: 'tick', received: ts + second * 1000, clock: 'ok' });
  }
  return items;
}

beforeAll(async () => {
  hub = await startHub();
  const stations = [];
  for (const [i, place] of PLACES.entries()) stations.push(await station(`kk-${i + 1}`, 'smoke-station', place));
  const mast = await station('cot-gio', 'weather-mast', [300, 300]);
  await hub.kill9();
  await appendToLog(hub.dir, STREAM.readings, hours(stations, mast, Date.now()));
  await hub.restart();
}, 60_000);
afterAll(() => hub?.stop());

describe('smoke at one of five stations', () => {
  it('is one incident for people, as a suspicion and in the hub’s words', async () => {
    const { incidents } = await eventually(
      'an incident of fire',
      async () => (await (await hub.fetch('/api/incidents?cause=fire')).json()) as { incidents: Incident[] },
      ({ incidents: found }) => found.some(({ severity }) => severity === 'warning'),
      30_000,
    );
    expect(incidents).toHaveLength(1);
    const [fire] = incidents;
    expect(fire).toMatchObject({ cause: 'fire', target: 'kk-1', simulated: false });
    expect(fire!.text.sentence).toMatch(/khu vực nghi ngờ, chưa xác minh/);
    const { alerts } = (await (await hub.fetch('/api/alerts?target=kk-1')).json()) as { alerts: { rule: string }[] };
    expect(alerts.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['burning-suspected', 'burning-likely']));
  });
});
