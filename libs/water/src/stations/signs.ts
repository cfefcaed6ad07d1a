import { hourOf, isWithin, median } from './clock-and-median.js';

/** One look at the water: time and what was measured; EC in mS/cm at 25 °C, DO in mg/l. */
export interface Look {
  ts: number;
  ec?: number;
  do?: number;
  ph?: number;
}
export interface SignRules {
  binMs: number;
  windowMs: number;
  days: number;
  daysAtLeast: number;
  /** Rise of EC over its usual value of the hour, as a share. */
  ecRise: number;
  /** mg/l within the window. */
  doDrop: number;
  phStep: number;
  /** Hours of the day in Vietnam in which figures count so many times: nobody has a reason to let anything out then. */
  night: { from: number; to: number; weight: number };
  points: { ec: number; do: number; ph: number; night: number };
}
export type SignReason =
  | { key: 'ec-rise'; points: number; value: number; usual: number; share: number }
  | { key: 'do-drop'; points: number; value: number; before: number; drop: number }
  | { key: 'ph-step'; points: number; value: number; before: number; step: number }
  | { key: 'night'; points: number; hour: number };
export interface Signs {
  /** Signs of a discharge that nobody announced: EC rose, and oxygen fell or pH stepped with it. */
  suspected: boolean;
  /** 0 to 100. */
  score: number;
  reasons: SignReason[];
  /** Why nothing could be said. */
  unknown?: 'no-ec' | 'too-few-days';
}

/**
 * Signs of an illegal discharge in the looks of the last half hour, the newest last. `usualEc`: medians of this hour on
 * the days before. Times of day are Vietnam's.
 */
export function dischargeSigns(looks: readonly Look[], usualEc: readonly number[], rules: SignRules): Signs {
  const now = looks.at(-1);
  if (now?.ec === undefined) return { suspected: false, score: 0, reasons: [], unknown: 'no-ec' };
  const usual = usualEc.length >= rules.daysAtLeast ? median(usualEc) : undefined;
  if (usual === undefined || usual <= 0) return { suspected: false, score: 0, reasons: [], unknown: 'too-few-days' };
  const window = looks.filter(({ ts }) => ts >= now.ts - rules.windowMs && ts <= now.ts);
  const reasons: SignReason[] = [];
  const hour = hourOf(now.ts);
  const isNight = isWithin(hour, rules.night);
  const weight = isNight ? rules.night.weight : 1;
  const share = now.ec / usual - 1;
  if (share * weight > rules.ecRise)
    reasons.push({ key: 'ec-rise', points: rules.points.ec, value: now.ec, usual, share });
  const oxygen = window.flatMap((l) => l.do ?? []);
  if (now.do !== undefined) {
    const before = Math.max(...oxygen);
    const drop = before - now.do;
    if (drop * weight > rules.doDrop)
      reasons.push({ key: 'do-drop', points: rules.points.do, value: now.do, before, drop });
  }
  if (now.ph !== undefined) {
    const { ph } = now;
    const before = window.flatMap((l) => l.ph ?? []).reduce((a, b) => (Math.abs(b - ph) > Math.abs(a - ph) ? b : a));
    const step = ph - before;
    if (Math.abs(step) * weight > rules.phStep)
      reasons.push({ key: 'ph-step', points: rules.points.ph, value: ph, before, step });
  }
  const has = (key: SignReason['key']) => reasons.some((r) => r.key === key);
  const suspected = has('ec-rise') && (has('do-drop') || has('ph-step'));
  if (suspected && isNight) reasons.push({ key: 'night', points: rules.points.night, hour });
  return { suspected, score: reasons.reduce((sum, { points }) => sum + points, 0), reasons };
}

/** What a station remembers for it: plain JSON, half an hour of looks and a median of EC for each hour of a week. */
export interface SignState {
  looks: Look[];
  /** EC of the hour that goes on. */
  hour?: { start: number; values: number[] };
  /** Hour's start and median of EC, oldest first. */
  hours: [start: number, ec: number][];
  /** Since when signs are there without a break. */
  since?: number;
}
export const nothingSeen = (): SignState => ({ looks: [], hours: [] });

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A look, in order of time; one that is older than the last one changes nothing. `suspected` hours teach nothing. */
export function watchSigns(state: SignState, look: Look, rules: SignRules): { state: SignState; signs: Signs } {
  if (look.ts <= (state.looks.at(-1)?.ts ?? Number.NEGATIVE_INFINITY))
    return { state, signs: { suspected: false, score: 0, reasons: [], unknown: 'no-ec' } };
  const looks = [...state.looks.filter(({ ts }) => ts >= look.ts - rules.windowMs), look];
  const start = Math.floor(look.ts / HOUR_MS) * HOUR_MS;
  const { hour, hours } = nextHour(state, start, rules);
  const usual = hours.filter(([at]) => at < start && (start - at) % DAY_MS === 0).map(([, ec]) => ec);
  const signs = dischargeSigns(looks, usual, rules);
  if (look.ec !== undefined && !signs.suspected) hour.values.push(look.ec);
  return {
    state: { looks, hours, hour, ...(signs.suspected && { since: state.since ?? look.ts }) },
    signs,
  };
}

function nextHour(state: SignState, start: number, { days }: SignRules) {
  const kept = state.hours.filter(([at]) => at >= start - days * DAY_MS);
  if (state.hour?.start === start) return { hour: { start, values: [...state.hour.values] }, hours: kept };
  const ec = median(state.hour?.values ?? []);
  return {
    hour: { start, values: [] as number[] },
    hours: ec === undefined ? kept : [...kept, [state.hour!.start, ec] as [number, number]],
  };
}
