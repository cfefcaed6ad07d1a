/** A stretch of canal: level water between two stretches. */
export interface Stretch {
  id: string;
  /** Water surface, m². */
  area: number;
}
/** Water between two stretches flows in proportion to the difference of their levels: m³/s per metre. */
export interface Joint {
  from: string;
  to: string;
  conductance: number;
}
/** A sluice of a stretch. `both`: to the river and from it. `out`: a flap, to the river alone. `weir`: to lower land. */
export interface Sluice {
  id: string;
  stretch: string;
  conductance: number;
  kind: 'both' | 'out' | 'weir';
  /** The bottom of the opening: water below it stays, metres. */
  sill: number;
}
export interface CanalPlan {
  stretches: readonly Stretch[];
  joints: readonly Joint[];
  sluices: readonly Sluice[];
}

/** What moves water in a step beside its own weight. */
export interface CanalForcing {
  /** Level of the river, metres. */
  river: number;
  /** How far each sluice is open, 0 to 1; absent: open. */
  opening: ReadonlyMap<string, number>;
  /** Water taken out (positive) or let in (negative) of stretches, m³/s. */
  taken: ReadonlyMap<string, number>;
}

/** Shorter than any stretch needs to follow its neighbours (area / conductances); seconds. */
const LONGEST_STEP = 20;

/**
 * Levels of a network of canals: reservoirs in a row joined by linear friction, which is the diffusive wave of slow
 * water. What leaves one stretch arrives in the next, so that the volume changes only by what the sluices, pumps and
 * rain bring and take; `balance` counts that, m³.
 */
export class Canals {
  readonly levels = new Map<string, number>();
  /** Net flow through each sluice into the canals, m³/s, in the last step. */
  readonly sluiceFlow = new Map<string, number>();
  /** Volume that came in minus what went out, m³. */
  balance = 0;
  #area: Map<string, number>;

  constructor(
    readonly plan: CanalPlan,
    level: number,
  ) {
    this.#area = new Map(plan.stretches.map((s) => [s.id, s.area]));
    for (const { id } of plan.stretches) this.levels.set(id, level);
  }

  level(id: string): number {
    const level = this.levels.get(id);
    if (level === undefined) throw new Error(`there is no stretch "${id}"`);
    return level;
  }

  /** Water in all canals above the datum, m³. */
  get volume(): number {
    return this.plan.stretches.reduce((sum, { id, area }) => sum + area * this.level(id), 0);
  }

  /** Flow through a joint in its direction, m³/s. */
  flow(from: string, to: string): number {
    const joint = this.plan.joints.find((j) => j.from === from && j.to === to);
    return joint ? joint.conductance * (this.level(from) - this.level(to)) : 0;
  }

  advance(seconds: number, forcing: CanalForcing): void {
    const steps = Math.ceil(seconds / LONGEST_STEP);
    for (let i = 0; i < steps; i++) this.#step(seconds / steps, forcing);
  }

  #step(seconds: number, forcing: CanalForcing): void {
    const gained = new Map<string, number>();
    const gain = (id: string, volume: number) => gained.set(id, (gained.get(id) ?? 0) + volume);
    for (const { from, to, conductance } of this.plan.joints) {
      const volume = conductance * (this.level(from) - this.level(to)) * seconds;
      gain(from, -volume);
      gain(to, volume);
    }
    for (const sluice of this.plan.sluices) {
      const flow = this.#through(sluice, forcing);
      this.sluiceFlow.set(sluice.id, flow);
      gain(sluice.stretch, flow * seconds);
      this.balance += flow * seconds;
    }
    for (const [id, flow] of forcing.taken) {
      gain(id, -flow * seconds);
      this.balance -= flow * seconds;
    }
    for (const [id, volume] of gained) this.levels.set(id, this.level(id) + volume / this.#area.get(id)!);
  }

  #through({ id, stretch, conductance, kind, sill }: Sluice, { river, opening }: CanalForcing): number {
    const inside = this.level(stretch);
    // water lower than the sill cannot leave over it, on either side
    const head = (kind === 'weir' ? sill : Math.max(river, sill)) - Math.max(inside, sill);
    if (kind === 'out' && head > 0) return 0;
    return conductance * (opening.get(id) ?? 1) * head;
  }
}
