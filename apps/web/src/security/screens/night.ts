import { localHour } from '../../format/clock.js';

/** When eyes are used to the dark. */
const FROM = 18;
const TO = 6;

/** The ground of the screens: dark at night, light where the sun shines on it. */
export function groundAt(now: number): 'dark' | 'light' {
  const hour = localHour(now);
  return hour >= FROM || hour < TO ? 'dark' : 'light';
}
