import { type Device, type Metric, type ReadingsItem } from '#hub/contracts';
import { DeviceDirectory, releaseProfiles } from '#hub/registry';
import { readReference } from '#hub/service-kit';
import type { SmokeRules } from '#hub/smoke';
import type { TrustRules } from '#hub/water';
import { AnalysisService } from '../../../apps/analysis/src/analysis.service.js';
import { SmokeDesk } from '../../../apps/analysis/src/smoke/smoke-desk.js';
import { TrustDesk } from '../../../apps/analysis/src/trust/trust-desk.js';
import { OutletDesk, type OutletRules, probesOf } from '../../../apps/analysis/src/water/outlet-desk.js';
import { WaterDesk, type WaterRules } from '../../../apps/analysis/src/water/water-desk.js';
import { LOAD_PROFILES, type LoadProfile, valuesOf } from '../figures.js';
import { benchDevices, benchHub, readableIn } from '../hub.js';
import { cpuMicros, load, median } from '../processes.js';
import type { Row } from './row.js';

const DEVICES = 50;
const BATCH = 256;
const PACKETS = 200_000;
/** 500 packets a second of 50 devices, the load that the hub is made for; what is done by the clock is shared by them. */
const SPACING_MS = 100;

const profiles = releaseProfiles();

/** Processor time that a packet costs the whole hub, from its arrival until nothing is left to do, µs. */
async function wholePacket(): Promise<number> {
  const hub = await benchHub({});
  try {
    const clients = await benchDevices(hub, DEVICES, 'bench');
    const about = { port: hub.mqttPort, clients, inflight: 20 };
    await load({ ...about, packets: PACKETS / 5, firstTs: Date.now() - (2 * PACKETS) / DEVICES });
    const before = cpuMicros(hub.pid);
    const firstTs = Date.now() - PACKETS / DEVICES;
    const { acked } = await load({ ...about, packets: PACKETS, firstTs });
    await readableIn(hub, clients, firstTs, acked);
    return (cpuMicros(hub.pid) - before) / acked;
  } finally {
    await hub.stop();
    await hub.remove();
  }
}

/** Processor time of what the analysis does with a reading, its state as it is kept included, µs. */
export function analysisOfAReading(): number {
  const devices = Array.from({ length: DEVICES }, (_, i): Device => {
    const profile = LOAD_PROFILES[i % LOAD_PROFILES.length]!;
    const place = { lat: 20.4 + (i % 7) / 200, lon: 106.3 + (i % 5) / 200 };
    return {
      id: `bench-${i}`,
      commune: '00001',
      profile,
      state: 'installed',
      name: '',
      simulated: false,
      installedAt: 0,
      ...place,
    };
  });
  const directory = new DeviceDirectory();
  directory.replace({ devices: devices.map((device) => ({ device, secretHashes: [] })), gateways: [], profiles });
  const rules = readReference('smoke.json') as SmokeRules;
  const ofWater = readReference('water.json') as WaterRules & OutletRules;
  const trust = new TrustDesk(readReference('trust.json') as TrustRules, directory);
  const service = new AnalysisService({
    ...{ log: { state: () => [], scanBack: () => [] } as never, directory, rules, season: 'red-river', trust },
    smoke: new SmokeDesk(rules, () => []),
    water: new WaterDesk(ofWater),
    outlets: new OutletDesk(ofWater, probesOf(directory, trust)),
  });
  const kindOf = new Map(profiles.map(({ id, kind }) => [id, kind]));
  let ts = Date.UTC(2026, 9, 5);
  const batches = Array.from({ length: PACKETS / BATCH }, (_, n): ReadingsItem[] =>
    Array.from({ length: BATCH }, (__, i): ReadingsItem => {
      const device = devices[(n * BATCH + i) % DEVICES]!;
      if ((n * BATCH + i) % DEVICES === 0) ts += SPACING_MS;
      const values = valuesOf(device.profile as LoadProfile, n * BATCH + i) as Partial<Record<Metric, number>>;
      const about = { commune: '00001', device: device.id, kind: kindOf.get(device.profile)!, simulated: false };
      return i === 0
        ? { type: 'tick', received: ts, clock: 'ok' }
        : { type: 'reading', ...about, ts, received: ts, late: false, values };
    }),
  );
  let bytes = 0;
  const before = process.cpuUsage();
  for (const items of batches)
    service.onReadings(items, {
      append: (_, told) => (bytes += JSON.stringify(told).length),
      put: (_, value) => (bytes += JSON.stringify(value)?.length ?? 0),
      afterCommit: (done) => done(),
    });
  const { user, system } = process.cpuUsage(before);
  if (bytes === 0) throw new Error('the analysis kept nothing: it was not measured');
  return (user + system) / PACKETS;
}

/** Row (m): what conclusions from several readings (fires, discharges, trust) add to the cost of a packet. */
export async function conclusions(runs: number): Promise<Row[]> {
  const whole: number[] = [];
  const own: number[] = [];
  for (let i = 0; i < runs; i++) {
    whole.push(await wholePacket());
    own.push(analysisOfAReading());
  }
  const share = median(own.map((micros, i) => micros / (whole[i]! - micros)));
  return [
    { id: 'm.own', what: 'conclusions from several readings, CPU', value: median(own), unit: 'µs/packet', runs },
    {
      id: 'm.share',
      what: 'what they add to the cost of a packet, at 500 packets/s',
      value: share,
      unit: '×',
      bar: { atMost: 0.1 },
      runs,
    },
  ];
}
