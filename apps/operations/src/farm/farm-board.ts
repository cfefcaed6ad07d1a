import type { AdviceChange, TurnPlan } from '#hub/contracts';

export type KeptAdvice = Pick<AdviceChange, 'advice' | 'days' | 'plot' | 'at'>;

const DAY_MS = 86_400_000;
/** Yesterday, today and tomorrow: a block's older days make room by themselves. */
const DAYS_KEPT = 3;
/** Key under which a plan is kept. */
export const planSlot = ({ block, day }: Pick<TurnPlan, 'block' | 'day'>): string =>
  `${block}/${Math.round(day / DAY_MS) % DAYS_KEPT}`;

/** Advice for each plot, and turns of each block, as they stood last. */
export class FarmBoard {
  readonly #advice = new Map<string, KeptAdvice>();
  readonly #plans = new Map<string, TurnPlan>();

  take(change: KeptAdvice): void {
    if (change.advice) this.#advice.set(change.plot, change);
    else this.#advice.delete(change.plot);
  }
  of(plot: string): KeptAdvice | undefined {
    return this.#advice.get(plot);
  }

  /** False: what is known of that day is newer. A keeper's change and the hub's own plan come by different ways. */
  takePlan(plan: TurnPlan): boolean {
    const known = this.#plans.get(planSlot(plan));
    if (known && (known.day > plan.day || (known.day === plan.day && isNewer(known, plan)))) return false;
    this.#plans.set(planSlot(plan), plan);
    return true;
  }
  planOf(block: string, day: number): TurnPlan | undefined {
    const plan = this.#plans.get(planSlot({ block, day }));
    return plan?.day === day ? plan : undefined;
  }
}

const isNewer = (a: TurnPlan, b: TurnPlan) => a.version > b.version || (a.version === b.version && a.at > b.at);
