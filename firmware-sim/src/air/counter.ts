import { drawAt, seedOf } from '../random.js';

/** Air as it is: µg/m³, CO mg/m³, humidity %. */
export interface Breath {
  pm25: number;
  pm10: number;
  co: number;
  humidity: number;
}

/** A counter's highest figure, µg/m³. */
const FULL = 999.9;

/**
 * What a cheap laser counter and its neighbours in the box make of the air: each box is a little high or low for ever,
 * scatters, counts droplets in damp air as dust and stops at its highest figure. `n` numbers the readings.
 */
export function countIn(seed: number, station: string, n: number, air: Breath): Breath {
  const own = (part: string) => drawAt(seedOf('box', seed, station, part), 0);
  const draw = seedOf('count', seed, station);
  const noise = (i: number) => drawAt(draw, 8 * n + i) + drawAt(draw, 8 * n + i + 1) - 1;
  const damp = Math.min(0.985, air.humidity / 100);
  const swollen = 1 + (0.02 + 0.02 * own('droplets')) * ((damp * damp) / (1 - damp));
  const gain = 0.9 + 0.2 * own('gain');
  const grain = 1 + 0.06 * noise(0);
  const read = (value: number, i: number) =>
    Number(Math.min(FULL, Math.max(0, value * swollen * gain * grain + 1.5 * noise(i))).toFixed(1));
  return {
    pm25: read(air.pm25, 2),
    pm10: read(air.pm10, 4),
    co: Number(Math.max(0, air.co * (0.95 + 0.1 * own('co')) + 0.05 * noise(5)).toFixed(2)),
    humidity: Number(Math.min(100, air.humidity + 3 * own('humidity') - 1.5 + noise(6)).toFixed(1)),
  };
}
