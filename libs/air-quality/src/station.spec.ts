import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  type AqiTable,
  HOUR_MS,
  type HourSeries,
  joined,
  type PmSensors,
  type StationAir,
  stationAir,
  stationHour,
  worstOf,
} from './index.js';

const table = JSON.parse(readFileSync('reference/vn-aqi.json', 'utf8')) as AqiTable;
const sensors = JSON.parse(readFileSync('reference/pm-sensors.json', 'utf8')) as PmSensors;

const NOON = Date.parse('2026-11-26T12:00:00+07:00');
const back = (values: readonly (number | undefined)[]): HourSeries =>
  new Map(values.flatMap((v, i): [number, number][] => (v === undefined ? [] : [[NOON - i * HOUR_MS, v]])));
const same = (value: number) => back(Array<number>(12).fill(value));
const hour = (station: StationAir, end = NOON) => stationHour(table, sensors, station, end);

describe('the hour of a station', () => {
  it('has the index of its worst pollutant, and what each is of', () => {
    const station = stationAir(sensors, 'air-station', { pm25: same(30), co: back([31_000]) }, undefined);
    expect(hour(station)).toMatchObject({
      ...{ index: 103, main: 'co', until: NOON, subIndices: { pm25: 60, co: 103 } },
      values: { co: 31_000 },
    });
    expect(hour(station)!.values.pm25).toBeCloseTo(30, 9);
  });

  it('says up to when it knows, and is none once two of three hours are gone', () => {
    const station = stationAir(sensors, 'air-station', { pm25: same(30) }, undefined);
    expect(hour(station, NOON + HOUR_MS)).toMatchObject({ until: NOON, index: 60 });
    expect(hour(station, NOON + 2 * HOUR_MS)).toBeNull();
    expect(hour(stationAir(sensors, 'air-station', { no2: same(30) }, undefined))).toBeNull();
  });

  it('does not take a gas of an hour before', () => {
    const station = stationAir(sensors, 'air-station', { pm25: same(30), no2: back([undefined, 900]) }, undefined);
    expect(hour(station)!.subIndices).toEqual({ pm25: 60 });
  });

  it('is corrected for its model, keeps what was read, and says where it could not be', () => {
    const corrected = hour(stationAir(sensors, 'purpleair', { pm25: same(120) }, same(70)))!;
    expect(corrected.values.pm25).toBeCloseTo(62.6, 1);
    expect(corrected.rawPm25).toBe(120);
    const dry = stationAir(sensors, 'purpleair', { pm25: same(120) }, undefined);
    expect(dry.uncorrected).toBe(true);
    expect(hour(dry)!.values.pm25).toBeCloseTo(120, 9);
    expect(hour(stationAir(sensors, 'sds011', { pm25: same(120) }, same(70)))).not.toHaveProperty('rawPm25');
  });

  it('is flagged in fog', () => {
    const station = (humidity: number) => stationAir(sensors, 'sds011', { pm25: same(40) }, same(humidity));
    expect(hour(station(80))).not.toHaveProperty('fog');
    expect(hour(station(98))!.fog!.growth).toBeGreaterThan(3.88);
  });
});

describe('a place where one box took the place of another', () => {
  it('goes on with the hours of the one before, and takes the new one’s where both have them', () => {
    const old = stationAir(sensors, 'air-station', { pm25: same(30), pm10: same(20) }, undefined);
    const box = stationAir(sensors, 'purpleair', { pm25: back([120]) }, back([70]));
    const { hours, rawPm25, profile } = joined(box, old);
    expect(profile).toBe('purpleair');
    expect(hours.pm25!.get(NOON)).toBeCloseTo(62.6, 1);
    expect(hours.pm25!.get(NOON - HOUR_MS)).toBe(30);
    expect(hours.pm10).toBe(old.hours.pm10);
    expect([...rawPm25!.keys()]).toEqual([NOON]);
    expect(hour(joined(box, old))!.until).toBe(NOON);
  });
});

describe('the commune', () => {
  it('is spoken for by its worst station, and never by one that is simulated beside a real one', () => {
    const a = { index: 40 };
    const b = { index: 90 };
    const none = { index: null };
    const simulated = { index: 300, simulated: true };
    expect(worstOf([a, b, none])).toBe(b);
    expect(worstOf([a, simulated])).toBe(a);
    expect(worstOf([none, simulated])).toBeUndefined();
    expect(worstOf([simulated])).toBe(simulated);
    expect(worstOf([none])).toBeUndefined();
  });
});
