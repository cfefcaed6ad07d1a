import { type Metric, METRICS } from '#hub/contracts';
import type { Station } from '../commune/stations.js';
import { LIFTED } from '../commune/waters.js';
import { withWaste } from '../discharge/canal-water.js';
import { salinityOf, conductivityOf } from '../physics/salinity.js';
import { rainBetween } from '../physics/showers.js';
import { DAY_MS, HOUR_MS, hourOf } from '../physics/sun.js';
import { seedOf, drawAt, wander } from '../random.js';
import type { World } from './world.js';

export type Values = Partial<Record<Metric, number>>;
/** What a probe reads now; `since` is when it read last, milliseconds. */
type Probe = (world: World, station: Station, since: number) => Values;

/** Digits that the sensors of these metrics give. */
const DIGITS: Partial<Record<Metric, number>> = {
  pm25: 1,
  pm10: 1,
  water_level: 3,
  salinity: 2,
  ec: 3,
  ph: 2,
  do: 2,
  humidity: 1,
  soil_moisture: 1,
  field_level: 1,
  rain: 3,
  co: 2,
  pressure: 1,
  turbidity: 1,
};
/** Laser counters stop here. */
const MOST_PARTICLES = 999.9;
/** A perforated tube is sunk this deep, cm: lower water is not seen in it. */
const TUBE_BOTTOM = -28;
/** How far readings scatter: a share of the value, or in the metric's unit. */
const SCATTER = { particles: 0.03, temperature: 0.15, humidity: 0.8, level: 0.004 } as const;

/** Reads a station's sensors: the truth of the world, a little scatter, and the digits that the sensor has. */
export function measure(world: World, station: Station, since: number): Values {
  const probe = PROBES[station.profile];
  if (!probe) throw new Error(`nobody knows what a "${station.profile}" measures`);
  const values = probe(world, station, since);
  for (const [metric, value] of Object.entries(values) as [Metric, number][])
    values[metric] = Number(value.toFixed(DIGITS[metric] ?? METRICS[metric].decimals));
  return values;
}

/** Scatter of one sensor, -1 to 1: quick, and its own. */
const scatter = ({ seed, ms }: World, { id }: Station, of: string): number =>
  wander(seedOf('scatter', seed, id, of), ms, 4000);
/** Always a little high or low, -1 to 1. */
const bias = ({ seed }: World, { id }: Station, of: string): number => 2 * drawAt(seedOf('bias', seed, id, of), 0) - 1;

function particles(world: World, station: Station): Values {
  const { pm25, pm10, co } = world.airAt(station);
  const grain = 1 + SCATTER.particles * scatter(world, station, 'particles');
  return {
    pm25: Math.min(MOST_PARTICLES, pm25 * grain),
    pm10: Math.min(MOST_PARTICLES, pm10 * grain),
    co: co * (1 + 0.02 * scatter(world, station, 'co')),
  };
}
function comfort(world: World, station: Station): Values {
  const { temperature, humidity } = world.sky;
  return {
    temperature: temperature + 0.4 * bias(world, station, 't') + SCATTER.temperature * scatter(world, station, 't'),
    humidity: Math.min(
      100,
      humidity + 1.5 * bias(world, station, 'h') + SCATTER.humidity * scatter(world, station, 'h'),
    ),
  };
}
const pressure = (world: World, station: Station): Values => ({
  pressure: world.sky.pressure + 0.4 * bias(world, station, 'p') + 0.05 * scatter(world, station, 'p'),
});

/** Gusts and the vane's swinging belong to the anemometer: the mean wind carries the smoke. */
function wind(world: World, station: Station): Values {
  const { windSpeed, windFrom } = world.sky;
  const gust = wander(seedOf('gust', world.seed), world.ms, 7000) + 0.5 * scatter(world, station, 'gust');
  return {
    wind_speed: windSpeed * (1 + 0.12 * gust),
    wind_direction: (windFrom + 4 * wander(seedOf('vane', world.seed), world.ms, 6000) + 360) % 360,
  };
}

/** A panel charges by day, the station draws by night; each battery has an age. */
function charge(world: World, station: Station): number {
  const hour = hourOf(world.ms);
  const sinceSunset = (hour + 24 - 17.5) % 24;
  const drawn = sinceSunset < 13 ? sinceSunset / 13 : Math.max(0, 1 - (sinceSunset - 13) / 5);
  return 98 - 6 * drawAt(seedOf('age', world.seed, station.id), 0) - 9 * drawn - 1.5 * (1 - world.sky.sunshine);
}
const battery = (world: World, station: Station): Values => ({ battery: charge(world, station) });
const voltage = (world: World, station: Station): Values => ({
  battery_voltage: 11.6 + 0.017 * charge(world, station),
});

/** Water follows the air of the last day, and the sun on it, slowly. */
const waterTemperature = (world: World, station: Station): number =>
  world.sky.temperature * 0.55 +
  12.2 +
  1.1 * Math.cos((2 * Math.PI * (hourOf(world.ms) - 16)) / 24) +
  0.3 * bias(world, station, 'w');

function level(world: World, station: Station): Values {
  const value = world.canals.level(station.stretch!) + SCATTER.level * scatter(world, station, 'level');
  return { water_level: value };
}
/** Salinity where a probe hangs, g/l: outside the sluices, or in the branch behind the siphon. */
function saltAt(world: World, { id, profile }: Station): number {
  const { salinity } = world.siphon;
  if (id === 'do-man-kenh-dong' && salinity !== undefined) return salinity;
  return world.saltOutside(profile === 'tide-gate' ? 'cua-tieu' : 'ben-me');
}
function salt(world: World, station: Station): Values {
  // the probe measures conductivity, the salinity is computed from it: the two always agree
  const ec = conductivityOf(saltAt(world, station)) * (1 + 0.012 * scatter(world, station, 'ec'));
  return { ec, salinity: salinityOf(Number(ec.toFixed(3))), water_temperature: waterTemperature(world, station) };
}

/** Slow water full of weeds: oxygen and pH rise with the light and fall by night, rain muddies it. */
function waterQuality(world: World, station: Station): Values {
  const light = Math.cos((2 * Math.PI * (hourOf(world.ms) - 15.5)) / 24);
  const mud = rainBetween(world.seed, world.ms - 6 * HOUR_MS, world.ms);
  const clean: Values = {
    ph:
      7.25 +
      0.22 * light +
      0.05 * wander(seedOf('ph', world.seed), world.ms, 5 * HOUR_MS) +
      0.01 * scatter(world, station, 'ph'),
    ec: 0.62 + 0.08 * wander(seedOf('salts', world.seed), world.ms, DAY_MS) - Math.min(0.15, mud * 0.015),
    do:
      4.9 +
      1.3 * light +
      0.3 * wander(seedOf('do', world.seed), world.ms, 3 * HOUR_MS) +
      0.05 * scatter(world, station, 'do'),
    water_temperature: waterTemperature(world, station),
    turbidity:
      22 +
      5 * wander(seedOf('turbid', world.seed), world.ms, 6 * HOUR_MS) +
      Math.min(45, mud * 5) +
      scatter(world, station, 'ntu'),
  };
  return world.waste ? withWaste(clean, world.waste) : clean;
}

const fieldOf = (world: World, station: Station) => {
  const field = world.fields.get(station.id);
  if (!field) throw new Error(`there is no field "${station.id}"`);
  return field.level;
};

/** What each profile of station measures. */
const PROBES: Record<string, Probe> = {
  'air-station': (w, s) => ({ ...particles(w, s), ...comfort(w, s), ...pressure(w, s) }),
  'smoke-station': (w, s) => ({ ...particles(w, s), ...comfort(w, s) }),
  'weather-mast': (w, s, since) => ({
    ...comfort(w, s),
    ...pressure(w, s),
    ...wind(w, s),
    rain: rainBetween(w.seed, since, w.ms),
    solar_radiation: w.sky.radiation,
    ...voltage(w, s),
  }),
  'canal-level': (w, s) => ({ ...level(w, s), ...battery(w, s) }),
  'salinity-station': (w, s) => ({ ...salt(w, s), ...battery(w, s) }),
  'tide-gate': (w, s) => ({
    ...salt(w, s),
    ...level(w, s),
    flow: w.canals.sluiceFlow.get('cua-tieu') ?? 0,
    gate_opening: w.openingOf('ngan-man-cua-tieu'),
  }),
  'hourly-logger': (w, s) => ({ ...level(w, s), water_temperature: waterTemperature(w, s), ...voltage(w, s) }),
  'rs485-logger': waterQuality,
  'soil-probe': (w, s) => ({
    soil_moisture: fieldOf(w, s) + 0.1 * scatter(w, s, 'soil'),
    soil_temperature: w.sky.temperature * 0.4 + 15.5,
    ec: 0.35 + 0.012 * fieldOf(w, s),
    ...battery(w, s),
  }),
  'paddy-tube': (w, s) => ({
    field_level: Math.max(TUBE_BOTTOM, fieldOf(w, s) + 0.1 * scatter(w, s, 'paddy')),
    water_temperature: waterTemperature(w, s) + 1,
    ...battery(w, s),
  }),
  pump: (w, s) => {
    const told = w.works.pumps.get(s.id);
    if (!told) return { pump_on: w.pumpOn ? 1 : 0 };
    return { pump_on: told.on ? 1 : 0, flow: told.on ? LIFTED : 0, ...level(w, s) };
  },
  'sluice-gate': (w, s) => ({
    gate_opening: w.openingOf('cong-ben-me'),
    flow: w.canals.sluiceFlow.get('ben-me') ?? 0,
    ...level(w, s),
    ...battery(w, s),
  }),
  siren: (w, s) => ({ ...battery(w, s), ...voltage(w, s), rssi: -70 + 6 * scatter(w, s, 'rssi') }),
  generic: (w, s) => ({
    temperature: w.sky.temperature * 0.5 + 14 + 0.1 * scatter(w, s, 't'),
    humidity: 40 + w.sky.humidity * 0.3 + 0.5 * scatter(w, s, 'h'),
    battery: 97,
  }),
};
