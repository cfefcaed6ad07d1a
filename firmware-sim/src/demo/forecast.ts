import { writeFileSync } from 'node:fs';
import { extremesOf } from '../physics/climate.js';
import { rainBetween } from '../physics/showers.js';
import { DAY_MS, dayOf, HOUR_MS, VIETNAM_MS } from '../physics/sun.js';

const HOURS = 72;
const DAYS = 5;
/** Rain that the forecast has beside the showers of the days: from so many hours on, for so long, mm an hour. */
const FRONT = { after: 3, hours: 10, mmHour: 2.4 } as const;

/** An hour or a day as people's clocks here say it, without a zone: "2026-11-26T05:00". */
const local = (ms: number, digits: number) => new Date(ms + VIETNAM_MS).toISOString().slice(0, digits);
const tenth = (value: number) => Math.round(value * 10) / 10;

/**
 * A forecast as Open-Meteo answers it, made at `now`: the showers of the simulated weather, and a front before them that a
 * field may wait for. That a forecast comes true nobody promises.
 */
export function forecastAt(seed: number, now: number): object {
  const first = Math.floor(now / HOUR_MS) * HOUR_MS;
  const front = (ms: number): number => {
    const hours = (ms - first) / HOUR_MS;
    return hours >= FRONT.after && hours < FRONT.after + FRONT.hours ? FRONT.mmHour : 0;
  };
  const rainIn = (from: number, hours: number) =>
    rainBetween(seed, from, from + hours * HOUR_MS) +
    Array.from({ length: hours }, (_, i) => front(from + i * HOUR_MS)).reduce((sum, mm) => sum + mm, 0);
  const hours = Array.from({ length: HOURS }, (_, i) => first + i * HOUR_MS);
  const midnight = dayOf(now) * DAY_MS - VIETNAM_MS;
  const days = Array.from({ length: DAYS }, (_, i) => midnight + i * DAY_MS);
  const extremes = days.map((day) => extremesOf(seed, day));
  return {
    hourly: { time: hours.map((ms) => local(ms, 16)), precipitation: hours.map((ms) => tenth(rainIn(ms, 1))) },
    daily: {
      time: days.map((ms) => local(ms, 10)),
      precipitation_sum: days.map((ms) => tenth(rainIn(ms, 24))),
      temperature_2m_min: extremes.map(([low]) => tenth(low)),
      temperature_2m_max: extremes.map(([, high]) => tenth(high)),
    },
  };
}

export const writeForecast = (file: string, seed: number, now: number): void =>
  writeFileSync(file, JSON.stringify(forecastAt(seed, now)));
