import type { JudgedValue, SourceDeed, SourceLimit, SourceRecord } from '#hub/contracts';
import { exceedance, type SeveritySteps } from '../standards/exceedance.js';

type Sampled = Extract<SourceDeed, { did: 'sampled' }>;
type Measured = Sampled['values'][number];

/** Limits hold for what pours out, not for water before treatment nor for the water that receives it. */
const isEffluent = ({ point }: Pick<Sampled, 'point'>): boolean => point === undefined || point.place === 'outlet';

/** Values of a sample against the limits of its source. */
export const judgeSample = (sampled: Sampled, limits: readonly SourceLimit[], steps: SeveritySteps): JudgedValue[] =>
  sampled.values.map((value): JudgedValue => {
    const judged = judge(value, limits, steps);
    const { parameter, unit } = judged;
    return isEffluent(sampled) ? judged : { parameter, value: value.value, unit, over: false, unjudged: 'other-water' };
  });

/** A value against the limits of its source; a unit that nobody wrote down is the parameter's. */
export function judge({ parameter, value, unit }: Measured, limits: readonly SourceLimit[], steps: SeveritySteps) {
  const limit = limits.find((one) => one.parameter === parameter);
  const said = { parameter, value, unit: unit ?? limit?.unit ?? 'mg/l' };
  const unjudged = (why: 'no-limit' | 'other-unit'): JudgedValue => ({ ...said, over: false, unjudged: why });
  if (!limit) return unjudged('no-limit');
  if (plain(said.unit) !== plain(limit.unit)) return unjudged('other-unit');
  const { min, max } = limit;
  const bounds = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  return { ...said, limit: bounds, ...exceedance(value, bounds, steps) } satisfies JudgedValue;
}
const plain = (unit: string): string => unit.replaceAll(' ', '').toLowerCase();

/** Parameters whose last value at an outlet is over its limit, the worst first. `records` of one source, newest first. */
export function exceedingNow(
  records: readonly Pick<SourceRecord, 'deed'>[],
  limits: readonly SourceLimit[],
  steps: SeveritySteps,
): JudgedValue[] {
  const last = new Map<string, JudgedValue>();
  for (const { deed } of records)
    if (deed.did === 'sampled')
      for (const judged of judgeSample(deed, limits, steps)) {
        const key = `${judged.parameter} ${deed.point?.name ?? ''}`;
        if (!last.has(key)) last.set(key, judged);
      }
  return [...last.values()].filter(({ over }) => over).sort((a, b) => weight(b) - weight(a) || (b.r ?? 0) - (a.r ?? 0));
}
const ORDER = ['info', 'watch', 'warning', 'emergency'];
const weight = ({ severity }: JudgedValue): number => (severity ? ORDER.indexOf(severity) : -1);
