import { type Bin, binOf, binStart, type OpenSamples } from '../bins.js';
import { windsIn } from '../locate.js';
import type { SmokeRules } from '../rules.js';
import { MINUTE_MS } from '../time.js';
import { meanWind } from '../wind.js';
import { recentOf, type Seen, smeltFrom } from './close.js';
import { type Smelt, tell } from './incidents.js';
import { judge } from './judge.js';
import type { Signs, SmokeSite, SmokeState, StationState } from './state.js';
import { closeWind } from './winds.js';

/**
 * Looks at the bin that is still open: thick smoke need not wait for its end. Its last minutes count as the bin, with a
 * higher threshold. Incidents may open or grow; nothing else of the state changes, so that the bin is closed as if nobody
 * had looked. Call as often as wished.
 */
export function lookEarly(state: SmokeState, now: number, site: SmokeSite, signs: Signs, rules: SmokeRules): Seen {
  const start = binStart(now, rules);
  const { minutes, excess: least } = rules.early;
  const since = Math.max(start, now - minutes * MINUTE_MS);
  // nearly always there is nothing to see
  const thick = Object.values(state.stations).some(({ open }) =>
    open.pm25?.some(([ts, value]) => ts >= since && value >= least),
  );
  if (!thick) return { state, changed: [], verdicts: [], notices: [], winds: [], incidents: [] };
  const bins: Record<string, Bin> = {};
  for (const id of Object.keys(site.stations))
    if (state.stations[id]) bins[id] = binOf(between(state.stations[id].open, since, now), start, rules);
  const wind = closeWind(state.wind, now, rules);
  const blown = meanWind(windsIn(wind.steps, start, now));
  const { verdicts } = judge({ state, start, bins, wind: blown, site, signs, rules, least });
  const stations: Record<string, StationState> = { ...state.stations };
  const smelt: Smelt[] = [];
  for (const verdict of verdicts) {
    const { station } = verdict;
    const own = stations[station]!;
    const seen = recentOf(own.open, bins[station]!, verdict, rules);
    stations[station] = { ...own, recent: [...own.recent, seen] };
    const at = site.stations[station];
    if (verdict.outcome === 'smoke' && at)
      smelt.push({ station, at, from: smeltFrom(seen, rules), to: now, peak: verdict.excess!, verdict });
  }
  if (smelt.length === 0) return { state, changed: [], verdicts, notices: [], winds: [], incidents: [] };
  const told = tell({ ...state, stations, wind }, smelt, now, blown, site, rules);
  return {
    state: { ...state, incidents: told.incidents },
    changed: told.changed.map(({ incident }) => `incident/${incident.id}`),
    verdicts,
    notices: [],
    winds: wind.steps,
    incidents: told.changed,
  };
}

function between(open: OpenSamples, from: number, to: number): OpenSamples {
  const within = Object.entries(open).map(([metric, samples]) => [
    metric,
    samples.filter(([ts]) => ts >= from && ts <= to),
  ]);
  return Object.fromEntries(within) as OpenSamples;
}
