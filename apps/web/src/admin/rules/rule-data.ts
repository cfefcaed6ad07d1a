import type { Rule, RuleChange } from '#hub/contracts';
import { same } from '../form/draft.js';
import type { Fields } from '../form/spec.js';

export const RULES = '/api/rules';
export const pathOf = (id: string): string => `${RULES}/${encodeURIComponent(id)}`;

export interface RulesAnswer {
  rules: Rule[];
  titles: Record<string, { vi: string; en: string }>;
}
export interface RuleAnswer {
  title: { vi: string; en: string };
  rule: Rule;
  came: Rule;
  changes: { rule: Rule; change?: RuleChange; at: number; by: string; note: string }[];
}
export interface Tried {
  from: number;
  to: number;
  devices: number;
  points: number;
  dataFrom?: number;
  total: number;
  fired: { device: string; startedAt: number; endedAt?: number; peak?: number }[];
  recorded: number;
  confirmed: number;
  missed: { id: string }[];
  false: number;
  spared: number;
}

/** Fields of a rule that people change. */
const CHANGEABLE = [
  ...['enabled', 'severity', 'limit', 'clearAt', 'change', 'excess', 'ratio', 'clearExcess', 'intervals', 'count'],
  ...['holdMs', 'clearMs', 'windowMs', 'windows', 'overrides', 'source', 'evidence'],
];

/** Fields in which a rule differs from how it was before. */
export function differing(before: Rule, after: Rule): string[] {
  const [a, b] = [before, after] as unknown as [Fields, Fields];
  return CHANGEABLE.filter((key) => !same(a[key], b[key]));
}

/** All that is to differ from the rule as it came: what differs already, and what is changed now. */
export function changeOf(came: Rule, now: Rule, patch: Fields): RuleChange {
  const [first, before] = [came, now] as unknown as [Fields, Fields];
  const entries = CHANGEABLE.map((key): [string, unknown] => [key, key in patch ? patch[key] : before[key]]);
  return Object.fromEntries(
    entries
      .map(([key, value]): [string, unknown] => [key, Array.isArray(value) && value.length === 0 ? null : value])
      .filter(([key, value]) => !same(first[key], value)),
  ) as RuleChange;
}
