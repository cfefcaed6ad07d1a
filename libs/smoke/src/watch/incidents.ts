import { isJoined, type PlacedEvent, relationOf } from '../events.js';
import { locate, type LocateInput, type Location } from '../locate.js';
import type { SmokeRules } from '../rules.js';
import { HOUR_MS, MINUTE_MS } from '../time.js';
import type { Wind } from '../wind.js';
import type { Verdict } from './judge.js';
import type { Incident, KeptLocation, SmokeSite, SmokeState } from './state.js';

/** An event of a station with the verdict that made it longer. */
export interface Smelt extends PlacedEvent {
  peak: number;
  verdict: Verdict;
}
export interface Told {
  incidents: Record<string, Incident>;
  /** Incidents that this bin changed, and where they were looked for, cells and all. */
  changed: readonly { incident: Incident; location: Location }[];
}

/** Adds events to the incidents they belong to or opens new ones, and looks anew for where the fire is. */
export function tell(
  state: SmokeState,
  smelt: readonly Smelt[],
  now: number,
  wind: Wind | undefined,
  site: SmokeSite,
  rules: SmokeRules,
): Told {
  const incidents = { ...state.incidents };
  const touched = new Set<string>();
  for (const event of smelt) {
    const known = Object.values(incidents)
      .sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))
      .find((incident) => belongs(event, incident, wind, site, rules));
    const incident = known ? grown(known, event) : opened(event, now);
    incidents[incident.id] = incident;
    touched.add(incident.id);
  }
  const changed = [...touched].map((id) => {
    const location = locate(inputOf({ ...state, incidents }, incidents[id]!, now, site, rules), rules);
    const incident = { ...incidents[id]!, location: keptOf(location) };
    incidents[id] = incident;
    return { incident, location };
  });
  return { incidents, changed };
}

function belongs(
  event: Smelt,
  incident: Incident,
  wind: Wind | undefined,
  site: SmokeSite,
  rules: SmokeRules,
): boolean {
  return Object.entries(incident.stations).some(([station, span]) => {
    const at = site.stations[station];
    return at !== undefined && isJoined(relationOf({ station, at, ...span }, event, wind, rules));
  });
}

const opened = ({ station, from, to, peak, verdict }: Smelt, now: number): Incident => ({
  id: `smoke-${from}-${station}`,
  ...{ from, to, toldAt: now },
  grade: verdict.score!.grade,
  score: verdict.score!,
  stations: { [station]: { from, to, peak } },
  location: { how: 'none', because: [] },
  ...knownOf(verdict),
  ...filmedOf(verdict.filmed),
});

function grown(incident: Incident, { station, from, to, peak, verdict }: Smelt): Incident {
  const own = incident.stations[station];
  const score = verdict.score!.total > incident.score.total ? verdict.score! : incident.score;
  return {
    ...incident,
    from: Math.min(incident.from, from),
    to: Math.max(incident.to, to),
    score,
    grade: score.grade,
    ...knownOf(verdict),
    ...filmedOf(incident.filmed, verdict.filmed),
    stations: {
      ...incident.stations,
      [station]: {
        from: Math.min(own?.from ?? from, from),
        to: Math.max(own?.to ?? to, to),
        peak: Math.max(own?.peak ?? peak, peak),
      },
    },
  };
}

const knownOf = ({ known }: Verdict): Pick<Incident, 'known'> =>
  known ? { known: { name: known.name, usual: known.usual } } : {};

const filmedOf = (...cameras: readonly (readonly string[] | undefined)[]): Pick<Incident, 'filmed'> => {
  const filmed = [...new Set(cameras.flatMap((ids) => ids ?? []))].sort();
  return filmed.length > 0 ? { filmed } : {};
};

/**
 * What the stations read since the incident began: before that nothing burnt, and clean air says nothing. Those that smell
 * another fire meanwhile say nothing of this one.
 */
export function inputOf(
  state: SmokeState,
  incident: Incident,
  now: number,
  { stations, mayBurn, cameras = {} }: SmokeSite,
  rules: SmokeRules,
): LocateInput {
  const since = Math.max(incident.from, now - rules.locate.hours * HOUR_MS);
  const parts = new Map<number, Record<string, number>>();
  const elsewhere = new Set(
    Object.values(state.incidents)
      .filter(({ id, to }) => id !== incident.id && to > since)
      .flatMap((other) => Object.keys(other.stations).filter((station) => !incident.stations[station])),
  );
  for (const [id, { recent }] of Object.entries(state.stations)) {
    if (elsewhere.has(id)) continue;
    for (const bin of recent)
      for (const [i, excess] of (bin.parts ?? []).entries()) {
        const start = bin.start + i * rules.locate.partMinutes * MINUTE_MS;
        if (start >= since && excess !== null) parts.set(start, { ...parts.get(start), [id]: excess });
      }
  }
  return {
    stations,
    parts: [...parts.entries()].sort(([a], [b]) => a - b).map(([start, excess]) => ({ start, excess })),
    winds: state.wind.steps,
    // one that was taken down meanwhile no longer says where it looked
    filmed: (incident.filmed ?? []).flatMap((id) => cameras[id] ?? []),
    ...(mayBurn && { mayBurn }),
  };
}

const keptOf = ({ how, because, area }: Location): KeptLocation => ({
  ...{ how, because },
  ...(area && { outline: area.outline, km2: area.km2, best: area.best }),
  ...(area?.rate !== undefined && { rate: area.rate }),
});
