import { type IrrigationTable, type Mast, type WeatherDay, weatherDays, type WeatherPlace } from '#hub/irrigation';

/** Weather is wider than a block: blocks within about two kilometres have the same, and it is reckoned once. Degrees. */
const STEP = 0.02;

/** Days of weather for each block's place, from its name to its name. */
export function weatherByPlace(
  places: ReadonlyMap<string, WeatherPlace>,
  masts: readonly Mast[],
  days: { from: string; to: string },
  { weather: rules }: Pick<IrrigationTable, 'weather'>,
): Map<string, readonly WeatherDay[]> {
  const known = new Map<string, readonly WeatherDay[]>();
  const found = new Map<string, readonly WeatherDay[]>();
  for (const [id, place] of places) {
    const square = `${Math.round(place.latitude / STEP)} ${Math.round(place.longitude / STEP)}`;
    const weather = known.get(square) ?? weatherDays(place, masts, days, rules);
    known.set(square, weather);
    found.set(id, weather);
  }
  return found;
}
