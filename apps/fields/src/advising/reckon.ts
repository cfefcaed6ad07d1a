import type { Advice as Told, Block, FarmDay, PlannedTurn, Plot } from '#hub/contracts';
import {
  type Advice,
  advise,
  borrow,
  dayNumber,
  goOn,
  type IrrigationTable,
  type NoSeason,
  outlookOf,
  type PlotState,
  type Season,
  season,
  type SeasonInput,
  startOfDay,
  stateOf,
} from '#hub/irrigation';
import { saidOf } from '../records/events-of.js';
import { withForecast } from './forecast-days.js';
import { blockOf, namesOf, seasonPlot } from '../land/land.js';
import { foulAdvice } from '../discharge/foul-words.js';
import { type AdviceWords, adviceWords } from '../words/advice-words.js';
import type { AllTemplates } from '../words/templates.js';
import type { Situation } from './situation.js';

/** One plot, as far as it is reckoned. */
export interface Reckoned {
  plot: Plot;
  name: { vi: string; en: string };
  advice: Advice;
  told: Told;
  title: AdviceWords['title'];
  days: FarmDay[];
}

export interface Reckoning {
  templates: AllTemplates;
  table: IrrigationTable;
  /** Is shown each season while it is there: those of a whole commune are too much to be kept. */
  onSeason?(plot: Plot, season: Season, situation: Situation): void;
}

const HOUR_MS = 3_600_000;
const SHOWN_DAYS = 14;

/**
 * Advice for all plots: each one's season first, since plots without a probe borrow from those that have one. A generator,
 * so that whoever takes the results may let others have the processor in between.
 */
export function* reckonAll(
  situation: Situation,
  { templates, table, ...seen }: Reckoning,
): Generator<Reckoned | undefined> {
  const { now, land, forecast, records, measurements } = situation;
  const outlook = outlookOf(forecast, now, table);
  const none = new Map<string, NoSeason>();
  const shown = new Map<string, FarmDay[]>();
  const states = new Map<string, PlotState>();
  const weatherOf = (block: Block | undefined) => situation.weather.get(block ? block.id : '') ?? [];
  const inputOf = ({ id }: Plot): SeasonInput => {
    const said = saidOf(records.get(id) ?? []);
    const read = [...(measurements.get(id) ?? []), ...said.measurements];
    return { events: said.events, measurements: read, until: now };
  };
  for (const plot of land.plots) {
    const block = blockOf(land, plot);
    const own = season(seasonPlot(plot, block), weatherOf(block), inputOf(plot), table);
    if (own.kind === 'none') none.set(plot.id, own);
    else {
      states.set(plot.id, stateOf(own, table));
      shown.set(plot.id, daysOf(own, situation));
      seen.onSeason?.(plot, own, situation);
    }
    yield undefined;
  }
  const read = [...states.values()].filter(({ readings }) => readings.length > 0);
  for (const plot of land.plots) {
    const state = states.get(plot.id);
    const block = blockOf(land, plot);
    const supply = {
      ...situation.supplies.get(block ? block.id : ''),
      ...{ discharge: plot.pumpM3h ?? block?.flowM3h, turn: situation.turns.get(plot.id) },
    };
    const given = state
      ? goOn(borrow(state, read, table), read, weatherOf(block), inputOf(plot), table)
      : none.get(plot.id)!;
    const advice = advise(given, outlook, supply, table);
    const name = namesOf(plot);
    const { title, ...words } = adviceWords(advice, name, { templates, table, now });
    const clean = toTold(advice, state && (given as PlotState), words, situation, table);
    const foul = situation.foul.get(plot.id);
    yield {
      ...{ plot, name, advice, title, days: shown.get(plot.id) ?? daysOf(undefined, situation) },
      // what a field needs does not count while foul water is on its way to it
      told: foul ? foulAdvice(clean, foul, name, { templates, now }) : clean,
    };
  }
}

/** What is said of a time in which the plot has no turn does not hold once it has one. */
const OF_OTHER_TIMES: ReadonlySet<string> = new Set(['moved-to-window', 'windows-too-short', 'no-window']);

/** The same, where water is a plot's in its turn alone: the words name it, all of it lies in it, and it is no more than it gives. */
export function inTurns(
  plots: readonly Reckoned[],
  turns: ReadonlyMap<string, PlannedTurn>,
  { now, foul, land }: Situation,
  { templates, table }: Reckoning,
): Reckoned[] {
  const { roundM3 } = table.advice;
  return plots.map((one) => {
    const turn = turns.get(one.plot.id);
    if (!turn || one.advice.verdict !== 'irrigate' || foul.has(one.plot.id)) return one;
    const { from, to } = turn;
    const { hours, m3, why } = one.advice;
    // a pump that gives less than the canal gets less in its turn than was planned for it
    const share = Math.min(1, hours === undefined ? turn.m3 / (m3 ?? turn.m3) : (to - from) / HOUR_MS / hours);
    const given = m3 === undefined ? undefined : Math.max(roundM3, Math.round((m3 * share) / roundM3) * roundM3);
    const advice: Advice = {
      ...one.advice,
      ...(hours !== undefined && { hours: hours * share }),
      ...(given !== undefined && { m3: given }),
      ...{ deadline: from, doneBy: to, times: [{ from, to }] },
      why: [...why.filter(({ key }) => !OF_OTHER_TIMES.has(key)), ...partOf(one, given, isWeak(one.plot, land))],
    };
    const { title, ...words } = adviceWords(advice, one.name, { templates, table, now, turn });
    const told = { ...one.told, ...words, before: to, urgent: isPressing(advice, now, table), ...amountOf(advice) };
    return { ...one, advice, title, told };
  });
}

/** Its own pump gives less than what comes to its block. */
const isWeak = (plot: Plot, land: Situation['land']): boolean =>
  plot.pumpM3h !== undefined && plot.pumpM3h < (blockOf(land, plot)?.flowM3h ?? 0);

/** The turn gives less than the field wants, m³: of the canal's water, or for want of a stronger pump. */
function partOf({ advice }: Reckoned, m3: number | undefined, weak: boolean): Advice['why'] {
  const { m3: wanted, why } = advice;
  // while the source is salty nobody takes any
  if (m3 === undefined || wanted === undefined || m3 >= wanted || why.some(({ key }) => key === 'salinity-stop'))
    return [];
  return [{ key: weak ? 'turn-part-pump' : 'turn-part', figures: { m3, wanted } }];
}

/** While the source is salty water is taken when it is expected to be fresh. */
function notBefore({ verdict, times, why }: Advice): Pick<Told, 'from'> {
  const first = times?.[0];
  const salty = verdict === 'irrigate' && why.some(({ key }) => key === 'salinity-stop');
  return salty && first ? { from: Math.round(first.from) } : {};
}

/** What does not wait for the morning is told at once, but "urgent" is only what is to be begun within hours. */
const isPressing = ({ urgency, deadline = 0 }: Advice, now: number, { advice }: IrrigationTable): boolean =>
  urgency === 'urgent' && deadline - now <= advice.urgentHours * HOUR_MS;

const amountOf = ({ hours, m3 }: Advice): Pick<Told, 'hours' | 'm3'> => ({
  ...(hours !== undefined && hours > 0 && { hours }),
  ...(m3 !== undefined && m3 > 0 && { m3 }),
});

function toTold(
  advice: Advice,
  state: PlotState | undefined,
  words: Omit<AdviceWords, 'title'>,
  { now, simulated }: Situation,
  table: IrrigationTable,
): Told {
  const { plot, verdict, doneBy, level, depleted, why } = advice;
  const salt = why.find(({ key }) => key === 'salinity-stop' || key === 'salinity-warn')?.figures;
  const source = salt
    ? { value: Number(salt['value']), limit: Number(salt['limit']), at: Number(salt['at']) }
    : advice.source;
  const guess = advice.guessed === true || (verdict === 'unknown' && why.some(({ key }) => key === 'nothing-told'));
  const water = state?.stage.water;
  return {
    ...{
      plot,
      at: now,
      verdict,
      urgent: isPressing(advice, now, table),
      basis: advice.basis ?? 'estimated',
      simulated,
      ...words,
    },
    // an estimate is of now, whenever it was measured last
    ...(state?.measured && state.basis !== 'estimated' && { asOf: state.measured.at }),
    ...amountOf(advice),
    ...(doneBy !== undefined && { before: Math.round(doneBy) }),
    ...notBefore(advice),
    ...(level !== undefined && { level: { cm: Math.round(level * 10) / 10, ...limitsOf(water) } }),
    ...(depleted !== undefined && { depletion: { mm: Math.round(depleted), easy: Math.round(state?.easy ?? 0) } }),
    ...(state && stageWords(state, table)),
    ...(source && { salinity: { value: source.value, limit: source.limit, ts: source.at } }),
    ...(guess && level !== undefined && { readTube: true }),
  };
}

function limitsOf(water: PlotState['stage']['water']): { limit?: number; target?: number } {
  if (water?.mode === 'awd') return { limit: water.refillAtCm, target: water.refillToCm };
  if (water?.mode === 'flood') return { limit: water.minCm, target: water.maxCm };
  return {};
}

function stageWords({ field, stage }: PlotState, { rice }: IrrigationTable): Pick<Told, 'stage'> {
  if (field.kind !== 'paddy') return {};
  const stages = Object.values(rice.varieties).flatMap((variety) => variety.stages);
  const found = stages.find((one) => one.stage === stage.stage);
  return found ? { stage: { vi: found.vi, en: found.en } } : {};
}

/** The last two weeks as they were reckoned, and what is forecast. */
function daysOf(own: Season | undefined, { forecast, now }: Situation): FarmDay[] {
  const tenth = (value: number) => Math.round(value * 10) / 10;
  const past = (own?.days.slice(-SHOWN_DAYS) ?? []).map(
    ({ day, rain, et0, level, depleted, basis, taken }): FarmDay => ({
      ...{ day: startOfDay(dayNumber(day)), rain: tenth(rain), et0: tenth(et0), measured: basis === 'measured' },
      ...(level !== undefined && { level: tenth(level) }),
      ...(depleted !== undefined && { depletion: tenth(depleted) }),
      ...(taken > 0 && { irrigated: Math.round(taken) }),
    }),
  );
  return withForecast(past, forecast, now);
}
