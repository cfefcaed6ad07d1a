/** A stretch of running water: it carries what is in it from `from` to `to`. */
export interface Channel {
  id: string;
  from: string;
  to: string;
  /** Metres. */
  length: number;
  /** Wetted cross-section, m². */
  section: number;
  /** m³/s; may be changed while time runs, and never runs backwards. */
  flow: number;
  /** How quickly a cloud spreads along the water, m²/s. */
  dispersion: number;
}
/** What is dissolved in it: kinds of stuff in columns. Each is what there is more than in clean water. */
export const STUFF = ['salts', 'debt', 'demand', 'base', 'mud', 'heat', 'ammonia'] as const;
export type Stuff = (typeof STUFF)[number];
export type Load = Partial<Record<Stuff, number>>;

/** Cells are about so long, metres, and time goes on by so much, seconds. */
const CELL = 20;
const STEP = 15;
/** Oxygen: waste eats it (1/s), air brings it back (1/s). Ammonia is eaten too. */
const DECAY = 0.35 / 86_400;
const REAERATION = 1.2 / 86_400;
const NITRIFICATION = 0.2 / 86_400;
const SETTLING = 1.5 / 86_400;
const COOLING = 2 / 86_400;

interface Cells {
  channel: Channel;
  count: number;
  size: number;
  /** A column of cells for each stuff. */
  of: Float64Array[];
}

/**
 * Stuff in a network of channels, by finite volumes: what leaves a cell comes into the next one (advection, first-order
 * upwind), clouds spread (dispersion), and rates of first order do their work. Where channels meet, their waters mix by
 * their flows; what flows off without having come is clean water from beside the canal.
 */
export class Solutes {
  #cells: Map<string, Cells>;
  #into = new Map<string, Cells[]>();
  #pours: { channel: string; at: number; flow: number; load: Load }[] = [];

  constructor(channels: readonly Channel[]) {
    this.#cells = new Map(
      channels.map((channel) => {
        const count = Math.max(2, Math.round(channel.length / CELL));
        const of = STUFF.map(() => new Float64Array(count));
        return [channel.id, { channel, count, size: channel.length / count, of }];
      }),
    );
    for (const cells of this.#cells.values())
      this.#into.set(cells.channel.to, [...(this.#into.get(cells.channel.to) ?? []), cells]);
  }

  /** From now on waste of this strength (per litre) comes in at so many metres, m³/s; a flow of 0 ends it. */
  pour(channel: string, at: number, flow: number, load: Load): void {
    this.#pours = this.#pours.filter((p) => p.channel !== channel || p.at !== at);
    if (flow > 0) this.#pours.push({ channel, at, flow, load });
  }

  /** What is in the water of a channel at so many metres from its start. */
  at(channel: string, metres: number): Record<Stuff, number> {
    const cells = this.#cellsOf(channel);
    const i = Math.min(cells.count - 1, Math.max(0, Math.floor(metres / cells.size)));
    return Object.fromEntries(STUFF.map((stuff, k) => [stuff, cells.of[k]![i]!])) as Record<Stuff, number>;
  }

  /** Amount of a stuff in all channels: its unit per litre, times m³. */
  total(stuff: Stuff): number {
    const k = STUFF.indexOf(stuff);
    return [...this.#cells.values()].reduce(
      (sum, { channel, size, of }) => sum + of[k]!.reduce((a, b) => a + b, 0) * size * channel.section,
      0,
    );
  }

  advance(seconds: number): void {
    const steps = Math.ceil(seconds / STEP);
    for (let i = 0; i < steps; i++) this.#step(seconds / steps);
  }

  #cellsOf(channel: string): Cells {
    const cells = this.#cells.get(channel);
    if (!cells) throw new Error(`there is no channel "${channel}"`);
    return cells;
  }

  #step(dt: number): void {
    const heads = new Map([...this.#cells.values()].map((cells) => [cells, this.#arriving(cells.channel)]));
    for (const [cells, head] of heads) this.#move(cells, head, dt);
    for (const { channel, at, flow, load } of this.#pours) {
      const cells = this.#cellsOf(channel);
      const i = Math.min(cells.count - 1, Math.floor(at / cells.size));
      const share = (flow * dt) / (cells.size * cells.channel.section);
      for (const [k, stuff] of STUFF.entries()) cells.of[k]![i]! += share * (load[stuff] ?? 0);
    }
  }

  /** What comes to the start of a channel: the mixed water of those that end there. */
  #arriving({ from, flow }: Channel): number[] {
    const into = this.#into.get(from) ?? [];
    const brought = into.reduce((sum, { channel }) => sum + channel.flow, 0);
    const water = Math.max(brought, flow);
    return STUFF.map((_, k) => into.reduce((sum, c) => sum + c.channel.flow * c.of[k]![c.count - 1]!, 0) / water);
  }

  #move({ channel, count, size, of }: Cells, head: readonly number[], dt: number): void {
    const courant = Math.min(1, ((channel.flow / channel.section) * dt) / size);
    const spread = Math.min(0.45, (channel.dispersion * dt) / size ** 2);
    for (const [k, column] of of.entries()) {
      let upstream = head[k]!;
      let before = column[0]!;
      for (let i = 0; i < count; i++) {
        const here = column[i]!;
        const after = i + 1 < count ? column[i + 1]! : here;
        column[i] = here + courant * (upstream - here) + spread * (before - 2 * here + after);
        upstream = here;
        before = here;
      }
    }
    const [, debt, demand, , mud, heat, ammonia] = of as Float64Array[];
    for (let i = 0; i < count; i++) {
      const eaten = DECAY * dt * demand![i]!;
      demand![i]! -= eaten;
      debt![i]! += eaten - REAERATION * dt * debt![i]!;
      mud![i]! *= 1 - SETTLING * dt;
      heat![i]! *= 1 - COOLING * dt;
      ammonia![i]! *= 1 - NITRIFICATION * dt;
    }
  }
}
