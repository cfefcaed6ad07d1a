import type { SmokeRules } from './rules.js';

export type ScoreKey = 'excess' | 'rise' | 'fine' | 'co' | 'season' | 'hotspot' | 'camera' | 'report';

/** One reason of a score: `points` of at most `of`, and the figure they come from (absent: not measured). */
export interface ScorePart {
  key: ScoreKey;
  points: number;
  of: number;
  value?: number;
}
export type Grade = 'none' | 'suspected' | 'likely' | 'technical';
export interface Score {
  /** 0 to 100. */
  total: number;
  grade: Grade;
  parts: readonly ScorePart[];
}

export interface ScoreInput {
  /** PM2.5 above the background, µg/m³. */
  excess: number;
  /** Change of PM2.5 since the bin before, µg/m³. */
  rise?: number;
  /** PM2.5/PM10 of the bin, and the median of it over the last hours. */
  fineShare?: number;
  usualFineShare?: number;
  /** CO above its background, mg/m³; undefined: the station measures none. */
  coExcess?: number;
  inSeason: boolean;
  /** Distance to a satellite's hotspot near in time, metres. */
  hotspotM?: number;
  /** A camera's sight of smoke that was accepted. */
  camera: boolean;
  /** Distance to the place of which a resident told (`reportNear`), metres. */
  reportM?: number;
}

/**
 * How much speaks for straw smoke. Where CO is not measured its weight is spread over the other parts in proportion, but
 * for the camera and for what residents told, which come on top. Each part is listed, those without points too.
 */
export function scoreOf(input: ScoreInput, rules: SmokeRules): Score {
  const { score: rule } = rules;
  const parts: ScorePart[] = [
    {
      key: 'excess',
      points: rule.excess.points * Math.min(1, Math.max(0, input.excess / rule.excess.full)),
      of: rule.excess.points,
      value: input.excess,
    },
    part('rise', rule.rise.points, input.rise, (rise) => rise >= rule.rise.perBin),
    part('fine', rule.fine.points, input.fineShare, (share) => isFine(share, input.usualFineShare, rules)),
    part('season', rule.season.points, input.inSeason ? 1 : 0, (value) => value > 0),
    part('hotspot', rule.hotspot.points, input.hotspotM, (metres) => metres <= rule.hotspot.withinM),
  ];
  if (input.coExcess !== undefined) {
    const ratio = coRatio(input.excess, input.coExcess, rules);
    parts.splice(
      3,
      0,
      part('co', rule.co.points, ratio, (r) => r >= rule.co.massRatio[0] && r <= rule.co.massRatio[1]),
    );
  } else {
    const rest = parts.reduce((sum, { of }) => sum + of, 0);
    for (const each of parts) {
      each.points *= 1 + rule.co.points / rest;
      each.of *= 1 + rule.co.points / rest;
    }
  }
  parts.push(
    part('camera', rule.camera.points, input.camera ? 1 : 0, (value) => value > 0),
    part('report', rule.report.points, input.reportM, (metres) => metres <= rule.report.withinM),
  );
  const total = Math.min(
    rule.cap,
    parts.reduce((sum, { points }) => sum + points, 0),
  );
  return { total, grade: gradeOf(total, rules), parts };
}

export function gradeOf(total: number, { score: { grades } }: SmokeRules): Grade {
  // sums of spread weights may miss a round figure by a float's noise
  const at = total + 1e-9;
  if (at >= grades.technical) return 'technical';
  if (at >= grades.likely) return 'likely';
  return at >= grades.suspected ? 'suspected' : 'none';
}

/** Mass of PM2.5 to mass of CO above their backgrounds; undefined where CO hardly rose. */
export const coRatio = (excess: number, coExcess: number, { score }: SmokeRules): number | undefined =>
  coExcess >= score.co.leastExcess ? excess / (coExcess * 1000) : undefined;

const isFine = (share: number, usual: number | undefined, { score: { fine } }: SmokeRules): boolean =>
  share >= fine.share || (usual !== undefined && share - usual >= fine.rise);

function part(key: ScoreKey, of: number, value: number | undefined, earns: (value: number) => boolean): ScorePart {
  if (value === undefined) return { key, points: 0, of };
  return { key, points: earns(value) ? of : 0, of, value };
}
