import type { Words } from '../words/vi.js';
import type { Absence, Station } from './station-state.js';

/** Why the wall knows nothing new of a station, as it is counted: what it takes to mend it differs. */
export const AWAY = ['silent', 'backlog', 'waiting', 'calibrating', 'unused', 'untold'] as const;
export type Away = (typeof AWAY)[number];

export function awayBy({ why }: Absence): Away {
  switch (why) {
    case 'silent':
    case 'backlog':
    case 'calibrating':
      return why;
    case 'nothing-yet':
      return 'waiting';
    case 'no-history':
      return 'untold';
    default:
      return 'unused';
  }
}

export interface Tally {
  stations: number;
  /** Whose values are of now: the ones a word about the commune can speak for. */
  known: number;
  /** The others by reason, in the order of `AWAY`. */
  away: readonly { why: Away; count: number }[];
}

export function tallyOf(stations: readonly Pick<Station, 'absence'>[]): Tally {
  const reasons = stations.flatMap((s) => (s.absence ? [awayBy(s.absence)] : []));
  return {
    stations: stations.length,
    known: stations.length - reasons.length,
    away: AWAY.map((why) => ({ why, count: reasons.filter((r) => r === why).length })).filter((a) => a.count > 0),
  };
}

/** Reasons a line has room for. */
const MOST = 2;

/** "1 mất tín hiệu, 2 chờ gói đầu", the rest together. */
export function awayWords({ away }: Tally, t: Words): string {
  const shown = away.length > MOST + 1 ? away.slice(0, MOST) : away;
  const rest = away.slice(shown.length).reduce((sum, a) => sum + a.count, 0);
  return [...shown.map((a) => t.away[a.why](a.count)), ...(rest > 0 ? [t.awayOther(rest)] : [])].join(', ');
}
