import type { DayHours } from './day-hours.js';
import { ELEMENTS, type Filled, type Mast } from './mast.js';

/** What of a day's hours is not the own mast's: lines, neighbours, and rain that nobody measured. */
export function filledOf(day: DayHours, masts: readonly Mast[]): readonly Filled[] {
  return ELEMENTS.flatMap((element): Filled[] => {
    const { origins } = day[element];
    const lines = origins.filter((origin) => origin === 'line').length;
    const others = origins.filter((origin) => typeof origin === 'number');
    const missing = element === 'rain' ? origins.filter((origin) => origin === undefined).length : 0;
    const from = [...new Set(others)].sort((a, b) => a - b).map((index) => masts[index]!.id);
    return [
      ...(lines > 0 ? [{ element, how: 'interpolated' as const, hours: lines }] : []),
      ...(others.length > 0 ? [{ element, how: 'neighbour' as const, hours: others.length, from }] : []),
      ...(missing > 0 ? [{ element, how: 'missing' as const, hours: missing }] : []),
    ];
  });
}
