import { type Rule, type RuleChange, type RuleOverride, ruleSchema } from '#hub/contracts';

/** What is wrong with a rule: `field` is the key, `problem` says it in words. */
export interface RuleFault {
  field: string;
  problem: string;
}

/** What a schema cannot say: how a rule's figures stand to each other. */
export function faultsOf(rule: Rule): RuleFault[] {
  const faults: RuleFault[] = [];
  if (rule.type === 'threshold') {
    if (wrongSide(rule, rule)) faults.push({ field: 'clearAt', problem: WRONG_SIDE });
    rule.overrides?.forEach((override, i) => {
      const here = laidOver(rule, override) as typeof rule;
      if (wrongSide(rule, here)) faults.push({ field: `overrides.${i}.clearAt`, problem: WRONG_SIDE });
    });
  } else {
    rule.overrides?.forEach(({ limit, clearAt }, i) => {
      if (limit !== undefined || clearAt !== undefined)
        faults.push({ field: `overrides.${i}.limit`, problem: 'luật này không có ngưỡng' });
    });
  }
  if (rule.type === 'neighbours' && rule.clearExcess > rule.excess)
    faults.push({ field: 'clearExcess', problem: 'lớn hơn mức báo' });
  rule.windows?.forEach(({ from, to }, i) => {
    if (from === to) faults.push({ field: `windows.${i}.to`, problem: 'khung giờ trống' });
  });
  return faults;
}

const WRONG_SIDE = 'nằm sai phía của ngưỡng';

type Threshold = Extract<Rule, { type: 'threshold' }>;
const wrongSide = ({ direction }: Threshold, { clearAt, limit }: Threshold) =>
  (clearAt - limit) * (direction === 'above' ? 1 : -1) > 0;

/** Keys of an override that lie over the rule's own. Where only the limit moves, the clear level moves with it. */
export function laidOver(rule: Rule, { enabled, severity, limit, clearAt, holdMs, source }: RuleOverride): Rule {
  const moved: Rule = {
    ...rule,
    ...(enabled !== undefined && { enabled }),
    ...(severity !== undefined && { severity }),
    ...(holdMs !== undefined && { holdMs }),
    source,
  };
  if (moved.type !== 'threshold' || rule.type !== 'threshold' || (limit === undefined && clearAt === undefined))
    return moved;
  const at = limit ?? rule.limit;
  return { ...moved, limit: at, clearAt: clearAt ?? at + (rule.clearAt - rule.limit) };
}

/** The rule with a change laid over it, or what is wrong with that. */
export function changedRule(rule: Rule, change: RuleChange): { rule: Rule } | { faults: RuleFault[] } {
  const own = new Set([...Object.keys(rule), 'windows', 'overrides']);
  const strange = Object.keys(change).filter((key) => !own.has(key));
  if (strange.length > 0) return { faults: strange.map((field) => ({ field, problem: 'luật này không có mục này' })) };
  const entries = Object.entries({ ...rule, ...change }).filter(([, value]) => value !== null && value !== undefined);
  const parsed = ruleSchema.safeParse(Object.fromEntries(entries));
  if (!parsed.success)
    return { faults: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), problem: message })) };
  const faults = faultsOf(parsed.data);
  return faults.length > 0 ? { faults } : { rule: parsed.data };
}

/** What people made of a rule: `version` counts it, `since` (milliseconds) is when. Without `change` it is as it came. */
export interface MadeOfRule {
  change?: RuleChange | undefined;
  version?: number | undefined;
  since?: number | undefined;
}
/** The rule in force. A newer pack may have a rule that an old change no longer fits: then the pack counts. */
export function ruleInForce(came: Rule, { change, version, since }: MadeOfRule): Rule {
  const made = change ? changedRule(came, change) : { rule: came };
  const rule = 'rule' in made ? made.rule : came;
  return { ...rule, ...(version !== undefined && { version }), ...(since !== undefined && { since }) };
}
