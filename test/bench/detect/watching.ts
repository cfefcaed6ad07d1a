import { readFileSync } from 'node:fs';
import {
  binStart,
  closeBin,
  feed,
  feedWind,
  type Incident,
  type Location,
  lookEarly,
  NOTHING_SEEN,
  type Notice,
  type Seen,
  type SmokeRules,
  type SmokeSite,
  type SmokeState,
  type Xy,
} from '#hub/smoke';
import type { CommuneAir } from '../../../firmware-sim/src/air/commune-air.js';

export const rules = JSON.parse(readFileSync('reference/smoke.json', 'utf8')) as SmokeRules;
export const MINUTE = 60_000;
const LENGTH = rules.bins.minutes * MINUTE;

/** What the watch said of an incident, each time that it changed. */
export interface Report {
  at: number;
  incident: Incident;
  location: Location;
}
export interface Watched {
  reports: readonly Report[];
  notices: readonly Notice[];
  outcomes: Readonly<Record<string, number>>;
}

/** Lets the detector watch a world from its time on until `to`; stations report every `every` ms. */
export function watch(
  air: CommuneAir,
  to: number,
  every: (ms: number) => number,
  mayBurn: (at: Xy) => boolean,
): Watched {
  const site: SmokeSite = {
    stations: Object.fromEntries(air.stations.map(({ id, at }) => [id, at])),
    season: 'red-river',
    mayBurn,
  };
  let state: SmokeState = NOTHING_SEEN;
  const reports: Report[] = [];
  const notices: Notice[] = [];
  const outcomes: Record<string, number> = {};
  const took = (seen: Seen, at: number) => {
    state = seen.state;
    reports.push(...seen.incidents.map(({ incident, location }) => ({ at, incident, location })));
    notices.push(...seen.notices);
  };
  let open = binStart(air.ms, rules);
  while (air.ms < to) {
    const now = air.ms + every(air.ms);
    if (now >= open + LENGTH) {
      const seen = closeBin(state, open, site, {}, rules);
      for (const { outcome } of seen.verdicts)
        if (outcome !== 'clear') outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      took(seen, open + LENGTH);
      open += LENGTH;
    }
    air.advance(now);
    for (const [i, { id }] of air.stations.entries()) {
      const read = air.read(i);
      for (const metric of ['pm25', 'pm10', 'co', 'humidity'] as const)
        state = feed(state, id, metric, now, read[metric]);
    }
    for (const [i, { id }] of air.masts.entries()) state = feedWind(state, id, now, air.readMast(i));
    took(lookEarly(state, now, site, {}, rules), now);
  }
  return { reports, notices, outcomes };
}
