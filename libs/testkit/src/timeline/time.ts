/** "01:10", "01:10:30", "+1 01:10" of the story's day in Vietnam, or milliseconds. */
export type Time = string | number;

const VIETNAM_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
const PATTERN = /^(?:\+(\d+) )?(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** Reads the times of a story that begins on this day ("2026-06-02"). */
export function timeReader(day: string): (time: Time) => number {
  const midnight = Date.parse(`${day}T00:00:00Z`) - VIETNAM_MS;
  return (time) => {
    if (typeof time === 'number') return time;
    const m = PATTERN.exec(time);
    if (!m) throw new Error(`not a time: "${time}"`);
    const [, days, hours, minutes, seconds] = m;
    return (
      midnight +
      Number(days ?? 0) * DAY_MS +
      (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)) * 1000
    );
  };
}

/** "01:10:00" in Vietnam. */
export const clockOf = (ms: number): string => new Date(ms + VIETNAM_MS).toISOString().slice(11, 19);
export const writeTime = (ms: number): string =>
  `${new Date(ms + VIETNAM_MS).toISOString().slice(8, 10)}. ${clockOf(ms)}`;
