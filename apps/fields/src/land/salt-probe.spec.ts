import { describe, expect, it } from '@jest/globals';
import type { Block, DeviceProfile, Metric } from '#hub/contracts';
import type { IrrigationTable } from '#hub/irrigation';
import { DeviceDirectory } from '#hub/registry';
import { readReference } from '#hub/service-kit';
import { Hours } from '../weather/hours.js';
import { saltProbeOf, saltSupply } from './salt-probe.js';

const table = readReference('irrigation.json') as IrrigationTable;
const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 27, 5, 20);
const BLOCK = { id: 'k', name: 'Khu', watched: 'cong' } as Block;
type Values = Partial<Record<Metric, (hoursAgo: number) => number | undefined>>;

/** A station at a sluice: what its model has, and what it measured in the last hours. */
async function at(
  metrics: DeviceProfile['metrics'],
  values: Values,
  { doubted = [] as Metric[], hours = 60 } = {},
): Promise<Awaited<ReturnType<typeof saltSupply>> | undefined> {
  const profile = { id: 'p', kind: 'canal', vi: 'Trạm', en: 'Station', metrics, intervalMs: 300_000 } as DeviceProfile;
  const directory = new DeviceDirectory();
  const device = { id: 'cong', commune: '26734', profile: 'p', state: 'installed', name: 'Cống', simulated: false };
  directory.replace({ devices: [{ device: device as never, secretHashes: [] }], gateways: [], profiles: [profile] });
  const series = {
    async query({ metric, from, to }: { metric: Metric; from: number; to: number }) {
      return Array.from({ length: hours }, (_, i) => {
        const value = values[metric]?.(i);
        return value === undefined ? [] : [{ time: Math.floor(NOW / HOUR) * HOUR - i * HOUR, value }];
      })
        .flat()
        .filter(({ time }) => time >= from && time < to)
        .reverse();
    },
  };
  const probe = saltProbeOf(BLOCK, directory);
  return (
    probe &&
    saltSupply(probe, new Hours(series as never), {
      ...{ now: NOW, table },
      isDoubted: (_, metric) => doubted.includes(metric as Metric),
    })
  );
}
const tide = (salt: number) => (hoursAgo: number) => (hoursAgo % 12 < 6 ? salt : salt / 20);

describe('salt where a block takes its water', () => {
  it('is not looked for where nothing that watches could tell of it', async () => {
    expect(await at({ water_level: {} }, { water_level: () => 1 })).toBeUndefined();
  });

  it('is by conductivity of 25 °C on the practical salinity scale, and not by the rule of thumb', async () => {
    const { salinity } = (await at({ ec: {}, water_temperature: {} }, { ec: () => 5, water_temperature: () => 18 }))!;
    // 0.64 g/l per mS/cm would say 3.2
    expect(salinity!.value).toBeCloseTo(2.68, 2);
  });
  it('is by conductivity as measured with the temperature of that hour, where the model says so', async () => {
    const raw = { ec: { at25: false }, water_temperature: {} };
    const { salinity } = (await at(raw, { ec: () => 5, water_temperature: () => 18 }))!;
    expect(salinity!.value).toBeGreaterThan(3.1);
    expect(salinity!.value).toBeLessThan(3.2);
    const lost = (await at(raw, { ec: () => 5, water_temperature: (ago) => (ago < 4 ? undefined : 18) }))!;
    expect(lost.salinity!.at).toBe(Math.floor(NOW / HOUR) * HOUR - 4 * HOUR);
    expect(await at(raw, { ec: () => 5 })).toEqual({ saltProbe: { is: 'silent' } });
    expect(await at({ ec: { at25: false } }, { ec: () => 5 })).toEqual({ saltProbe: { is: 'silent' } });
  });
  it('that is measured goes before conductivity, hour by hour', async () => {
    const { salinity } = (await at({ salinity: {}, ec: {} }, { salinity: () => 1.5, ec: () => 5 }))!;
    expect(salinity!.value).toBe(1.5);
    const silent = (await at({ salinity: {}, ec: {} }, { salinity: (i) => (i < 3 ? undefined : 1.5), ec: () => 5 }))!;
    expect(silent.salinity!.value).toBeCloseTo(2.68, 2);
  });
  it('by conductivity makes fresh hours, too', async () => {
    const { fresh } = (await at({ ec: {} }, { ec: tide(9) }))!;
    expect(fresh!.length).toBeGreaterThan(3);
  });
});

describe('a probe of salt', () => {
  it('that is doubted is stood in for by what is not', async () => {
    const both = { salinity: () => 0.2, ec: () => 5 };
    const told = (await at({ salinity: {}, ec: {} }, both, { doubted: ['salinity'] }))!;
    expect(told.salinity!.value).toBeCloseTo(2.68, 2);
    expect(told.saltProbe).toBeUndefined();
  });
  it('that is doubted all through counts with its saltiest hour of the last tide, and is named', async () => {
    const told = (await at({ ec: {} }, { ec: (ago) => (ago === 12 ? 9 : 0.4) }, { doubted: ['ec'] }))!;
    expect(told.salinity!.value).toBeGreaterThan(4);
    // told as of its own hour: it is not what there is now
    expect(told.salinity!.at).toBe(Math.floor(NOW / HOUR) * HOUR - 12 * HOUR);
    expect(told).toMatchObject({ saltProbe: { is: 'doubted' } });
    expect(told.fresh).toBeUndefined();
  });
  it('that has been silent for days, or ever, is named', async () => {
    const values = (ago: number) => (ago < 72 ? undefined : 9);
    const since = Math.floor(NOW / HOUR) * HOUR - 72 * HOUR;
    expect(await at({ ec: {} }, { ec: values }, { hours: 100 })).toEqual({
      salinity: { value: expect.closeTo(5.02, 1), at: since },
      saltProbe: { is: 'silent', since },
    });
    expect(await at({ ec: {} }, {})).toEqual({ saltProbe: { is: 'silent' } });
  });
});
