import type { Rule } from '#hub/contracts';

interface Problems {
  wrongSide: string;
  moreThanExcess: string;
}
type Figures = Readonly<Record<string, unknown>>;

/** What is wrong with where a rule's alert is over, held against where it begins. */
export function levelProblems(rule: Rule, draft: Figures, words: Problems): Record<string, string> {
  const beyond = (over: string, begins: string, sign: 1 | -1) => {
    const [a, b] = [draft[over], draft[begins]];
    return typeof a === 'number' && typeof b === 'number' && (a - b) * sign > 0;
  };
  if (rule.type === 'threshold' && beyond('clearAt', 'limit', rule.direction === 'above' ? 1 : -1))
    return { clearAt: words.wrongSide };
  if (rule.type === 'neighbours' && beyond('clearExcess', 'excess', 1)) return { clearExcess: words.moreThanExcess };
  return {};
}
