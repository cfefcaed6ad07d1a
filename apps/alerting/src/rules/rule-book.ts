import { changedRule, ruleInForce } from '#hub/alert-engine';
import {
  type RequestRefused,
  type Rule,
  type RuleChange,
  type RulePack,
  type RuleRequest,
  type RuleTransition,
  rulePackSchema,
} from '#hub/contracts';
import type { Commit, CommittedState } from '#hub/event-log';
import { writtenTime } from '../texts/figures.js';

const CHANGED = 'r/';

/** What people made of a rule. */
interface Changed {
  version: number;
  /** Absent: as it came. */
  change?: RuleChange;
  at: number;
  by: string;
}

/** The rules in force: the pack, and over it what people changed, which commits with the requests. */
export class RuleBook {
  readonly #came: ReadonlyMap<string, Rule>;
  #changed = new Map<string, Changed>();
  #rules: ReadonlyMap<string, Rule>;
  /** Something was changed in a batch that is not known to be committed. */
  #unsure = false;

  constructor(pack: RulePack) {
    this.#came = new Map(rulePackSchema.parse(pack).rules.map((rule) => [rule.id, rule]));
    this.#rules = this.#came;
  }

  load(state: CommittedState): void {
    this.#changed = new Map([...state<Changed>(CHANGED)].map(([key, changed]) => [key.slice(CHANGED.length), changed]));
    this.#unsure = false;
    this.#layOver();
  }

  all(): readonly Rule[] {
    return [...this.#rules.values()];
  }
  get(id: string): Rule | undefined {
    return this.#rules.get(id);
  }
  /** Whether a rule says something else of some devices: then it matters where these stand. */
  get dependsOnPlaces(): boolean {
    return this.all().some(({ overrides }) => overrides !== undefined);
  }

  /** Says what becomes of a request; the new rule is in force when that is committed. */
  answer(request: RuleRequest, commit: Commit): RuleTransition | RequestRefused {
    const { id, rule: name, change, note, by, person, at } = request;
    const refused = (reason: string): RequestRefused => ({ type: 'refused', request: id, reason, at });
    const came = this.#came.get(name);
    if (!came) return refused('Không có luật này');
    const known = this.#changed.get(name);
    if ((known?.version ?? 0) !== request.version)
      return refused(
        `${known?.by ?? 'Ai đó'} đã sửa luật này lúc ${writtenTime(known?.at ?? at, at)}, xem lại rồi sửa`,
      );
    const made = change ? changedRule(came, change) : { rule: came };
    if ('faults' in made) return refused(made.faults.map(({ field, problem }) => `${field}: ${problem}`).join('; '));
    const changed: Changed = { version: request.version + 1, ...(change && { change }), at, by };
    this.#changed.set(name, changed);
    this.#unsure = true;
    commit.put(CHANGED + name, changed);
    this.#layOver();
    return {
      type: 'rule',
      rule: this.#rules.get(name)!,
      ...(change && { change }),
      ...{ at, by, note, request: id },
      ...(person !== undefined && { person }),
    };
  }
  committed(): void {
    this.#unsure = false;
  }
  /** The commit of the last changes may not have happened. */
  get unsure(): boolean {
    return this.#unsure;
  }

  #layOver(): void {
    this.#rules = new Map(
      [...this.#came].map(([id, rule]) => {
        const changed = this.#changed.get(id);
        return [id, changed ? ruleInForce(rule, { ...changed, since: changed.at }) : rule];
      }),
    );
  }
}
