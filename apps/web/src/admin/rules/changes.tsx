import type { Rule } from '#hub/contracts';
import { toInput } from '../form/draft.js';
import type { Fields, FieldSpec } from '../form/spec.js';
import { useFormWords } from '../form/words.js';
import { Box } from '../parts/box.js';
import { Exactly } from '../parts/when.js';
import { differing, type RuleAnswer } from './rule-data.js';
import { useRuleSpecs } from './use-rule-specs.js';
import { useRuleWords } from './words.js';

/** Who changed a rule, why, and what: newest first. */
export function Changes({ known: { changes, came } }: { known: RuleAnswer }) {
  const t = useRuleWords();
  if (changes.length === 0) return <p className="meta">{t.noHistory}</p>;
  return (
    <Box title={t.history}>
      <ol className="rule-changes">
        {changes.map(({ rule, change, at, by, note }, i) => (
          <li key={at}>
            <Exactly at={at} /> · <b>{by}</b>
            <p>{note}</p>
            {!change && <p className="meta">{t.reset}</p>}
            <Difference before={changes[i + 1]?.rule ?? came} after={rule} />
          </li>
        ))}
      </ol>
    </Box>
  );
}

/** "ngưỡng 1 → 0,5; hết 0,9 → 0,4"; of what is too long for a line only that it was changed. */
function Difference({ before, after }: { before: Rule; after: Rule }) {
  const t = useRuleWords();
  const f = useFormWords();
  const specs = useRuleSpecs(after);
  const [was, is] = [before, after] as unknown as [Fields, Fields];
  const say = (spec: FieldSpec, value: unknown): string => {
    if (spec.kind === 'check') return value === false ? f.no : f.yes;
    const typed = String(toInput(spec, value));
    return spec.options?.find((one) => one.value === typed)?.words ?? typed;
  };
  const lines = differing(before, after).flatMap((name) => {
    const spec = specs.find((one) => one.name === name);
    const short = t.short[name as keyof typeof t.short] ?? spec?.label ?? name;
    if (!spec || spec.kind === 'other') return short;
    const unit = spec.factor === undefined ? '' : ` ${spec.factor === 1000 ? t.seconds : t.minutes}`;
    return `${short} ${say(spec, was[name])} → ${say(spec, is[name])}${unit}`;
  });
  return lines.length > 0 ? <p className="meta num">{lines.join('; ')}</p> : null;
}
