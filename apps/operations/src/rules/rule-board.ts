import { type MadeOfRule, ruleInForce } from '#hub/alert-engine';
import type { Rule, RulePack, RuleTransition } from '#hub/contracts';
import { Inject, Injectable } from '@nestjs/common';

/** Injection token of the rule pack as it came. */
export const RULE_PACK = 'RULE_PACK';

/** What people made of a rule, as it is kept: the pack may be another after an upgrade. */
export interface KeptRule extends MadeOfRule {
  id: string;
}
export const keptRule = ({ rule: { id, version, since }, change }: RuleTransition): KeptRule => ({
  id,
  ...(change && { change }),
  ...(version !== undefined && { version }),
  ...(since !== undefined && { since }),
});

/** The rules in force, as the alerts stream tells of them. */
@Injectable()
export class RuleBoard {
  readonly #kept = new Map<string, KeptRule>();

  constructor(@Inject(RULE_PACK) private readonly pack: RulePack) {}

  /** A rule is another from now on, or was before the restart. */
  take(kept: KeptRule): void {
    this.#kept.set(kept.id, kept);
  }

  /** The pack with what people made of its rules. */
  inForce(): RulePack {
    return { ...this.pack, rules: this.pack.rules.map((rule) => this.#laidOver(rule)) };
  }
  get(id: string): Rule | undefined {
    const came = this.came(id);
    return came && this.#laidOver(came);
  }
  came(id: string): Rule | undefined {
    return this.pack.rules.find((rule) => rule.id === id);
  }

  #laidOver(came: Rule): Rule {
    const kept = this.#kept.get(came.id);
    return kept ? ruleInForce(came, kept) : came;
  }
}
