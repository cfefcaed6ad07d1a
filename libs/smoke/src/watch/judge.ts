import { background, type Background } from '../background.js';
import type { Bin, Binned } from '../bins.js';
import { acceptSightings, type CameraView, seenBy } from '../camera.js';
import { type Candidacy, excessOf } from '../excess.js';
import { type KnownSource, knownUpwind } from '../known-source.js';
import { distance, RAD, type Xy } from '../plane.js';
import { reportNear } from '../report.js';
import type { SmokeRules } from '../rules.js';
import { type Score, scoreOf } from '../score.js';
import { inSeason } from '../season.js';
import { median, percentile } from '../statistics.js';
import { suppress, type Suppressed } from '../suppress.js';
import { HOUR_MS, MINUTE_MS } from '../time.js';
import { type Together, togetherOf } from '../together.js';
import type { Wind } from '../wind.js';
import { pastsOf } from './series.js';
import { NEW_STATION, type Signs, type SmokeSite, type SmokeState } from './state.js';

/** What a bin of a station was taken for, and everything that it rests on. */
export interface Verdict {
  station: string;
  start: number;
  /** `weak`: a lone low sign, until it lasts and more speaks for it; `clear`: no candidate. */
  outcome: 'clear' | 'smoke' | 'weak' | 'scoreTooLow' | Suppressed['outcome'];
  because: Candidacy;
  pm25?: number;
  background?: Background;
  excess?: number;
  score?: Score;
  suppressed?: Suppressed;
  /** A source that people entered, whose smoke the wind would carry to the station. */
  known?: KnownSource;
  /** Cameras whose smoke speaks for this station's. */
  filmed?: readonly string[];
}

export interface JudgeInput {
  state: SmokeState;
  start: number;
  bins: Readonly<Record<string, Bin>>;
  wind: Wind | undefined;
  site: SmokeSite;
  signs: Signs;
  rules: SmokeRules;
  /** An excess from which a bin that is still open counts, µg/m³. */
  least?: number;
}

/** Judges the bins of all stations from `start`, in the order of their names. */
export function judge(input: JudgeInput): { verdicts: Verdict[]; together: Together } {
  const { bins, rules, least = 0 } = input;
  const ids = Object.keys(bins).sort();
  const together = togetherOf(
    ids.flatMap((id) => riseOf(input, id) ?? []),
    rules,
  );
  const first = ids.map((station): Verdict => {
    const pm25 = bins[station]!.values.pm25;
    const found = backgroundOf(input, station);
    const { because, excess } = excessOf(pm25, found, rules);
    const candidacy = because === 'candidate' && excess! < least ? 'excessTooLow' : because;
    return {
      station,
      start: input.start,
      outcome: 'clear',
      because: candidacy,
      ...(pm25 !== undefined && { pm25 }),
      ...(found && { background: found }),
      ...(excess !== undefined && { excess }),
    };
  });
  const candidates = first.filter(({ because }) => because === 'candidate').length;
  const verdicts = first.map((each) =>
    each.because === 'candidate' ? weigh(each, input, together, candidates) : each,
  );
  return { verdicts, together };
}

function weigh(verdict: Verdict, input: JudgeInput, together: Together, candidates: number): Verdict {
  const { state, bins, rules, start, site, signs } = input;
  const { station } = verdict;
  const excess = verdict.excess!;
  const own = state.stations[station] ?? NEW_STATION;
  const { values } = bins[station]!;
  const ranOn = own.event !== undefined && start - own.event.to <= rules.events.gapMinutes * MINUTE_MS;
  const before = own.recent.find((bin) => bin.start === start - rules.bins.minutes * MINUTE_MS)?.values.pm25;
  const coExcess = above('co', station, input);
  const no2Excess = above('no2', station, input);
  const shares = own.recent
    .filter((bin) => bin.start < start && bin.start >= start - rules.score.fine.medianHours * HOUR_MS)
    .flatMap(({ values: v }) => shareOf(v) ?? []);
  const fine = {
    ...defined('fineShare', shareOf(values)),
    ...defined('usualFineShare', shares.length > 0 ? median(shares) : undefined),
  };
  const at = site.stations[station];
  const known = at && knownUpwind(at, input.wind, site.known ?? [], rules);
  const hotspotM = at && hotspotNear(at, start, signs, rules);
  const reportM = at && reportNear(at, start, input.wind, signs.reports ?? [], rules);
  const suppressed = suppress(
    {
      ...{ start, excess, together, ...fine },
      ...defined('humidity', values.humidity),
      ...defined('coExcess', coExcess),
      ...defined('no2Excess', no2Excess),
      alone: candidates === 1,
      eventFrom: ranOn ? own.event!.from : start,
      earlier: own.earlier,
      recent: [verdict.pm25!, ...own.recent.flatMap(({ values: v }) => v.pm25 ?? []).reverse()],
      ...defined('channels', channelsOf(values)),
      ...defined('known', known && isElsewhere(known, at, input) ? undefined : known),
    },
    rules,
  );
  const filmed = at ? filmedBy(at, input) : [];
  const camera = filmed.length > 0;
  const score = scoreOf(
    {
      ...{ excess, camera, ...fine },
      inSeason: inSeason(start, site.season, rules),
      ...defined('rise', before === undefined ? undefined : verdict.pm25! - before),
      ...defined('coExcess', coExcess),
      ...defined('hotspotM', hotspotM),
      ...defined('reportM', reportM),
    },
    rules,
  );
  const found = { ...verdict, score, ...defined('known', known), ...(camera && { filmed }) };
  if (suppressed) return { ...found, outcome: suppressed.outcome, suppressed };
  if (score.grade === 'none') return { ...found, outcome: 'scoreTooLow' };
  const others = camera || hotspotM !== undefined || reportM !== undefined;
  const lone = excess < rules.events.weakBelow && candidates === 1 && !others;
  const lasts = ranOn && score.total >= rules.score.grades.likely;
  return { ...found, outcome: lone && !lasts ? 'weak' : 'smoke' };
}

function backgroundOf({ state, start, bins, rules }: JudgeInput, station: string): Background | undefined {
  const own = state.stations[station];
  const others = Object.keys(bins).flatMap((id) => (id === station ? [] : (bins[id]!.values.pm25 ?? [])));
  const length = rules.bins.minutes * MINUTE_MS;
  return background({ start, others, own: pastsOf(own?.day, length), hours: pastsOf(own?.hours, HOUR_MS) }, rules);
}

/** How far PM2.5 stands above the station's own low of the day. */
function riseOf({ state, start, bins, rules }: JudgeInput, station: string): number | undefined {
  const pm25 = bins[station]!.values.pm25;
  const rule = rules.background;
  const past = pastsOf(state.stations[station]?.day, rules.bins.minutes * MINUTE_MS).filter(([at]) => at < start);
  if (pm25 === undefined || past.length < rule.leastRollingBins) return undefined;
  return (
    pm25 -
    percentile(
      past.map(([, value]) => value),
      rule.rollingPercentile,
    )
  );
}

/** A gas above what the others read, or above the station's own last hours. */
function above(gas: Binned, station: string, { state, bins, rules }: JudgeInput): number | undefined {
  const value = bins[station]!.values[gas];
  if (value === undefined) return undefined;
  const others = Object.keys(bins).flatMap((id) => (id === station ? [] : (bins[id]!.values[gas] ?? [])));
  if (others.length >= rules.background.leastOthers) return value - median(others);
  const own = (state.stations[station]?.recent ?? []).flatMap(({ values }) => values[gas] ?? []);
  return own.length >= rules.background.leastOthers ? value - median(own) : undefined;
}

/** Pixels of satellites near in time. */
function hotSince(start: number, { hotspots = [] }: Signs, { score: { hotspot } }: SmokeRules): Xy[] {
  const { hoursBefore, hoursAfter } = hotspot;
  return hotspots
    .filter(({ ts }) => ts >= start - hoursBefore * HOUR_MS && ts <= start + hoursAfter * HOUR_MS)
    .map(({ at }) => at);
}

function hotspotNear(at: Xy, start: number, signs: Signs, rules: SmokeRules): number | undefined {
  const near = hotSince(start, signs, rules)
    .map((pixel) => distance(pixel, at))
    .filter((metres) => metres <= rules.score.hotspot.withinM);
  return near.length > 0 ? Math.min(...near) : undefined;
}

/** Whether a satellite near the station, or a camera again and again, sees a fire where the known source is not. */
function isElsewhere(source: KnownSource, station: Xy, { start, signs, site, rules }: JudgeInput): boolean {
  const { firms, score } = rules;
  const hot = hotSince(start, signs, rules).some(
    (pixel) =>
      distance(pixel, station) <= score.hotspot.withinM &&
      distance(pixel, source.at) > firms.leastRadiusM + source.radiusM,
  );
  return (
    hot ||
    Object.entries(site.cameras ?? {}).some(
      ([id, view]) =>
        !seenBy(view, source.at) && acceptSightings(sightedBy(id, start, signs, rules), false, rules) === 'repeated',
    )
  );
}

/** When a camera said that it sees smoke, in this bin and the one before. */
function sightedBy(id: string, start: number, { sightings = [] }: Signs, { bins }: SmokeRules): number[] {
  const length = bins.minutes * MINUTE_MS;
  return sightings.flatMap(({ camera, ts }) =>
    camera === id && ts >= start - length && ts < start + length ? [ts] : [],
  );
}

/** Cameras whose smoke speaks for this station's: looked for on the line upwind of it. */
function filmedBy(at: Xy, { start, site, signs, wind, rules }: JudgeInput): string[] {
  const { score, bearings } = rules;
  const speaks = ([id, view]: [string, CameraView]): boolean => {
    const times = sightedBy(id, start, signs, rules);
    const upwind = (metres: number, from: number) => ({
      x: at.x + metres * Math.sin(from * RAD),
      y: at.y + metres * Math.cos(from * RAD),
    });
    const seen =
      wind !== undefined &&
      wind.speed >= bearings.calmBelow &&
      [0.1, 0.25, 0.5, 0.75, 1].some((part) => seenBy(view, upwind(part * score.camera.rangeM, wind.from)));
    return acceptSightings(times, seen, rules) !== 'single';
  };
  return Object.entries(site.cameras ?? {})
    .filter(speaks)
    .map(([id]) => id);
}

const shareOf = ({ pm25, pm10 }: Bin['values']): number | undefined =>
  pm25 !== undefined && pm10 !== undefined && pm10 > 0 ? pm25 / pm10 : undefined;
const channelsOf = ({ pm25_a, pm25_b }: Bin['values']): readonly [number, number] | undefined =>
  pm25_a === undefined || pm25_b === undefined ? undefined : [pm25_a, pm25_b];
const defined = <K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [key in K]?: V });
