import type { Quality, Reading, ReadingsItem, Tick } from '#hub/contracts';
import { BETWEEN, type Verdict } from './condition.js';
import type { Plan, SeriesPlan } from './plan.js';
import { after, cameOnTime, insert } from './series.js';
import type { Engine } from './state.js';
import { withGap } from './packed.js';

/**
 * A page as it is written down, by columns: lines, their values, and what neighbours rules said of these. Lines and
 * values tell how many of the next follow them. Devices, metrics and rules are numbers of `names`. Milliseconds.
 */
export interface KeptPage {
  names: string[];
  devices: Float64Array;
  times: Float64Array;
  received: Float64Array;
  /** `LATE` and `DOUBTED` of a line, added up. */
  late: Float64Array;
  sizes: Float64Array;
  metrics: Float64Array;
  values: Float64Array;
  judgements: Float64Array;
  rules: Float64Array;
  verdicts: Float64Array;
  /** NaN where there was none. */
  backgrounds: Float64Array;
}

const LATE = 1;
const DOUBTED = 2;

/**
 * What the engine took in, as far as it remembers it. Verdicts of neighbours rules stand beside the samples, since the
 * others' samples may be folded away by the time of a restart; one that a neighbour's late sample changes makes the whole
 * target be kept again (`changed.targets`).
 */
export class JournalPage {
  lines = 0;
  readonly devices = new Set<string>();
  readonly #names = new Map<string, number>();
  readonly #columns = {
    devices: new Column(),
    times: new Column(),
    received: new Column(),
    late: new Column(),
    sizes: new Column(),
    metrics: new Column(),
    values: new Column(),
    judgements: new Column(),
    rules: new Column(),
    verdicts: new Column(),
    backgrounds: new Column(),
  } satisfies Record<Exclude<keyof KeptPage, 'names'>, Column>;

  get samples(): number {
    return Math.max(this.lines, this.#columns.values.length);
  }

  /** Empties it; what was written stays the caller's. */
  clear(): void {
    this.lines = 0;
    this.devices.clear();
    this.#names.clear();
    for (const column of Object.values(this.#columns)) column.length = 0;
  }

  /** Call it after `evaluate`: writes down what of the item was taken in. */
  note(engine: Engine, item: ReadingsItem): void {
    if (item.type === 'tick' || (item.type === 'status' && !item.heard)) return;
    // the hub speaks of the device, which was not heard
    if (item.type === 'event' && item.byHub) return;
    const plan = engine.plans.get(item.device);
    if (!plan || (plan.series.size === 0 && plan.silences.length === 0)) return;
    const samples = plan.judged && item.type === 'reading' ? item : undefined;
    const size = samples ? this.#samples(plan, samples, undefined) : 0;
    const late = item.type !== 'status' && item.late ? LATE : 0;
    this.#line(item, late, size);
    if (!samples?.quality) return;
    const doubted = this.#samples(plan, samples, 'doubted');
    if (doubted > 0) this.#line(item, late + DOUBTED, doubted);
  }

  written(): KeptPage {
    const c = this.#columns;
    return {
      names: [...this.#names.keys()],
      devices: c.devices.written(),
      times: c.times.written(),
      received: c.received.written(),
      late: c.late.written(),
      sizes: c.sizes.written(),
      metrics: c.metrics.written(),
      values: c.values.written(),
      judgements: c.judgements.written(),
      rules: c.rules.written(),
      verdicts: c.verdicts.written(),
      backgrounds: c.backgrounds.written(),
    };
  }

  #line(item: Exclude<ReadingsItem, Tick>, flags: number, size: number): void {
    const columns = this.#columns;
    columns.devices.push(this.#name(item.device));
    columns.times.push(item.type === 'status' ? item.received : item.ts);
    columns.received.push(item.received);
    columns.late.push(flags);
    columns.sizes.push(size);
    this.devices.add(item.device);
    this.lines++;
  }

  /** Writes down the values of this quality, and says how many. */
  #samples(plan: Plan, { ts, values, quality }: Reading, wanted: Quality | undefined): number {
    let size = 0;
    for (const metric in values) {
      const sp = plan.series.get(metric);
      if (!sp || quality?.[metric as keyof typeof quality] !== wanted) continue;
      if (this.#sample(sp, metric, ts, values[metric as keyof typeof values]!)) size++;
    }
    return size;
  }

  /** Says whether the series has it: older ones than what was folded away were not taken in. */
  #sample({ series, watches }: SeriesPlan, metric: string, ts: number, value: number): boolean {
    const i = after(series, ts) - 1;
    if (i < 0 || series.time(i) !== ts || series.value(i) !== value) return false;
    const columns = this.#columns;
    let judgements = 0;
    for (const { judged, rule } of watches) {
      if (!judged) continue;
      columns.rules.push(this.#name(rule.id));
      columns.verdicts.push(judged.verdict(i));
      columns.backgrounds.push(judged.background(i) ?? NaN);
      judgements++;
    }
    columns.metrics.push(this.#name(metric));
    columns.values.push(value);
    columns.judgements.push(judgements);
    return true;
  }

  #name(name: string): number {
    let number = this.#names.get(name);
    if (number === undefined) this.#names.set(name, (number = this.#names.size));
    return number;
  }
}

/** Numbers one after the other, in an array that grows and is used again: a reading makes no garbage here. */
class Column {
  length = 0;
  #data = new Float64Array(0);

  push(value: number): void {
    this.#data = withGap(this.#data, this.length, this.length, 1);
    this.#data[this.length++] = value;
  }
  written(): Float64Array {
    return this.#data.slice(0, this.length);
  }
}

/** The devices that a page has lines of, each once. */
export const devicesOf = ({ names, devices }: KeptPage): string[] =>
  Array.from(new Set(devices), (device) => names[device]!);

/**
 * Puts what a page tells back into the series, but for devices of which it is known; conditions and incidents are found
 * again by the caller.
 */
export function readPage(engine: Engine, page: KeptPage, isKnown: (device: string) => boolean): void {
  const { names } = page;
  let value = 0;
  let judgement = 0;
  for (let line = 0; line < page.devices.length; line++) {
    const device = names[page.devices[line]!]!;
    const plan = isKnown(device) ? undefined : engine.plans.get(device);
    if (plan) plan.heard = Math.max(plan.heard, page.received[line]!);
    for (const values = value + page.sizes[line]!; value < values; value++) {
      const sp = plan?.series.get(names[page.metrics[value]!]!);
      const judgements = judgement + page.judgements[value]!;
      if (sp) readSample(sp, page, { line, value, from: judgement, to: judgements });
      judgement = judgements;
    }
  }
}

const at = { index: 0 };

/** `from`, `to`: what was said of the value. */
function readSample(
  { series, watches }: SeriesPlan,
  page: KeptPage,
  { line, value, from, to }: Record<'line' | 'value' | 'from' | 'to', number>,
): void {
  const ts = page.times[line]!;
  const doubted = page.late[line]! >= DOUBTED;
  const insertion = insert(series, ts, page.values[value]!, at, doubted);
  if (insertion === 'too-old') return;
  if (page.late[line] === 0 || page.late[line] === DOUBTED) cameOnTime(series, ts, doubted);
  if (insertion === 'known') return;
  for (const { judged, rule } of watches) {
    if (!judged) continue;
    let verdict: Verdict = BETWEEN;
    let background: number | undefined;
    for (let i = from; i < to; i++) {
      if (page.names[page.rules[i]!] !== rule.id) continue;
      verdict = page.verdicts[i] as Verdict;
      background = page.backgrounds[i];
    }
    if (insertion === 'replaced') judged.set(at.index, verdict, background);
    else judged.insertAt(at.index, verdict, background);
  }
}
