import type { Device, Metric } from '#hub/contracts';
import { addPerson, aField, startHub, type TestHub, type TestPerson, writeSeries } from '#hub/testkit';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SILENT_H = 5;
/** The plot that has run dry, and has a tube; and the one beside it, which has none. */
export const PLOT = 'to5-101';
const BESIDE = 'to5-102';

export interface DryField {
  hub: TestHub;
  farmer: TestPerson;
  neighbour: TestPerson;
}

const dateOf = (at: number) => new Date(at + 7 * HOUR).toISOString().slice(0, 10);

/**
 * Six weeks of a dry month: 24–34 °C, a light wind, sun by day, and the tube of one plot falling to 14 cm below the ground,
 * then silent for five hours: no value contradicts what is told of these.
 */
function dryWeeks(devices: Record<'mast' | 'tube', Device>, now: number) {
  const hours = Array.from({ length: 42 * 24 }, (_, i) => Math.floor(now / HOUR) * HOUR - (i + 1) * HOUR);
  const point = (device: Device, kind: string, ts: number, values: Partial<Record<Metric, number>>) => ({
    ...{ kind, commune: device.commune, device: device.id, ts: ts + HOUR / 2, received: ts + HOUR / 2, values },
    simulated: false,
  });
  const weather = hours.map((ts) => {
    const clock = ((ts / HOUR + 7) % 24) + 0.5;
    const sun = Math.max(0, Math.sin(((clock - 6) / 12) * Math.PI));
    return point(devices.mast, 'weather', ts, {
      ...{ temperature: 29 - 5 * Math.cos(((clock - 3) / 12) * Math.PI), humidity: 90 - 30 * sun, wind_speed: 1.5 },
      ...{ solar_radiation: 800 * sun, rain: 0 },
    });
  });
  const tube = hours
    .slice(SILENT_H, SILENT_H + 5 * 24)
    .map((ts, i) => point(devices.tube, 'paddy', ts, { field_level: -14 + i / 6 }));
  return [...weather, ...tube];
}

/** A hub, two farmers, and a field whose water is 16 cm below the ground. */
export async function setDryField(): Promise<DryField> {
  const hub = await startHub({ env: { FARM_COOPERATIVE: 'Hợp tác xã Yên Lộc, 0200 000 115' } });
  const add = async <T>(path: string, body: object): Promise<T> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await hub.fetch(`/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const now = Date.now();
  await add('/registry/hamlet', { id: 'dong', name: 'Thôn Đông' });
  await add('/registry/block', { id: 'dong-trung', name: 'Khu đồng Trung', hamlet: 'dong', told: 'farmers' });
  const farmer = await addPerson(hub, { grants: [{ role: 'farmer', scope: { kind: 'plot', id: PLOT } }] });
  const neighbour = await addPerson(hub, { grants: [{ role: 'farmer', scope: { kind: 'plot', id: BESIDE } }] });
  const about = { crop: 'rice', block: 'dong-trung', soil: 'silty-clay', sownOn: dateOf(now - 35 * DAY), pumpM3h: 35 };
  await add('/registry/plot', { id: PLOT, area: aField(0), ownName: 'Ruộng Gò', owner: farmer.id, ...about });
  await add('/registry/plot', { id: BESIDE, area: aField(1), owner: neighbour.id, ...about });
  const at = { lat: 20.9, lon: 106.3 };
  const device = async (body: object) => (await add<{ device: Device }>('/devices', body)).device;
  const mast = await device({ id: 'mast-1', name: 'Cột đo', profile: 'weather-mast', ...at });
  const tube = await device({ id: 'tube-1', name: 'Ống đo', profile: 'paddy-tube', ...at, plot: PLOT });
  await hub.kill9();
  await writeSeries(hub.dir, dryWeeks({ mast, tube }, now));
  await hub.restart();
  return { hub, farmer, neighbour };
}
