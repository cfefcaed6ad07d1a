import { dayNumber, dayOf } from '../calendar.js';
import type { IrrigationTable } from '../reference.js';
import type { WeatherDay } from '../weather/weather-days.js';
import { type Neighbour, neighbours, wateredAlike } from './borrow.js';
import type { Reading } from './plot.js';
import { season, type SeasonInput } from './season.js';
import { type PlotState, stateOf } from './state.js';

/**
 * A plot that is not like any measured one now goes on by its own balance from the last reading that held for both: before one of them
 * was filled and the other not. It is an estimate, and says from whose tube. A plot that is measured or borrows, that was read itself
 * since, or that has no such reading in the last days, stays as it is. `weather` and `input` are those of its own season.
 */
export function goOn(
  own: PlotState,
  others: readonly PlotState[],
  weather: readonly WeatherDay[],
  input: SeasonInput,
  table: IrrigationTable,
): PlotState {
  if (own.basis !== 'estimated') return own;
  const shared = lastShared(own, others, table);
  if (!shared) return own;
  const { at, metric, value } = shared.reading;
  const reading = { at, metric, value };
  // days before it are for what is expected to evaporate
  const first = weather.length > 0 ? dayNumber(weather[0]!.day) : 0;
  const days = weather.slice(Math.max(0, dayOf(at) - first - table.weather.knownDays));
  const measurements = [...(input.measurements ?? []).filter((one) => one.at < at), reading];
  const found = season(own.field.plot, days, { ...input, measurements }, table);
  if (found.kind === 'none' || found.measured !== reading) return own;
  const { readings: _, unseen: __, ...state } = stateOf(found, table);
  const borrowed = { from: shared.other.field.plot.id, distanceM: Math.round(shared.away) };
  return { ...state, readings: own.readings, basis: 'estimated', borrowed };
}

/** Of its block first, then the latest by days, then the nearest. */
function lastShared(
  own: PlotState,
  others: readonly PlotState[],
  { borrow: rules }: IrrigationTable,
): (Neighbour & { reading: Reading }) | undefined {
  const since = own.measured?.at ?? Number.NEGATIVE_INFINITY;
  return neighbours(own, others, rules)
    .flatMap((one) => {
      const reading = one.other.readings.findLast(
        ({ at, holdsUntil }) => at > since && wateredAlike(own, one.other, holdsUntil, rules),
      );
      return reading ? [{ ...one, reading }] : [];
    })
    .sort((a, b) => a.far - b.far || dayOf(b.reading.at) - dayOf(a.reading.at))[0];
}
