import { METRICS, type Rule, SEVERITIES } from '#hub/contracts';
import { TextArea } from '../../ui/field.js';
import type { FieldSpec } from '../form/spec.js';
import { OverridesField } from './overrides-field.js';
import { WindowsField } from './windows-field.js';
import { type RuleWords, useRuleWords } from './words.js';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
type Time = (name: 'holdMs' | 'clearMs' | 'windowMs', label: (unit: string) => string) => FieldSpec;

/** What can be changed of a rule of this kind. */
export function useRuleSpecs(rule: Rule): FieldSpec[] {
  const t = useRuleWords();
  const time: Time = (name, label) => {
    const whole = ((rule as Partial<Record<typeof name, number>>)[name] ?? 0) % MINUTE_MS === 0;
    return {
      ...{ name, label: label(whole ? t.minutes : t.seconds), kind: 'figure' },
      factor: whole ? MINUTE_MS : SECOND_MS,
    };
  };
  return [
    { name: 'enabled', label: t.enabled, kind: 'check' },
    {
      name: 'severity',
      label: t.severity,
      kind: 'choice',
      options: SEVERITIES.map((value) => ({ value, words: t.severities[value] })),
    },
    ...figuresOf(rule, t, time),
    {
      name: 'windows',
      label: t.windows,
      kind: 'other',
      optional: true,
      render: (field) => <WindowsField {...field} />,
    },
    {
      name: 'overrides',
      label: t.overrides,
      kind: 'other',
      optional: true,
      render: (field) => <OverridesField {...field} rule={rule} />,
    },
    {
      name: 'source',
      label: t.source,
      kind: 'other',
      render: ({ value, error, onChange }) => (
        <div className="whole">
          <TextArea
            label={t.source}
            error={error}
            value={String(value ?? '')}
            maxLength={1000}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      ),
    },
    {
      name: 'evidence',
      label: t.evidence,
      kind: 'choice',
      options: Object.entries(t.evidences).map(([value, words]) => ({ value, words })),
    },
    { name: 'note', label: t.note, kind: 'text', hint: t.noteHint },
  ];
}

function figuresOf(rule: Rule, t: RuleWords, time: Time): FieldSpec[] {
  const unit = 'metric' in rule ? METRICS[rule.metric].unit : '';
  const figure = (name: string, label: string, hint?: string, plain?: true): FieldSpec => ({
    ...{ name, label: unit && !plain ? `${label} (${unit})` : label, kind: 'figure' },
    ...(hint && { hint }),
  });
  const times = [time('holdMs', t.hold), time('clearMs', t.clear)];
  switch (rule.type) {
    case 'threshold':
      return [
        figure('limit', rule.direction === 'above' ? t.above : t.below),
        figure('clearAt', t.clearAt, t.clearAtHint),
        ...times,
      ];
    case 'rate':
      return [figure('change', t.change), time('windowMs', t.window), ...times];
    case 'neighbours':
      return [
        figure('excess', t.excess),
        figure('ratio', t.ratio, undefined, true),
        figure('clearExcess', t.clearExcess),
        time('windowMs', t.window),
        ...times,
      ];
    case 'silence':
      return [figure('intervals', t.intervals), time('holdMs', t.hold)];
    case 'event':
      return [figure('count', t.count), time('clearMs', t.clear)];
    case 'offline':
      return [time('holdMs', t.hold)];
  }
}
