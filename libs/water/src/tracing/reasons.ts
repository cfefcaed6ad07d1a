import { hourOf, isWithin } from '../stations/clock-and-median.js';
import { byDirection, byKind, type Contradiction, type TraceReason, type WaterSource } from './evidence.js';
import type { Case, Suspect, Witness } from './suspect.js';
import type { Reached } from './walk.js';

const MINUTE_MS = 60_000;
const MONTH_MS = 30 * 24 * 60 * MINUTE_MS;
/** What is not known counts half. */
const UNKNOWN = 0.5;

interface Candidate {
  source: WaterSource;
  node: string;
  way: Reached;
  startedAt: number;
}
/** One kind of evidence: what it says of a source, or nothing where there is no such evidence. */
type Stage = (candidate: Candidate, of: Case) => TraceReason | undefined;

/** When the plume of a source would pass a station that it reaches, and how far it may be off that, minutes. */
function expectedAt({ way }: Candidate, { onset, rules }: Case, { isOnOneWay }: Witness, to: Reached) {
  const between = to.minutes - way.minutes;
  const unsure = isOnOneWay ? Math.abs(between) : Math.hypot(to.minutes, way.minutes);
  const tolerance = Math.max(rules.tolerance.minMin, rules.tolerance.share * unsure);
  return { at: onset + between * MINUTE_MS, tolerance };
}

const onsets: Stage = (candidate, of) => {
  const stations = of.witnesses.flatMap((witness) => {
    const { id, seen, reach } = witness;
    const to = reach.get(candidate.node);
    if (seen.onset === undefined || !to) return [];
    const { at, tolerance } = expectedAt(candidate, of, witness, to);
    const offMin = (seen.onset - at) / MINUTE_MS;
    return [{ id, offMin, fit: Math.min(1, Math.max(0, 2 - Math.abs(offMin) / tolerance)) }];
  });
  if (stations.length === 0) return undefined;
  const most = of.rules.points.onsets;
  const mean = stations.reduce((sum, { fit }) => sum + fit, 0) / stations.length;
  return { key: 'onsets', points: most * mean, of: most, stations };
};

const upstreamClean: Stage = (candidate, of) => {
  const clean = of.witnesses.filter(({ seen, isUpstream }) => isUpstream && seen.state === 'clean');
  if (clean.length === 0) return undefined;
  const stations = clean.filter(({ reach }) => !reach.has(candidate.node)).map(({ id }) => id);
  const most = of.rules.points.clean;
  return { key: 'upstream-clean', points: (most * stations.length) / clean.length, of: most, stations };
};

const kind: Stage = ({ source }, { anomaly, rules, kinds }) => {
  const byName = () => (source.kind === undefined ? undefined : byKind(anomaly, source.kind, kinds, rules));
  const found = source.effects ? byDirection(anomaly.effects, source.effects) : byName();
  const most = rules.points.kind;
  const { share, agree, against } = found ?? { share: UNKNOWN, agree: [], against: [] };
  const named = source.kind !== undefined && { kind: source.kind };
  return { key: 'kind', points: most * share, of: most, agree, against, ...named };
};

const hours: Stage = ({ source, startedAt }, { rules }) => {
  const most = rules.points.hours;
  const isNight = isWithin(hourOf(startedAt), rules.night);
  const leeway = rules.hoursLeewayMin * MINUTE_MS;
  const works =
    source.hours && [-leeway, 0, leeway].some((shift) => isWithin(hourOf(startedAt + shift), source.hours!));
  const why = works ? 'working' : isNight ? 'night' : source.hours ? 'outside' : 'unknown';
  const share = { working: 1, night: 0.75, unknown: UNKNOWN, outside: 0.2 }[why];
  return { key: 'hours', points: most * share, of: most, startedAt, why };
};

const offences: Stage = ({ source }, { onset, rules }) => {
  const since = onset - rules.offenceMonths * MONTH_MS;
  const failed = (source.checks ?? []).filter(({ at, passed }) => !passed && at >= since && at <= onset).length;
  const most = rules.points.offences;
  const share = Math.min(1, 0.5 * failed + (source.permitted === false ? 0.5 : 0));
  const { permitted } = source;
  return {
    ...{ key: 'offences', points: most * share, of: most },
    ...(failed > 0 && { failed }),
    ...(permitted !== undefined && { permitted }),
  };
};

const near: Stage = ({ way }, { rules }) => {
  const most = rules.points.near;
  return { key: 'near', points: most * Math.exp(-way.minutes / rules.nearMin), of: most, minutes: way.minutes };
};

/** From a fifth to four fifths of a front that has spread like a bell curve, in its standard deviations. */
const RISE_SIGMAS = 1.683;

/** The length of a front tells how far it came: σ² = 2·D·t (Fickian dispersion). */
const front: Stage = ({ way }, { anomaly, rules }) => {
  if (anomaly.riseMin === undefined || way.minutes <= 0) return undefined;
  const { dispersion, factor, points: most } = rules.rise;
  const seconds = way.minutes * 60;
  const velocity = way.lengthM / seconds;
  const expectedMin = (RISE_SIGMAS * Math.sqrt(2 * dispersion * seconds)) / velocity / 60;
  // samples come every five minutes: a shorter front looks as long as that
  const off = Math.log(Math.max(anomaly.riseMin, 5) / Math.max(expectedMin, 5)) / Math.log(factor);
  return { key: 'front', points: most * Math.exp(-(off * off) / 2), of: most, riseMin: anomaly.riseMin, expectedMin };
};

const STAGES: readonly Stage[] = [onsets, upstreamClean, kind, hours, offences, near, front];

function contradictions(candidate: Candidate, of: Case): Contradiction[] {
  const most = of.rules.contradicted;
  return of.witnesses.flatMap((witness): Contradiction[] => {
    const { id, seen, reach, around } = witness;
    const to = reach.get(candidate.node);
    if (!to) {
      // it may be another discharge: half as strong
      return seen.onset === undefined ? [] : [{ key: 'not-reached-from-it', station: id, points: most / 2 }];
    }
    const { at, tolerance } = expectedAt(candidate, of, witness, to);
    const isOnTheWay = !around.has(candidate.node);
    if (seen.onset !== undefined) {
      const isFarOff = Math.abs(seen.onset - at) > 2 * tolerance * MINUTE_MS;
      return isFarOff ? [{ key: 'came-at-another-time', station: id, points: most / 2 }] : [];
    }
    const isCovered = seen.from <= at - tolerance * MINUTE_MS && seen.to >= at + tolerance * MINUTE_MS;
    if (!isCovered) return [];
    // past the anomaly it may be too thin to be seen
    return [{ key: 'clean-on-the-way', station: id, points: isOnTheWay ? most : most / 2 }];
  });
}

/** Everything that speaks for a source and against it, and the score that comes of it. */
export function byReasons(source: WaterSource, node: string, way: Reached, of: Case): Omit<Suspect, 'share'> {
  const startedAt = of.onset - way.minutes * MINUTE_MS;
  const candidate: Candidate = { source, node, way, startedAt };
  const reasons = STAGES.flatMap((stage) => stage(candidate, of) ?? []);
  const against = contradictions(candidate, of);
  const sum = (list: readonly { points: number }[]) => list.reduce((total, { points }) => total + points, 0);
  const most = reasons.reduce((total, reason) => total + reason.of, 0);
  const score = (100 * sum(reasons)) / most - sum(against);
  const { minutes, estimated } = way;
  return { source: source.id, score, reasons, contradictions: against, minutes, estimated, startedAt };
}
