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
/** Without signs for so long it is over. */
const CALM_MS = HOUR_MS;
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

  /** Time goes on: what showed no more signs is over. */
  tick(step: Step): void {
    for (const [id, finding] of this.#found) {
      if (step.now - finding.updatedAt <= CALM_MS) continue;
      this.#found.delete(id);
      step.put(KEY.found + id, undefined);
      step.tell({ type: 'finding', change: 'over', finding: { ...finding, endedAt: finding.updatedAt }, at: step.now });
    }
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
    if (signs.suspected)
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
    const open = [...this.#found.values()].find(({ target }) => target === device);
    const found = trace(
      {
        ...waterways,
        anomaly: this.#sighted(device, own, stations, since - BEFORE_MS, ts),
        stations: [...stations].flatMap(([id, station]) =>
          id === device || station.simulated !== own.simulated
            ? []
            : [this.#sighted(id, station, stations, since - OTHERS_MS, ts)],
        ),
        now: step.now,
      },
      this.rules.tracing,
      this.rules.sourceKinds,
    );
    const finding = dischargeOf(signs, found, {
      ...{
        id: open?.id ?? `discharge-${since}-${device}`,
        target: device,
        commune: own.commune,
        simulated: own.simulated,
      },
      ...{ startedAt: open?.startedAt ?? since, updatedAt: ts, before: open },
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

const eventOf = (
  { id, target, commune, startedAt, score, simulated }: FindingOf<'discharge'>,
  ts: number,
  now: number,
  first: boolean,
): DeviceEvent => ({
  ...{ type: 'event', commune, device: target, ts: first ? startedAt : ts, received: now, late: false, simulated },
  ...{ event: 'discharge', eventId: id, phase: first ? 'start' : 'update', score: score / 100, byHub: true },
});
