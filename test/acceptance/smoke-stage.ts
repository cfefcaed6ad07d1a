import type { Device, Reading, ReadingsItem } from '#hub/contracts';
import type { TestHub } from '#hub/testkit';

const MINUTE = 60_000;
/** Metres east and north of the first station. */
const PLACES: [number, number][] = [
  [0, 0],
  [1500, 200],
  [400, 1600],
  [-1300, 500],
  [-500, -1400],
];

export interface SmokeStage {
  /** `kk-1` to `kk-5`. */
  stations: readonly Device[];
  mast: Device;
}

async function station(hub: TestHub, id: string, profile: string, [x, y]: [number, number]): Promise<Device> {
  const place = { lat: 20.9 + y / 110_700, lon: 106.3 + x / 104_000, hamlet: 'Thôn Đông', place: 'gần nhà văn hóa' };
  return (await hub.addDevice(id, { profile, ...place })).device;
}

/** Five stations that smell smoke, and a mast among them. */
export async function setSmokeStage(hub: TestHub): Promise<SmokeStage> {
  const stations: Device[] = [];
  for (const [i, place] of PLACES.entries()) stations.push(await station(hub, `kk-${i + 1}`, 'smoke-station', place));
  return { stations, mast: await station(hub, 'cot-gio', 'weather-mast', [300, 300]) };
}

/** Two hours until `end`: clean air, wind from the north-east, and whatever smoke there is at the first station. */
export function smokeHours(
  { stations, mast }: SmokeStage,
  end: number,
  smokeAt: (minutesBefore: number) => number,
): ReadingsItem[] {
  const reading = ({ id, commune }: Device, kind: string, ts: number, values: Reading['values']): Reading => ({
    ...{ type: 'reading', commune, device: id, kind, ts, received: ts, late: false, values, simulated: false },
  });
  const items: ReadingsItem[] = [];
  for (let ts = end - 120 * MINUTE; ts < end; ts += MINUTE) {
    for (const [i, device] of stations.entries()) {
      const mine = i === 0 ? smokeAt((end - ts) / MINUTE) : 0;
      const dust = { pm25: 15 + i + mine, pm10: 28 + i + 1.1 * mine, co: 0.4 + mine / 120, humidity: 70 };
      items.push(reading(device, 'air', ts, dust));
    }
    items.push(reading(mast, 'weather', ts, { wind_speed: 2.5, wind_direction: 45 }));
    for (let second = 0; second < 60; second += 5)
      items.push({ type: 'tick', received: ts + second * 1000, clock: 'ok' });
  }
  return items;
}
