import { type Et0Day, et0Setting } from '#hub/contracts';
import { dayName, dayOf, type WeatherDay } from '#hub/irrigation';
import type { Registry } from '#hub/registry';

/** A setting holds so much: of a season full of gaps the oldest days are left out. Characters. */
const LONGEST = 60_000;

/** Writes down what each block's ET0 was made of, day by day, for those who answer for the water: a day that is over, once. */
export class WeatherKeeper {
  readonly #written = new Map<string, string>();

  constructor(private readonly settings: Pick<Registry['settings'], 'put'>) {}

  /** Days of weather by block; today's is not over. @throws RegistryUnavailableError */
  async write({ weather, now }: { weather: ReadonlyMap<string, readonly WeatherDay[]>; now: number }): Promise<void> {
    const today = dayName(dayOf(now));
    const made = new Map<readonly WeatherDay[], Et0Day[]>();
    for (const [block, days] of weather) {
      // blocks beside each other have the same weather
      const lines = made.get(days) ?? et0Days(days.filter(({ day }) => day < today));
      made.set(days, lines);
      const sign = JSON.stringify(lines);
      if (this.#written.get(block) === sign) continue;
      await this.settings.put(et0Setting(block), lines);
      this.#written.set(block, sign);
    }
  }
}

/** The newest of them, as many as a setting holds. */
function fitting(lines: Et0Day[]): Et0Day[] {
  let length = 2;
  const first = lines.findLastIndex((line) => (length += JSON.stringify(line).length + 1) > LONGEST);
  return lines.slice(first + 1);
}

/** From the first day of which something is known. */
export function et0Days(days: readonly WeatherDay[]): Et0Day[] {
  const known = days.findIndex(({ et0 }) => et0 !== undefined);
  if (known < 0) return [];
  const lines = days.slice(known).map(({ day, method, et0, standIn, rain, filled }) => ({
    ...{ day, method, rain: tenth(rain) },
    ...(et0 !== undefined && { et0: tenth(et0) }),
    ...(standIn !== undefined && { standIn: tenth(standIn) }),
    ...(filled.length > 0 && { filled: filled.map(({ element, how, hours }) => ({ element, how, hours })) }),
  }));
  return fitting(lines);
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
