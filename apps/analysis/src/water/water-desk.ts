import type { DeviceEvent, FindingOf, Metric, Reading } from '#hub/contracts';
import {
  lessWeather,
  type Look,
  nothingSeen,
  observe,
  type ObserveRules,
  type Place,
  type Sample,
  type Sighted,
  type Signs,
  type SignRules,
  type SignState,
  type SourceKinds,
  trace,
  type TracingRules,
  watchSigns,
} from '#hub/water';
import type { CommittedState } from '#hub/event-log';
import type { Step } from '../step.js';
import { dischargeOf } from './discharge.js';
import type { Waterways } from './waterways.js';

/** Of reference/water.json. */
export interface WaterRules {
  signs: SignRules;
  observe: ObserveRules;
  tracing: TracingRules;
  sourceKinds: SourceKinds;
}
export interface Station {
  commune: string;
  simulated: boolean;
  at?: Place;
}

/** What a station remembers: looks of the last hours, one each five minutes, and what it usually shows. */
interface Kept {
  samples: Sample[];
  signs: SignState;
}
const HOUR_MS = 3_600_000;
/** Back to the quiet before a front that has come slowly. */
const KEPT_MS = 8 * HOUR_MS;
/** Where a front may have begun before it was a sign; how long other stations are looked at before it. */
const BEFORE_MS = 1.5 * HOUR_MS;
const OTHERS_MS = 4 * HOUR_MS;
/** Without signs for so long it is over, if the station was heard for as long as proves it. */
const CALM_MS = HOUR_MS;
const HEARD_MS = HOUR_MS / 2;
/** A station that stays silent for longer is waited for no more. */
const LOST_MS = 12 * HOUR_MS;
const METRICS = [
  'ec',
  'do',
  'ph',
  'turbidity',
  'nh4_n',
  'water_temperature',
  'cod',
  'tss',
  'salinity',
] as const satisfies Metric[];
const KEY = { look: 'water/look/', signs: 'water/signs/', found: 'water/found/' };

/** The water of the canals, watched for what somebody pours in. Fed from the log; each look is kept with its position. */
export class WaterDesk {
  readonly #kept = new Map<string, Kept>();
  /** Of the five minutes that go on. */
  readonly #now = new Map<string, Sample>();
  readonly #found = new Map<string, FindingOf<'discharge'>>();

  constructor(private readonly rules: WaterRules) {}

  /** Looks are kept one by one, what is usual once an hour: what lies between is gone through again. */
  load(state: CommittedState): void {
    for (const map of [this.#kept, this.#now, this.#found]) map.clear();
    for (const [key, found] of state<FindingOf<'discharge'>>(KEY.found))
      this.#found.set(key.slice(KEY.found.length), found);
    for (const [key, signs] of state<SignState>(KEY.signs))
      this.#kept.set(key.slice(KEY.signs.length), { samples: [], signs });
    const samples = [...state<Sample>(KEY.look)].map(
      ([key, sample]) => [key.slice(KEY.look.length).split(' ')[0]!, sample] as const,
    );
    for (const [device, sample] of samples.sort(([, a], [, b]) => a.ts - b.ts)) {
      const kept = this.#kept.get(device) ?? { samples: [], signs: nothingSeen() };
      const { state: signs } = watchSigns(kept.signs, lookOf(sample), this.rules.signs);
      this.#kept.set(device, { samples: [...kept.samples, sample], signs });
    }
  }

  /** A reading of a station of the canals. What is late is no news of the water that passes now. */
  reading(reading: Reading, stations: ReadonlyMap<string, Station>, waterways: Waterways, step: Step): void {
    const { device, ts, values, quality, late } = reading;
    const own = stations.get(device);
    if (!own || late) return;
    const good = Object.fromEntries(
      METRICS.flatMap((metric) =>
        values[metric] === undefined || quality?.[metric] ? [] : [[metric, values[metric]]],
      ),
    ) as Sample['values'];
    if (Object.keys(good).length === 0) return;
    const bin = (at: number) => Math.floor(at / this.rules.signs.binMs);
    const open = this.#now.get(device);
    if (open && bin(open.ts) < bin(ts)) this.#look(device, open, own, stations, waterways, step);
    this.#now.set(
      device,
      open && bin(open.ts) === bin(ts) ? { ts, values: { ...open.values, ...good } } : { ts, values: good },
    );
  }

  /** Time goes on: what shows no more signs is over, and of what nothing is heard nobody knows. */
  tick(step: Step): void {
    for (const finding of this.#found.values()) {
      const silentMs = step.now - finding.updatedAt;
      if (silentMs <= CALM_MS) continue;
      const { heard, cleanSince } = this.#heardSince(finding);
      if (cleanSince !== undefined) this.#clean(finding, cleanSince, step);
      else if (!finding.lost && step.now - heard > CALM_MS) this.#lose(finding, step);
      else if (finding.lost && silentMs > LOST_MS) this.#forget(finding, step);
    }
  }

  /** When the station that shows it was last heard, and since when it is clean: its looks without signs prove that. */
  #heardSince({ target, updatedAt, lost }: FindingOf<'discharge'>): { heard: number; cleanSince?: number } {
    const open = this.#now.get(target);
    const looks = [...(this.#kept.get(target)?.samples ?? []), ...(open ? [open] : [])]
      .filter(({ ts, values }) => ts > updatedAt && values.ec !== undefined)
      .map(({ ts }) => ts);
    const heard = looks.at(-1);
    if (heard === undefined) return { heard: updatedAt };
    // what came before a silence says nothing of what came after it
    const first = looks[looks.findLastIndex((ts, i) => ts - (looks[i - 1] ?? 0) > CALM_MS)]!;
    // where it was lost, the water that passed meanwhile is unknown
    return heard - first < HEARD_MS ? { heard } : { heard, cleanSince: lost ? first : updatedAt };
  }

  #clean(finding: FindingOf<'discharge'>, endedAt: number, step: Step): void {
    this.#forget(finding, step);
    const { lost, ...known } = finding;
    const clean = { ...known, ...ended(known, endedAt, 'clean') };
    step.tell({ type: 'finding', change: 'over', finding: clean, at: step.now });
    if (!lost) step.event(endOf(finding, step.now));
  }

  /** It may go on: whoever it concerns is told that nobody knows. What it is in the end its station tells, once it is back. */
  #lose(known: FindingOf<'discharge'>, step: Step): void {
    const end = ended(known, known.updatedAt, 'signal-lost');
    const finding: FindingOf<'discharge'> = { ...known, ...end, lost: true };
    this.#found.set(finding.id, finding);
    step.put(KEY.found + finding.id, finding);
    step.tell({ type: 'finding', change: 'over', finding, at: step.now });
    step.event({ ...endOf(finding, step.now), lost: true });
  }

  #forget({ id }: FindingOf<'discharge'>, step: Step): void {
    this.#found.delete(id);
    step.put(KEY.found + id, undefined);
  }

  #look(
    device: string,
    sample: Sample,
    own: Station,
    stations: ReadonlyMap<string, Station>,
    waterways: Waterways,
    step: Step,
  ): void {
    const before = this.#kept.get(device) ?? { samples: [], signs: nothingSeen() };
    const { state, signs } = watchSigns(before.signs, lookOf(sample), this.rules.signs);
    const oldest = sample.ts - KEPT_MS;
    const samples = before.samples.filter(({ ts }) => ts > oldest);
    for (const { ts } of before.samples) if (ts <= oldest) step.put(keyOf(device, ts), undefined);
    this.#kept.set(device, { samples: [...samples, sample], signs: state });
    step.put(keyOf(device, sample.ts), sample);
    if (state.hour?.start !== before.signs.hour?.start) step.put(KEY.signs + device, state);
    // a look that only the first value after a silence closes is no news
    if (signs.suspected && step.now - sample.ts <= CALM_MS)
      this.#suspect(device, own, signs, { since: state.since!, ts: sample.ts }, stations, waterways, step);
  }

  #suspect(
    device: string,
    own: Station,
    signs: Signs,
    { since, ts }: { since: number; ts: number },
    stations: ReadonlyMap<string, Station>,
    waterways: Waterways,
    step: Step,
  ): void {
    const known = [...this.#found.values()].find(({ target }) => target === device);
    // signs of a station that is back are another discharge, for all that anybody knows
    if (known?.lost) this.#forget(known, step);
    const open = known?.lost ? undefined : known;
    const begins = open ? since : ts;
    const found = trace(
      {
        ...waterways,
        anomaly: this.#sighted(device, own, stations, begins - BEFORE_MS, ts),
        stations: [...stations].flatMap(([id, station]) =>
          id === device || station.simulated !== own.simulated
            ? []
            : [this.#sighted(id, station, stations, begins - OTHERS_MS, ts)],
        ),
        now: step.now,
      },
      this.rules.tracing,
      this.rules.sourceKinds,
    );
    const finding = dischargeOf(signs, found, {
      ...{
        id: open?.id ?? `discharge-${begins}-${device}`,
        target: device,
        commune: own.commune,
        simulated: own.simulated,
      },
      ...{ startedAt: open?.startedAt ?? begins, updatedAt: ts, before: open },
    });
    this.#found.set(finding.id, finding);
    step.put(KEY.found + finding.id, finding);
    step.tell({ type: 'finding', change: open ? 'changed' : 'found', finding, at: step.now });
    step.event(eventOf(finding, ts, step.now, open === undefined));
  }

  #sighted(
    id: string,
    { at, simulated }: Station,
    stations: ReadonlyMap<string, Station>,
    from: number,
    to: number,
  ): Sighted {
    const samplesOf = (of: string) => this.#kept.get(of)?.samples ?? [];
    const others = [...stations].flatMap(([other, station]) =>
      other === id || station.simulated !== simulated ? [] : [samplesOf(other)],
    );
    const samples = lessWeather(samplesOf(id), others, this.rules.signs.binMs);
    return { id, ...(at && { at }), seen: observe(samples, from, to, this.rules.observe) };
  }
}

const keyOf = (device: string, ts: number): string => `${KEY.look}${device} ${ts}`;

const lookOf = ({ ts, values: { ec, do: oxygen, ph } }: Sample): Look => ({
  ts,
  ...(ec !== undefined && { ec }),
  ...(oxygen !== undefined && { do: oxygen }),
  ...(ph !== undefined && { ph }),
});

/** How it ended is told behind the reasons for it, and of several endings the last. */
const ended = ({ reasons }: FindingOf<'discharge'>, endedAt: number, key: 'clean' | 'signal-lost') => ({
  endedAt,
  reasons: [...reasons.filter((reason) => reason.key !== 'signal-lost'), { key }],
});
/** Behind the last sign. */
const endOf = (finding: FindingOf<'discharge'>, now: number): DeviceEvent => ({
  ...eventOf(finding, finding.updatedAt + 1, now, false),
  phase: 'end',
});

const eventOf = (
  { id, target, commune, startedAt, score, simulated }: FindingOf<'discharge'>,
  ts: number,
  now: number,
  first: boolean,
): DeviceEvent => ({
  ...{ type: 'event', commune, device: target, ts: first ? startedAt : ts, received: now, late: false, simulated },
  ...{ event: 'discharge', eventId: id, phase: first ? 'start' : 'update', score: score / 100, byHub: true },
});
