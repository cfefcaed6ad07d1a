import { HOUR_MS } from '../calendar.js';
import type { Outlook } from '../forecast/forecast.js';

/** From `from` hours on a field should hold no less than `least` mm, nor, while it waits for rain, less than `wait`. */
export interface Floor {
  from: number;
  least: number;
  wait: number;
}

export interface Ahead {
  /** Hours until the field first holds less than it should; undefined: not within the horizon. */
  meets: number | undefined;
  /** Which of the floors that is. */
  floor: number | undefined;
  /** mm: what it then lacks to stay above, at the least. Below nothing: it fell below what it may while it waits. */
  spare: number;
  /** Whether it holds enough at the horizon. */
  well: boolean;
}

/**
 * How a field goes on that loses so many mm an hour and gets the rain of an outlook, up to what it can hold. `floors` in order of time,
 * the first from 0 on. Rates are even in between, so each stretch is a line: it is looked at where it ends.
 */
export function lookAhead(
  stored: number,
  { lossHour, most }: { lossHour: number; most: number },
  stretches: Outlook['stretches'],
  floors: readonly Floor[],
): Ahead {
  let [at, now, floor] = [0, stored, 0];
  let meets: number | undefined;
  let met: number | undefined;
  let spare = Number.POSITIVE_INFINITY;
  const check = (rate: number) => {
    const { least, wait } = floors[floor]!;
    spare = Math.min(spare, now - wait);
    if (meets !== undefined || now > least) return;
    met = floor;
    meets = rate > 0 && now < least ? Math.max(floors[floor]!.from, at - (least - now) / rate) : at;
  };
  check(0);
  for (const { hours, mmHour } of stretches) {
    const rate = lossHour - mmHour;
    const end = at + hours;
    while (at < end) {
      const next = floors[floor + 1]?.from ?? Infinity;
      const to = Math.min(end, next);
      now = Math.min(Math.max(most, now), now - rate * (to - at));
      at = to;
      check(rate);
      if (at === next) {
        floor++;
        check(0);
      }
    }
  }
  return { meets, floor: met, spare, well: now > floors[floor]!.least };
}

export const hoursLater = (at: number, hours: number): number => at + hours * HOUR_MS;
