import { type Bin, binOf, type OpenSamples, partsOf, samplesFrom } from '../bins.js';
import { type Location, windsIn, type WindStep } from '../locate.js';
import type { SmokeRules } from '../rules.js';
import { median } from '../statistics.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time.js';
import { meanWind } from '../wind.js';
import { type Smelt, tell } from './incidents.js';
import { judge, type Verdict } from './judge.js';
import { appended } from './series.js';
import type { Incident, RecentBin, Signs, SmokeSite, SmokeState, StationState } from './state.js';
import { closeWind } from './winds.js';

/** What concerns the air of the whole commune: said once a bin. */
export interface Notice {
  kind: 'haze' | 'fog';
  start: number;
  /** Median rise of PM2.5, µg/m³. */
  rise: number;
}
export interface Seen {
  state: SmokeState;
  /** What of the state is new: `station/ID`, `wind`, `incident/ID`. */
  changed: readonly string[];
  verdicts: readonly Verdict[];
  notices: readonly Notice[];
  /** The wind that locations rest on, the open bin's too where it was looked at. */
  winds: readonly WindStep[];
  /** Incidents that opened or changed, with where the fire may be. */
  incidents: readonly { incident: Incident; location: Location }[];
}

/** Incidents that ended so long ago are forgotten: whoever shows them has them from the answers. */
const FORGOTTEN_HOURS = 6;

/** Closes the bin from `start`: judges it, and answers all that follows from it. Call once a bin, in order of time. */
export function closeBin(state: SmokeState, start: number, site: SmokeSite, signs: Signs, rules: SmokeRules): Seen {
  const end = start + rules.bins.minutes * MINUTE_MS;
  const bins: Record<string, Bin> = {};
  for (const id of Object.keys(site.stations))
    if (state.stations[id]) bins[id] = binOf(state.stations[id].open, start, rules);
  const wind = closeWind(state.wind, end, rules);
  const blown = meanWind(windsIn(wind.steps, start, end));
  const { verdicts, together } = judge({ state, start, bins, wind: blown, site, signs, rules });

  const stations = { ...state.stations };
  for (const verdict of verdicts)
    stations[verdict.station] = stationAfter(stations[verdict.station]!, bins[verdict.station]!, verdict, rules);
  const smelt = verdicts.flatMap((verdict): Smelt[] => {
    const event = stations[verdict.station]!.event;
    if (verdict.outcome !== 'smoke' || !event) return [];
    return [{ station: verdict.station, at: site.stations[verdict.station]!, ...event, verdict }];
  });
  const told = tell({ ...state, stations, wind }, smelt, end, blown, site, rules);
  const old = Object.values(told.incidents).filter(({ to }) => to < end - FORGOTTEN_HOURS * HOUR_MS);
  for (const { id } of old) delete told.incidents[id];
  const humid = Object.values(bins).flatMap(({ values }) => values.humidity ?? []);
  const foggy = humid.length > 0 && median(humid) > rules.suppress.fog.humidity;
  return {
    state: { stations, wind, incidents: told.incidents },
    changed: [
      ...verdicts.map(({ station }) => `station/${station}`),
      'wind',
      ...told.changed.map(({ incident }) => `incident/${incident.id}`),
      ...old.map(({ id }) => `incident/${id}`),
    ],
    verdicts,
    winds: wind.steps,
    notices: together.all ? [{ kind: foggy ? 'fog' : 'haze', start, rise: together.rise }] : [],
    incidents: told.changed,
  };
}

const tenth = (value: number) => Math.round(value * 10) / 10;

/** What is kept of a bin. */
export function recentOf(open: OpenSamples, bin: Bin, verdict: Verdict, rules: SmokeRules): RecentBin {
  const usual = verdict.background?.value;
  return {
    ...bin,
    ...(verdict.excess !== undefined && { excess: tenth(verdict.excess) }),
    ...(usual !== undefined && {
      parts: partsOf(open, bin.start, rules).map((value) => (value === null ? null : tenth(value - usual))),
    }),
    ...(verdict.outcome === 'smoke' && { smoke: true }),
  };
}

/** When smoke was first smelt in a bin, ms: what was read before it says nothing of a fire that was not lit. */
export function smeltFrom({ start, parts = [] }: RecentBin, { locate }: SmokeRules): number {
  const first = parts.findIndex((excess) => excess !== null && excess >= locate.leastHit);
  return start + Math.max(0, first) * locate.partMinutes * MINUTE_MS;
}

function stationAfter(own: StationState, bin: Bin, verdict: Verdict, rules: SmokeRules): StationState {
  const length = rules.bins.minutes * MINUTE_MS;
  const { start } = bin;
  const { background, locate, score, events, suppress } = rules;
  const { pm25 } = bin.values;
  const kept = start - Math.max(locate.hours, score.fine.medianHours) * HOUR_MS;
  const recent = own.recent.filter((each) => each.start > kept && each.start !== start);
  const now = recentOf(own.open, bin, verdict, rules);
  const all = [...recent, now];
  const next: StationState = {
    open: samplesFrom(own.open, start + length),
    recent: all,
    earlier: own.earlier.filter(({ from }) => from > start - (suppress.fixed.ofDays + 1) * DAY_MS),
  };
  if (own.day) next.day = own.day;
  if (own.hours) next.hours = own.hours;
  if (pm25 !== undefined) {
    const hour = Math.floor(start / HOUR_MS) * HOUR_MS;
    const ofHour = all.flatMap((each) => (each.start >= hour ? (each.values.pm25 ?? []) : []));
    next.day = appended(own.day, start, pm25, length, (background.rollingHours * HOUR_MS) / length);
    next.hours = appended(own.hours, hour, median(ofHour), HOUR_MS, background.sameHourDays * 24 + 1);
  }
  const runsOn = own.event && start - own.event.to <= events.gapMinutes * MINUTE_MS ? own.event : undefined;
  // what a known source does is no event: a fire beside it begins when it adds to it
  if (verdict.because === 'candidate' && verdict.outcome !== 'knownNotice') {
    const excess = verdict.excess!;
    next.event = {
      from: runsOn?.from ?? smeltFrom(now, rules),
      to: start + length,
      peak: Math.max(runsOn?.peak ?? 0, excess),
      bins: (runsOn?.bins ?? 0) + 1,
    };
    const others = next.earlier.filter(({ from }) => from !== next.event!.from);
    next.earlier = [...others, { from: next.event.from, peak: tenth(next.event.peak) }];
  } else if (runsOn) next.event = runsOn;
  return next;
}
