import { addSample, type Binned } from '../bins.js';
import { NEW_STATION, type SmokeState, type WindSample } from './state.js';

/** Takes a raw value of a station. `value` in the catalogue's unit. */
export function feed(state: SmokeState, station: string, metric: Binned, ts: number, value: number): SmokeState {
  const own = state.stations[station] ?? NEW_STATION;
  const open = addSample(own.open, metric, [ts, value]);
  if (open === own.open) return state;
  return { ...state, stations: { ...state.stations, [station]: { ...own, open } } };
}

/** Takes the wind of a mast. */
export function feedWind(
  state: SmokeState,
  mast: string,
  ts: number,
  wind: { from: number; speed: number; radiation?: number },
): SmokeState {
  if (![ts, wind.from, wind.speed].every(Number.isFinite)) return state;
  const sample: WindSample = [mast, ts, wind.from, wind.speed, wind.radiation ?? null];
  return { ...state, wind: { ...state.wind, open: [...state.wind.open, sample] } };
}
