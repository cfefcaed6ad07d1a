import { describe, expect, it } from '@jest/globals';
import type { Device, DeviceProfile } from '#hub/contracts';
import { type IrrigationTable, weatherDays } from '#hub/irrigation';
import { DeviceDirectory } from '#hub/registry';
import { readReference } from '#hub/service-kit';
import { HOUR_MS, Hours } from './hours.js';
import { readMasts, weatherStations } from './masts.js';

const table = readReference('irrigation.json') as IrrigationTable;
const { profiles } = readReference('profiles.json') as { profiles: DeviceProfile[] };
const usual = profiles.find(({ id }) => id === 'weather-mast')!;
/** Midnight in Vietnam, and the end of that day. */
const FROM = Date.parse('2026-11-25T00:00:00+07:00');
const NOW = FROM + 24 * HOUR_MS;
const HANOI = { latitude: 21.03, longitude: 105.85, altitude: 10 };

/** One mast whose anemometer reads 3.2 m/s all day. */
async function mastOf(profile: DeviceProfile, own: Partial<Device>) {
  const device: Device = {
    ...{ id: 'mast', commune: '12345', profile: profile.id, state: 'installed', name: 'Trạm thời tiết' },
    ...{ simulated: false, installedAt: 0, lat: HANOI.latitude, lon: HANOI.longitude },
    ...own,
  };
  const directory = new DeviceDirectory();
  directory.replace({ devices: [{ device, secretHashes: [] }], gateways: [], profiles: [profile] });
  const reads: Record<string, number> = {
    temperature: 24,
    humidity: 75,
    wind_speed: 3.2,
    solar_radiation: 150,
    rain: 0,
  };
  const hours = new Hours({
    query: async ({ metric, from, to }) => {
      const points = [];
      for (let time = from; time < Math.min(to, NOW); time += HOUR_MS) points.push({ time, value: reads[metric]! });
      return points;
    },
  });
  return readMasts(weatherStations(directory, false), hours, { from: FROM, now: NOW });
}
const dayOf = async (profile: DeviceProfile, own: Partial<Device> = {}) =>
  weatherDays(HANOI, await mastOf(profile, own), { from: '2026-11-25', to: '2026-11-25' }, table.weather)[0]!;

describe('the wind of a mast', () => {
  // FAO-56 eq. 47, example 14: 3.2 m/s at 10 m are 2.4 m/s at 2 m
  it.each([
    ['as its profile has it', usual, 2.39],
    ['as weather services have it, where nobody says', { ...usual, windHeightM: undefined }, 2.39],
    ['at the height of an agricultural station', { ...usual, windHeightM: 2 }, 3.2],
    ['on a roof', { ...usual, windHeightM: 15 }, 2.25],
  ])('is brought down to 2 m from where its anemometer stands: %s', async (_, profile, wind) => {
    const day = await dayOf(profile as DeviceProfile);
    expect(day.wind).toBeCloseTo(wind, 2);
  });

  it('is brought down from the mast’s own height where that is entered, whatever its profile has', async () => {
    expect((await dayOf(usual, { windHeightM: 2 })).wind).toBeCloseTo(3.2, 2);
    expect((await dayOf({ ...usual, windHeightM: 2 }, { windHeightM: 10 })).wind).toBeCloseTo(2.39, 2);
  });

  it('changes what evaporates: who says 10 m of an anemometer at 2 m advises too little', async () => {
    const [high, low] = [await dayOf(usual), await dayOf({ ...usual, windHeightM: 2 })];
    expect(low.et0!).toBeGreaterThan(high.et0!);
  });
});
