import type { AirTimes, Broadcast, Incident } from '#hub/contracts';
import { DAY_MS, startOfDay } from '../format/clock.js';
import type { BroadcastWords } from './words.js';

/** Whom it is for, in a few words. */
export function audienceOf({ audience }: Pick<Broadcast, 'audience'>, t: BroadcastWords): string {
  return audience.everywhere ? t.everywhere : audience.hamlets.map(({ name }) => name).join(', ');
}

/** Loudspeakers that take no order to stop have all of it: nothing is left that the hub could keep back. */
export const isPastStopping = ({ receipts }: Pick<Broadcast, 'receipts'>, known?: { stop: boolean }): boolean =>
  known?.stop === false && !receipts.some(({ state }) => state === 'queued');

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** When an ordinary message of so many seconds could be aired that is approved now; others may stand before it. */
export function nextAir(windows: AirTimes['windows'], now: number, seconds: number): number {
  const starts = [0, 1].flatMap((day) =>
    windows.map(({ from, to }) => {
      const midnight = startOfDay(now) + day * DAY_MS;
      return { from: midnight + minutesOf(from) * 60_000, to: midnight + minutesOf(to) * 60_000 };
    }),
  );
  const fits = starts
    .map(({ from, to }) => ({ at: Math.max(from, now), to }))
    .filter(({ at, to }) => at + seconds * 1000 <= to)
    .map(({ at }) => at);
  return Math.min(...fits);
}

/** What, where and since when, as it is read aloud; what is to be done about it is not for the public. No names. */
export function suggestedText({ text }: Pick<Incident, 'text'>, t: BroadcastWords): string {
  const [head = ''] = text.voice.split(/\.\s|\.$/);
  return t.suggested(head.replace(/[<>{}]/g, ''));
}
