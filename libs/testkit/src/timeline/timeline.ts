import type {
  AlertTransition,
  ClockState,
  Device,
  DeviceEvent,
  DeviceProfile,
  Metric,
  Quality,
  Reading,
  ReadingsItem,
} from '#hub/contracts';
import { lateAfterMs } from '#hub/contracts';
import { clockOf, type Time, timeReader, writeTime } from './time.js';

export interface Station {
  device: Device;
  profile: DeviceProfile;
}
type Values = Partial<Record<Metric, number>>;
type Change = AlertTransition['change'];
type Value = number | ((ts: number) => number);

interface Arrival {
  received: number;
  item: ReadingsItem;
}
interface Wanted {
  change: Change;
  rule: string;
  target: string;
  from: number;
  to: number;
  also?: Partial<AlertTransition['alert']>;
  sentence?: string | RegExp;
}

/** What the story is told to: takes items in the order of the log and answers with what became of the alerts. */
export type Listener = (items: ReadingsItem[]) => AlertTransition[];

/**
 * A test as a timeline: what arrives when, and what people must be told within which time. Times are of Vietnam,
 * "01:10", "01:10:30" or "+1 01:10" for the next day. A tick comes every second unless the hub is off. Every alert that
 * is opened, returned, recorded or closed must be wanted.
 */
export class Timeline {
  #arrivals: Arrival[] = [];
  #wanted: Wanted[] = [];
  #off: [from: number, to: number][] = [];
  #clocks: [from: number, to: number, clock: ClockState][] = [];
  #ms: (time: Time) => number;
  #stations: Map<string, Station>;
  #start = Number.POSITIVE_INFINITY;
  #end = 0;

  constructor(day: string, stations: readonly Station[]) {
    this.#ms = timeReader(day);
    this.#stations = new Map(stations.map((s) => [s.device.id, s]));
  }

  /** Milliseconds of a time of this story. */
  ms(time: Time): number {
    return this.#ms(time);
  }

  /** One measurement, arriving as it is made, or at `received`. */
  send(at: Time, device: string, values: Values, more: { received?: Time; quality?: Quality } = {}): this {
    const ts = this.#ms(at);
    const received = more.received === undefined ? ts : this.#ms(more.received);
    return this.#arrive(received, this.#reading(device, ts, received, values, more.quality));
  }

  /** A measurement every so often from one time to another (inclusive), arriving at once or all together at `received`. */
  series(
    from: Time,
    to: Time,
    everyMs: number,
    device: string,
    metric: Metric,
    value: Value,
    more: { received?: Time; quality?: Quality } = {},
  ): this {
    const end = this.#ms(to);
    for (let ts = this.#ms(from); ts <= end; ts += everyMs) {
      const values = { [metric]: typeof value === 'number' ? value : value(ts) } as Values;
      this.send(ts, device, values, more);
    }
    return this;
  }

  detect(at: Time, camera: string, event: string, more: Partial<DeviceEvent> & { arrives?: Time } = {}): this {
    const ts = this.#ms(at);
    const { arrives, ...rest } = more;
    const received = arrives === undefined ? ts : this.#ms(arrives);
    const { device, profile } = this.#station(camera);
    return this.#arrive(received, {
      type: 'event',
      commune: device.commune,
      device: camera,
      ts,
      received,
      late: received - ts > lateAfterMs(profile),
      event,
      phase: 'start',
      simulated: device.simulated,
      ...rest,
    });
  }

  hubOff(from: Time, to: Time): this {
    this.#off.push([this.#ms(from), this.#ms(to)]);
    return this;
  }
  hubClock(clock: ClockState, from: Time, to: Time): this {
    this.#clocks.push([this.#ms(from), this.#ms(to), clock]);
    return this;
  }
  until(time: Time): this {
    this.#end = Math.max(this.#end, this.#ms(time));
    return this;
  }

  /** People are told this between the two times. */
  wants(
    change: Change,
    rule: string,
    target: string,
    [from, to]: [Time, Time],
    more: { sentence?: string | RegExp } & Partial<AlertTransition['alert']> = {},
  ): this {
    const { sentence, ...also } = more;
    this.#wanted.push({ change, rule, target, from: this.#ms(from), to: this.#ms(to), also, sentence });
    return this.until(to);
  }

  /** Plays it; throws in the field's words where what was told is not what was wanted. */
  play(listener: Listener): AlertTransition[] {
    const told = this.#items().flatMap((item) => listener([item]));
    const loose = told.filter((t) => t.change !== 'updated' && t.change !== 'acknowledged');
    const faults: string[] = [];
    for (const wanted of this.#wanted) {
      const i = loose.findIndex((t) => matches(wanted, t));
      if (i < 0) faults.push(`wanted: ${say(wanted)}`);
      else loose.splice(i, 1);
    }
    for (const t of loose) faults.push(`not wanted: ${sayTold(t)}`);
    if (faults.length > 0) {
      const all = told.map((t) => `  ${sayTold(t)}`).join('\n');
      throw new Error(`${faults.join('\n')}\nwhat was told:\n${all || '  nothing'}`);
    }
    return told;
  }

  #arrive(received: number, item: ReadingsItem): this {
    this.#arrivals.push({ received, item });
    this.#start = Math.min(this.#start, received);
    return this.until(received);
  }

  #items(): ReadingsItem[] {
    const off = (ms: number) => this.#off.some(([from, to]) => ms >= from && ms < to);
    const all = this.#arrivals.filter((a) => !off(a.received));
    for (let ms = this.#start; ms <= this.#end; ms += 1000) {
      if (off(ms)) continue;
      const clock = this.#clocks.find(([from, to]) => ms >= from && ms < to)?.[2] ?? 'ok';
      all.push({ received: ms, item: { type: 'tick', received: ms, clock } });
    }
    return all.sort((a, b) => a.received - b.received).map((a) => a.item);
  }

  #reading(id: string, ts: number, received: number, values: Values, quality: Quality | undefined): Reading {
    const { device, profile } = this.#station(id);
    return {
      type: 'reading',
      commune: device.commune,
      device: id,
      kind: profile.kind,
      ts,
      received,
      late: received - ts > lateAfterMs(profile),
      values,
      ...(quality && { quality: Object.fromEntries(Object.keys(values).map((m) => [m, quality])) }),
      simulated: device.simulated,
    };
  }

  #station(id: string): Station {
    const station = this.#stations.get(id);
    if (!station) throw new Error(`the story has no station "${id}"`);
    return station;
  }
}

function matches(w: Wanted, t: AlertTransition): boolean {
  const { alert } = t;
  if (t.change !== w.change || alert.rule !== w.rule || alert.target !== w.target || t.at < w.from || t.at > w.to)
    return false;
  if (w.sentence !== undefined) {
    const found =
      typeof w.sentence === 'string' ? alert.text.sentence.includes(w.sentence) : w.sentence.test(alert.text.sentence);
    if (!found) return false;
  }
  return Object.entries(w.also ?? {}).every(([key, value]) => alert[key as keyof typeof alert] === value);
}

const also = (w: Wanted) =>
  Object.entries(w.also ?? {})
    .map(([key, value]) => `, ${key} ${typeof value === 'number' ? writeTime(value) : value}`)
    .join('');
const say = (w: Wanted) =>
  `${w.rule} at ${w.target} ${w.change} between ${writeTime(w.from)} and ${writeTime(w.to)}${also(w)}${
    w.sentence ? `, saying "${w.sentence}"` : ''
  }`;
function sayTold({ change, alert, at }: AlertTransition): string {
  const span = `${writeTime(alert.startedAt)}–${alert.endedAt === undefined ? '' : writeTime(alert.endedAt)}`;
  return `${clockOf(at)} ${alert.rule} at ${alert.target} ${change} (${span}${alert.backdated ? ', back-dated' : ''}): ${alert.text.sentence}`;
}
