import type { Rule, RulePack, RuleTransition } from '#hub/contracts';
import { Inject, Injectable } from '@nestjs/common';

/** Injection token of the rule pack as it came. */
export const RULE_PACK = 'RULE_PACK';

/** The rules in force, as the alerts stream tells of them. */
@Injectable()
export class RuleBoard {
  readonly #inForce = new Map<string, Rule>();

  constructor(@Inject(RULE_PACK) private readonly pack: RulePack) {}

  /** A rule is another from now on, or was before the restart. Those that the pack has no more are not in force. */
  take({ rule }: Pick<RuleTransition, 'rule'>): void {
    this.#inForce.set(rule.id, rule);
  }

  /** The pack with what people made of its rules. */
  inForce(): RulePack {
    return { ...this.pack, rules: this.pack.rules.map((rule) => this.#inForce.get(rule.id) ?? rule) };
  }
  get(id: string): Rule | undefined {
    const came = this.came(id);
    return came && (this.#inForce.get(id) ?? came);
  }
  came(id: string): Rule | undefined {
    return this.pack.rules.find((rule) => rule.id === id);
  }
}
