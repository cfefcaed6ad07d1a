import { readFileSync } from 'node:fs';
import type { SourceType } from '#hub/contracts';
import {
  dischargeSigns,
  lessWeather,
  type Look,
  observe,
  type ObserveRules,
  type Sample,
  type Sighted,
  type SignRules,
  type SourceKinds,
  type Suspect,
  trace,
  type TraceInput,
  type TracingRules,
  type WaterSource,
} from '#hub/water';
import {
  type Along,
  type DischargeDay,
  dischargeDay,
  type Outlet,
  type WaterStation,
} from '../../../firmware-sim/src/discharge/discharge-day.js';
import type { Waste } from '../../../firmware-sim/src/discharge/waste.js';
import { median } from '../processes.js';
import type { Part } from './part.js';

/** What of `reference/water.json` it goes by. */
export interface WaterRules {
  signs: SignRules;
  observe: ObserveRules;
  tracing: TracingRules;
  sourceKinds: SourceKinds;
}
/** What became of one day with a discharge. */
export interface DischargeResult {
  seed: number;
  /** Minutes from the start of the discharge to the first signs; undefined: nobody saw it. */
  seenAfterMin?: number;
  /** Place of the true source in the ranking, from 1; 0: it is not in it. */
  rank: number;
  /** Sources that were ranked. */
  of: number;
  /** Whether the first was ahead by enough to be named alone. */
  isClear: boolean;
  /** The true source, and who was first instead. */
  why?: string;
}
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** The ranking that counts is made so long after the first signs: the front has passed, and an officer is not there yet. */
const AFTER_SIGNS_MS = HOUR_MS;

const placeOf = ({ canal, reach, metres, length }: Along) => ({ canal, reach, along: metres / length });
const lookOf = ({ ts, values }: Sample): Look => ({
  ts,
  ...(values.ec !== undefined && { ec: values.ec }),
  ...(values.do !== undefined && { do: values.do }),
  ...(values.ph !== undefined && { ph: values.ph }),
});

/** The first time at which a station shows the signs of a discharge. */
function firstSigns(day: DischargeDay, station: WaterStation, rules: SignRules): number | undefined {
  const samples = day.measured.get(station.id)!;
  const usual = new Map<number, number[]>();
  const usualAt = (ts: number) => {
    const hour = Math.floor(ts / HOUR_MS) * HOUR_MS;
    const known = usual.get(hour) ?? weekBefore(day, station, hour);
    usual.set(hour, known);
    return known;
  };
  return samples.find(({ ts }, i) => {
    const looks = samples.slice(Math.max(0, i - 6), i + 1).map(lookOf);
    return ts >= day.discharge.from - HOUR_MS && dischargeSigns(looks, usualAt(ts), rules).suspected;
  })?.ts;
}
/** Medians of EC in the same hour of the seven days before. */
function weekBefore(day: DischargeDay, station: WaterStation, hour: number): number[] {
  return [1, 2, 3, 4, 5, 6, 7].map((days) => {
    const values = [0, 10, 20, 30, 40, 50].map((m) => day.usual(station, hour + m * MINUTE_MS - days * DAY_MS).ec!);
    return values.sort((a, b) => a - b)[3]!;
  });
}

/** A day and what the hub would know of it an hour after the first signs; without `input` nobody saw any. */
export interface DischargeCase {
  seed: number;
  day: DischargeDay;
  seenAt?: number;
  input?: TraceInput;
}
export function caseOf(seed: number, rules: WaterRules): DischargeCase {
  const day = dischargeDay(seed);
  const up = day.stations.filter((s) => !s.isDown);
  const [seen] = up
    .flatMap((station) => {
      const at = firstSigns(day, station, rules.signs);
      return at === undefined ? [] : [{ station, at }];
    })
    .sort((a, b) => a.at - b.at);
  if (!seen) return { seed, day };
  const now = seen.at + AFTER_SIGNS_MS;
  const sight = (station: WaterStation, from: number): Sighted => {
    const samplesOf = ({ id }: WaterStation): Sample[] => day.measured.get(id)!.filter(({ ts }) => ts <= now);
    const others = up.filter((s) => s !== station).map(samplesOf);
    const samples = lessWeather(samplesOf(station), others, rules.signs.binMs);
    return { id: station.id, at: placeOf(station.at), seen: observe(samples, from, now, rules.observe) };
  };
  const sources = day.outlets.map(
    ({ id, at, waste, flow, permitted, hours, checks }): WaterSource => ({
      ...{ id, at: placeOf(at), kind: waste, flow, permitted, checks },
      ...(hours && { hours }),
    }),
  );
  const input: TraceInput = {
    ...{ canals: day.waterways.register, works: [], takers: [], sources, now },
    anomaly: sight(seen.station, seen.at - 1.5 * HOUR_MS),
    stations: up.filter((s) => s !== seen.station).map((s) => sight(s, seen.at - 4 * HOUR_MS)),
  };
  return { seed, day, seenAt: seen.at, input };
}

/** Whom the tracing names, and who it was. */
export function judge({ seed, day, seenAt, input }: DischargeCase, rules: WaterRules): DischargeResult {
  const truth = day.outlets.find((o) => o.id === day.discharge.outlet)!;
  const nameOf = ({ id, waste, at }: Outlet) => `${id}, ${waste} on ${at.canal}/${at.reach}`;
  if (seenAt === undefined || !input)
    return { seed, rank: 0, of: 0, isClear: false, why: `${nameOf(truth)}: no station showed the signs` };
  const { ranking } = trace(input, rules.tracing, rules.sourceKinds);
  const { suspects, isClear } = ranking;
  const rank = suspects.findIndex((s) => s.source === truth.id) + 1;
  const result = { seed, seenAfterMin: (seenAt - day.discharge.from) / MINUTE_MS, rank, of: suspects.length, isClear };
  if (rank === 1) return result;
  const [own, first] = [suspects[rank - 1], suspects[0]];
  const other = first && day.outlets.find((o) => o.id === first.source)!;
  const itself = `${nameOf(truth)} (${own ? scored(own) : ranking.outcome}), seen at ${input.anomaly.id}`;
  return { ...result, why: other ? `${itself}; first was ${nameOf(other)} (${scored(first)})` : itself };
}
const scored = ({ score, reasons, contradictions }: Suspect) =>
  `${score.toFixed(0)}: ${[...reasons.map((r) => `${r.key} ${r.points.toFixed(0)}/${r.of}`), ...contradictions.map((c) => `${c.key} −${c.points}`)].join(', ')}`;

/** The same case with a register in which every tenth source, the true one as any other, has another kind's name. */
function withWrongKinds(of: DischargeCase, kinds: readonly string[]): DischargeCase {
  if (!of.input) return of;
  const sources = of.input.sources.map((source, i) => {
    const isWrong = (of.seed + i) % 10 === 0;
    return isWrong ? { ...source, kind: kinds[(kinds.indexOf(source.kind!) + 1 + (i % 3)) % kinds.length]! } : source;
  });
  return { ...of, input: { ...of.input, sources } };
}

/** … in which sources have no finer kind than the register's types. */
function withTypesAlone(of: DischargeCase): DischargeCase {
  if (!of.input) return of;
  const sources = of.input.sources.map((source) => ({ ...source, kind: TYPES[source.kind as Waste] }));
  return { ...of, input: { ...of.input, sources } };
}
const TYPES: Record<Waste, SourceType> = {
  ...{ livestock: 'livestock', aquaculture: 'aquaculture', food: 'craft-village', dyeing: 'production' },
  ...{ plating: 'production', domestic: 'domestic', slaughter: 'craft-village' },
};

function quietDays(seeds: readonly number[], rules: WaterRules): { signs: number; stationDays: number } {
  const quiet = { signs: 0, stationDays: 0 };
  for (const seed of seeds) {
    const day = dischargeDay(seed, { isQuiet: true });
    for (const station of day.stations.filter((s) => !s.isDown)) {
      const samples = day.measured.get(station.id)!;
      if (firstSigns(day, station, rules.signs) !== undefined) quiet.signs++;
      quiet.stationDays += (samples.at(-1)!.ts - (day.discharge.from - HOUR_MS)) / DAY_MS;
    }
  }
  return quiet;
}

const missOf = ({ seed, rank, of, seenAfterMin, why }: DischargeResult): string =>
  `seed ${seed}, rank ${rank} of ${of}, ${seenAfterMin?.toFixed(0) ?? '–'} min after its start: ${why}`;

/** A day with a discharge of each seed: the simulator knows who it was, the tracing does not. */
export function discharges(seeds: readonly number[]): Part[] {
  const rules = JSON.parse(readFileSync('reference/water.json', 'utf8')) as WaterRules;
  const cases = seeds.map((seed) => caseOf(seed, rules));
  const results = cases.map((of) => judge(of, rules));
  const percent = (n: number, of: number) => (100 * n) / of;
  const firsts = (list: readonly DischargeResult[]) => percent(list.filter((r) => r.rank === 1).length, list.length);
  const seen = results.flatMap((r) => r.seenAfterMin ?? []);
  const alone = results.filter((r) => r.isClear);
  const wastes = Object.keys(TYPES);
  const quiet = quietDays(seeds, rules);
  return [
    {
      name: 'discharges: 12 sources, 6 stations, canals whose velocity nobody knows; one pours for 1–3 h',
      bars: [
        { what: 'source ranked first, an hour after the first signs', value: firsts(results), unit: '%', least: 80 },
        {
          what: 'source among the first three',
          value: percent(results.filter((r) => r.rank >= 1 && r.rank <= 3).length, results.length),
          unit: '%',
        },
        { what: 'signs seen', value: percent(seen.length, results.length), unit: '%' },
        { what: 'signs after the start of the discharge, median', value: median(seen), unit: 'min' },
        { what: 'right, of those that are named alone', value: firsts(alone), unit: `% of ${alone.length}` },
        {
          what: 'first, with every tenth source registered as another kind',
          value: firsts(cases.map((of) => judge(withWrongKinds(of, wastes), rules))),
          unit: '%',
        },
        {
          what: 'first, with no finer kinds than the types of the register',
          value: firsts(cases.map((of) => judge(withTypesAlone(of), rules))),
          unit: '%',
        },
        {
          what: 'signs on the same days without a discharge',
          value: quiet.signs,
          unit: `in ${quiet.stationDays.toFixed(0)} station-days`,
        },
      ],
      misses: results.filter((r) => r.rank !== 1).map(missOf),
    },
  ];
}
