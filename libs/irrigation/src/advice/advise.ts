import { HOUR_MS } from '../calendar.js';
import type { Outlook } from '../forecast/forecast.js';
import type { IrrigationTable, Reason } from '../reference.js';
import type { NoSeason } from '../season/season.js';
import type { PlotState } from '../season/state.js';
import { volumeOf } from '../units.js';
import type { Advice } from './advice.js';
import { floorsOf, type Wanted } from './floors.js';
import { type Intake, latestIntake } from './intake.js';
import { type Ahead, hoursLater, lookAhead } from './look-ahead.js';
import { quietUntil } from './quiet.js';
import { besides, HOLD, isGuess, noAdvice, whyNeeded } from './reasons.js';
import { type Saltiness, saltinessOf, STAGE_UNKNOWN, type Supply } from './supply.js';

/** All that the questions below look at. */
interface Case {
  state: PlotState;
  table: IrrigationTable;
  supply: Supply;
  outlook: Outlook;
  salt: Saltiness;
  floors: readonly Wanted[];
  /** Hours that one looks ahead. */
  far: number;
  /** Without rain that is forecast, and with it. */
  dry: Ahead;
  wet: Ahead;
  /** What the field is to be given: for the floor that it meets first, or for the one that holds now. */
  wanted: Wanted;
  need: { mm: number; net: number; gross: number };
  /** That filling takes; undefined where nobody knows. */
  hours: number | undefined;
}
type Answer = Pick<Advice, 'verdict' | 'why'> & Partial<Advice>;

type Question = (given: Case) => Answer | undefined;

/** The first that has an answer gives it. Of these fields no water is wanted, whatever there is of it. */
const WANTS_NONE: readonly Question[] = [outOfSeason, toBeDrained];
const WANTS_WATER: readonly Question[] = [neverTold, enoughFor, noFreshHour, tooLittle, hopeForRain, toBeIrrigated];

/**
 * What is to be done with a plot's water, at the moment of its state. Forecast rain is only hoped for: it may let a field wait, and
 * moves the moment at which it comes to its threshold; it never counts as fallen.
 */
export function advise(given: PlotState | NoSeason, outlook: Outlook, supply: Supply, table: IrrigationTable): Advice {
  if ('reason' in given) {
    const salt = saltinessOf(supply, { now: outlook.from, stageUse: STAGE_UNKNOWN }, table);
    return noAdvice(given, salt, outlook.from);
  }
  const asked = caseOf(given, outlook, supply, table);
  const { state } = asked;
  const answer = withSalt(asked);
  const urgency = answer.urgency ?? 'none';
  return {
    plot: state.field.plot.id,
    ...(state.field.plot.owner !== undefined && { owner: state.field.plot.owner }),
    ...{ at: state.at, urgency, stage: state.stage.stage, basis: state.basis },
    ...(state.level !== undefined && { level: state.level }),
    ...(state.depleted !== undefined && { depleted: state.depleted }),
    ...(asked.dry.meets !== undefined && { thresholdAt: hoursLater(state.at, asked.dry.meets) }),
    ...(asked.salt.source && { source: asked.salt.source }),
    ...(isGuess(state, answer.verdict) && { guessed: true }),
    sendFrom: urgency === 'urgent' ? state.at : quietUntil(state.at, table.advice),
    ...answer,
    why: [...answer.why, ...besides(state, outlook, answer.verdict)],
  };
}

/**
 * While its source is salty a field that is to wait, for whatever reason, is told to keep its gate shut, and none is told anything
 * without the salt. Only what is to be taken in hours that are expected to be fresh is said all the same.
 */
function withSalt(asked: Case): Answer {
  const { stops, reasons } = asked.salt;
  const none = firstOf(WANTS_NONE, asked);
  if (none) return stops ? { ...none, why: [...none.why, ...reasons] } : none;
  const answer = firstOf(WANTS_WATER, asked)!;
  return stops && answer.verdict !== 'irrigate' ? { ...answer, ...HOLD, why: [...reasons, ...answer.why] } : answer;
}

const firstOf = (questions: readonly Question[], asked: Case): Answer | undefined =>
  questions.reduce<Answer | undefined>((found, ask) => found ?? ask(asked), undefined);

function caseOf(state: PlotState, outlook: Outlook, supply: Supply, table: IrrigationTable): Case {
  const { stored } = state;
  const salt = saltinessOf(supply, { now: state.at, stageUse: state.stage.salinity }, table);
  const flush = state.saltAt !== undefined && !salt.stops;
  const floors = flush ? flushed(floorsOf(state, table)) : floorsOf(state, table);
  const going = goingOf(state);
  const far = farOf(state, supply, table);
  const dry = lookAhead(stored, going, [{ hours: far, mmHour: 0 }], floors);
  const wet = outlook.rain > 0 ? lookAhead(stored, going, extended(outlook, far), floors) : dry;
  const wanted = floors[dry.floor ?? 0]!;
  const given = { state, table, supply, outlook, salt, floors, far, dry, wet, wanted };
  const now = { ...given, ...fill(given, flush, 0) };
  if (dry.meets === undefined) return now;
  // who begins at the deadline has lost some more by then
  const { start = state.at } = intakeOf(now, dry);
  return { ...given, ...fill(given, flush, (start - state.at) / HOUR_MS) };
}

/** What fills the field so many hours from now. */
function fill(
  { state, supply, wanted, table }: Pick<Case, 'state' | 'supply' | 'wanted' | 'table'>,
  flush: boolean,
  later: number,
): Pick<Case, 'need' | 'hours'> {
  const { field, stored } = state;
  const { lossHour } = goingOf(state);
  const refill = Math.max(0, wanted.target - stored + lossHour * later);
  const mm = flush ? Math.max(refill, table.salinity.flushMm) : refill;
  const net = volumeOf(mm, field.plot.areaM2);
  const gross = net / field.efficiency;
  const discharge = supply.discharge ?? field.plot.discharge ?? 0;
  return { need: { mm, net, gross }, hours: discharge > 0 ? gross / discharge : undefined };
}

/** How the field loses, and how much it can hold, mm. */
const goingOf = ({ field, loss }: PlotState) => ({
  lossHour: loss / 24,
  most: field.kind === 'paddy' ? 10 * field.bundCm : 0,
});

/** Salt that came in is washed out as soon as there is fresh water. */
const flushed = ([first, ...others]: readonly Wanted[]): readonly Wanted[] =>
  first!.key === 'none'
    ? [first!, ...others]
    : [{ ...first!, key: 'flush-salt', least: Number.POSITIVE_INFINITY, wait: Number.POSITIVE_INFINITY }, ...others];

const LONGEST_HOURS = 21 * 24;
/** Hours to look ahead: as far as it is known when water may be taken, so that the turn before the threshold is not let pass. */
function farOf({ at }: PlotState, { fresh, electricity, turn }: Supply, { advice }: IrrigationTable): number {
  let far = advice.horizonHours;
  for (const list of [fresh, electricity, turn])
    if (list) for (const { to } of list) far = Math.max(far, (to - at) / HOUR_MS);
  return Math.min(LONGEST_HOURS, far);
}

function extended({ stretches }: Outlook, far: number): Outlook['stretches'] {
  const known = stretches.reduce((sum, { hours }) => sum + hours, 0);
  return far > known ? [...stretches, { hours: far - known, mmHour: 0 }] : stretches;
}

function outOfSeason({ state: { stage, field } }: Case): Answer | undefined {
  if (stage.stage !== 'over' && stage.stage !== 'not-sown') return undefined;
  const why = stage.stage === 'over' ? [{ key: 'season-over' }, ...harvestAssumed(field)] : [{ key: 'not-sown' }];
  return { verdict: 'not-needed', why };
}

/** Near its end it matters how long a season was taken to be. */
const harvestAssumed = ({ notes }: PlotState['field']): Reason[] =>
  notes.some(({ key }) => key === 'variety-assumed') ? [{ key: 'harvest-assumed' }] : [];

function toBeDrained({ state: { stage, level, field } }: Case): Answer | undefined {
  const { water } = stage;
  if (water?.mode === 'drain') {
    const assumed = harvestAssumed(field);
    if (level! <= 0) return { verdict: 'not-needed', why: [{ key: 'drain-stage' }, ...assumed] };
    return { verdict: 'drain', urgency: 'soon', why: [{ key: 'drain-stage', figures: { level: level! } }, ...assumed] };
  }
  const most = water?.mode === 'flood' ? water.drainAboveCm : undefined;
  if (most === undefined || level! <= most) return undefined;
  return { verdict: 'drain', urgency: 'soon', why: [{ key: 'too-deep', figures: { level: level!, limit: most } }] };
}

/** A paddy that by the model has long been dry, while nobody measured or told anything: people let in water without saying so. */
function neverTold({ state: { untold, basis, level }, table: { paddy }, salt }: Case): Answer | undefined {
  if (!untold || basis !== 'estimated' || level === undefined || level > paddy.lossFullToCm) return undefined;
  const reason = { key: 'nothing-told', figures: { level } };
  return { verdict: 'unknown', why: [reason, ...(salt.stops ? [] : salt.reasons)] };
}

function enoughFor(asked: Case): Answer | undefined {
  const { dry, state } = asked;
  if (isDue(asked, dry)) return undefined;
  const until = dry.meets === undefined ? undefined : { at: hoursLater(state.at, dry.meets) };
  return { verdict: 'not-needed', why: [{ key: 'enough', ...(until && { figures: until }) }] };
}

/** The field wants water, and no hour is expected in which its source is not salty. */
function noFreshHour(asked: Case): Answer | undefined {
  const { state, dry, wanted, need, salt } = asked;
  if (!salt.stops || intakeOf(asked, dry).start !== undefined) return undefined;
  return { ...HOLD, need, why: [whyNeeded(state, wanted, dry)] };
}

function tooLittle({ need, table: { advice } }: Case): Answer | undefined {
  if (need.mm >= advice.leastMm && need.gross >= advice.leastM3) return undefined;
  return { verdict: 'not-needed', need, why: [{ key: 'too-little', figures: { mm: need.mm, m3: need.gross } }] };
}

/** The rain that is forecast puts it off, or does away with it, before the field is worse off than it may be. */
function hopeForRain(asked: Case): Answer | undefined {
  const { state, outlook, wet, wanted, need } = asked;
  if (outlook.rain <= 0 || wanted.key === 'flush-salt') return undefined;
  const near = lookAhead(state.stored, goingOf(state), outlook.stretches, asked.floors);
  if (near.spare < 0 || (!near.well && isDue(asked, wet))) return undefined;
  return {
    verdict: 'wait-for-rain',
    need,
    why: [{ key: 'rain-forecast', figures: { mm: outlook.rain } }, whyNeeded(state, wanted, asked.dry)],
  };
}

function toBeIrrigated(asked: Case): Answer {
  const { state, table, need, hours, wanted, wet, dry, salt } = asked;
  const { roundM3, roundHours } = table.advice;
  const intake = intakeOf(asked, wet.meets === undefined ? dry : wet);
  const times = intake.times.filter(({ from, to }) => to > from);
  const done = times.at(-1)?.to;
  const why: Reason[] = [whyNeeded(state, wanted, dry), ...salt.reasons];
  if (hours === undefined) why.push({ key: 'no-capacity' });
  if (intake.start === undefined) why.push({ key: 'no-window' });
  else if (intake.lackingHours > 0.01) why.push({ key: 'windows-too-short', figures: { hours: intake.lackingHours } });
  else if (intake.moved) why.push({ key: 'moved-to-window', figures: { at: intake.start } });
  return {
    verdict: 'irrigate',
    urgency: isUrgent(asked, intake) ? 'urgent' : 'soon',
    ...(hours !== undefined && { hours: Math.max(roundHours, Math.round(hours / roundHours) * roundHours) }),
    m3: Math.round(need.gross / roundM3) * roundM3,
    need,
    ...(intake.start !== undefined && { deadline: intake.start }),
    ...(done !== undefined && { doneBy: done }),
    ...(times.length > 0 && { times }),
    why,
  };
}

/** Z: the threshold less filling, the canal and a margin, moved before the last time in which water may be taken. */
function intakeOf({ state, supply, hours, salt, far, table }: Case, ahead: Ahead): Intake {
  const { at } = state;
  const before = (supply.canalHours ?? table.assumed.canalHours) + table.advice.marginHours;
  return latestIntake(
    // while it is salt, water is taken in hours that are expected to be fresh, or not at all
    { fresh: salt.stops ? (salt.fresh ?? []) : salt.fresh, electricity: supply.electricity, turn: supply.turn },
    {
      ...{ now: at, latestEnd: hoursLater(at, (ahead.meets ?? 0) - before), hours: hours ?? 0 },
      horizon: hoursLater(at, far),
    },
  );
}

/** Whether it is time to say so: the latest beginning is near, or past. */
function isDue(asked: Case, ahead: Ahead): boolean {
  if (ahead.meets === undefined) return false;
  const { start, late } = intakeOf(asked, ahead);
  return late || start === undefined || start <= hoursLater(asked.state.at, asked.table.advice.leadHours);
}

/** The field is worse off than it may be, or who waits for the morning waits too long. */
function isUrgent({ state, dry, wanted, table }: Case, intake: Intake): boolean {
  if (wanted.key !== 'flush-salt' && state.stored < wanted.wait && dry.meets === 0) return true;
  if (intake.start === undefined || intake.lackingHours > 0.01) return true;
  if (intake.late) return intake.moved && intake.start - state.at <= table.advice.urgentHours * HOUR_MS;
  return (
    intake.start < quietUntil(state.at, table.advice) ||
    (intake.moved && intake.start - state.at <= table.advice.urgentHours * HOUR_MS)
  );
}
