import { z } from 'zod';
import { severitySchema } from './alerts.js';
import { idSchema } from './devices.js';
import { causeSchema } from './incidents.js';
import { metricSchema } from './metrics.js';

const MINUTES_OF_DAY = 1440;
const minuteSchema = z.int().min(0).max(MINUTES_OF_DAY);
/**
 * A stretch of the week, in Vietnam's time (UTC+7): minutes of the day, `from` inclusive, `to` exclusive, across midnight
 * where `from` > `to`; then it belongs to the day it begins on. Days from 0 = Sunday; absent: every day.
 */
export const windowSchema = z.object({
  days: z.array(z.int().min(0).max(6)).min(1).max(7).optional(),
  from: minuteSchema,
  to: minuteSchema,
});
export type RuleWindow = z.infer<typeof windowSchema>;

/** What a rule says of some devices alone. The first that names a device counts. */
export const overrideSchema = z
  .object({
    device: idSchema.optional(),
    site: idSchema.optional(),
    hamlet: z.string().min(1).max(120).optional(),
    enabled: z.boolean().optional(),
    severity: severitySchema.optional(),
    limit: z.number().optional(),
    clearAt: z.number().optional(),
    holdMs: z.int().min(0).optional(),
    /** Why it is another here, and who says so. */
    source: z.string().trim().min(1).max(500),
  })
  .refine(({ device, site, hamlet }) => [device, site, hamlet].filter((x) => x !== undefined).length === 1, {
    error: 'chọn một thiết bị, một điểm đặt hoặc một thôn',
  });
export type RuleOverride = z.infer<typeof overrideSchema>;

const common = {
  id: z.string().regex(/^[a-z0-9-]+$/),
  severity: severitySchema,
  /** What its alerts are about: those of one cause in one place become one incident. Older packs name none. */
  cause: causeSchema.default('device'),
  /** Devices it watches: by profile kind and, where set, by id. */
  kinds: z.array(z.string()).min(1),
  devices: z.array(z.string()).optional(),
  /** `surface`: not where a device measures the water of a source before any canal has it. Absent: any water. */
  water: z.literal('surface').optional(),
  /** The condition must hold this long in event time. */
  holdMs: z.number().int().min(0),
  /** And be clear this long before the alert returns to normal. */
  clearMs: z.number().int().min(0).default(0),
  /** Where the limit comes from, for the screen and the auditor. */
  source: z.string(),
  evidence: z.enum(['verified', 'secondary', 'memory', 'local']),
  /** Name of its sentence among the templates. */
  template: z.string(),
  enabled: z.boolean().default(true),
  /**
   * When it holds; absent: always. Outside of these a value is as one that meets nothing, and silence is not told of: what
   * is silent still when one begins is told of then.
   */
  windows: z.array(windowSchema).min(1).max(20).optional(),
  overrides: z.array(overrideSchema).max(200).optional(),
  /** In force as it is since then, milliseconds; what was over before is not its affair. Absent: always was. */
  since: z.number().optional(),
  /** Devices on which it is out of service, and since when it is back on others (milliseconds): laid over by the hub. */
  service: z.record(z.string(), z.union([z.literal('out'), z.number()])).optional(),
  /** Counts its changes; absent: as it came. */
  version: z.int().min(1).optional(),
  /** Shown beside the rule when its holding time is shortened for a demonstration. */
  demo: z.boolean().default(false),
};

export const thresholdRuleSchema = z.object({
  ...common,
  type: z.literal('threshold'),
  metric: metricSchema,
  /** Raises when above (or below) `limit`; is clear at or under (over) `clearAt`. */
  direction: z.enum(['above', 'below']),
  limit: z.number(),
  clearAt: z.number(),
});
export const rateRuleSchema = z.object({
  ...common,
  type: z.literal('rate'),
  metric: metricSchema,
  direction: z.enum(['rise', 'fall']),
  /** Change over `windowMs`, in the metric's unit. */
  change: z.number().positive(),
  windowMs: z.number().int().positive(),
});
export const silenceRuleSchema = z.object({
  ...common,
  type: z.literal('silence'),
  /** Missed reporting intervals of the profile; nothing is silent before two minutes. */
  intervals: z.number().positive(),
});
/** The device, or the gateway that speaks for it, says for `holdMs` that it is not there. */
export const offlineRuleSchema = z.object({ ...common, type: z.literal('offline') });
export const neighbourRuleSchema = z.object({
  ...common,
  type: z.literal('neighbours'),
  metric: metricSchema,
  /** Value − median of the other live stations, and value / median. */
  excess: z.number().positive(),
  ratio: z.number().min(1),
  clearExcess: z.number().positive(),
  minNeighbours: z.number().int().min(1),
  /** Neighbours' readings older than this do not count. */
  windowMs: z.number().int().positive(),
});
export const eventRuleSchema = z.object({
  ...common,
  type: z.literal('event'),
  event: z.string(),
  zones: z.array(z.string()).optional(),
  minScore: z.number().min(0).max(1).default(0),
  /** Detections within `withinMs` before it counts (04-straw-burning: ≥ 3 in 2 min for smoke). */
  count: z.number().int().min(1).default(1),
  withinMs: z.number().int().positive().default(120_000),
  /** An alert of its own for each metric of the device that such an event is about. */
  perMetric: z.literal(true).optional(),
  /** Local hours, e.g. from 22 to 5. */
  hours: z.object({ from: z.number().int().min(0).max(23), to: z.number().int().min(0).max(23) }).optional(),
});
export const ruleSchema = z.discriminatedUnion('type', [
  thresholdRuleSchema,
  rateRuleSchema,
  silenceRuleSchema,
  offlineRuleSchema,
  neighbourRuleSchema,
  eventRuleSchema,
]);
export const rulePackSchema = z.object({ id: z.string(), vi: z.string(), rules: z.array(ruleSchema) });
export type Rule = z.infer<typeof ruleSchema>;
export type RulePack = z.infer<typeof rulePackSchema>;

/** What people may change of a rule while the hub runs; what is absent stays as it is. `null` takes away what need not be. */
export const ruleChangeSchema = z.object({
  enabled: z.boolean().optional(),
  severity: severitySchema.optional(),
  limit: z.number().optional(),
  clearAt: z.number().optional(),
  /** Of a rate rule. */
  change: z.number().positive().optional(),
  excess: z.number().positive().optional(),
  ratio: z.number().min(1).optional(),
  clearExcess: z.number().positive().optional(),
  intervals: z.number().positive().optional(),
  count: z.int().min(1).optional(),
  holdMs: z.int().min(0).optional(),
  clearMs: z.int().min(0).optional(),
  windowMs: z.int().positive().optional(),
  windows: z.array(windowSchema).min(1).max(20).nullable().optional(),
  overrides: z.array(overrideSchema).max(200).nullable().optional(),
  source: z.string().trim().min(1).max(1000).optional(),
  evidence: common.evidence.optional(),
});
export type RuleChange = z.infer<typeof ruleChangeSchema>;

/** Items of the `alerts` stream: a rule as it is from now on. */
export interface RuleTransition {
  type: 'rule';
  rule: Rule;
  /** What was changed; absent: the rule is as it came again. */
  change?: RuleChange;
  at: number;
  by: string;
  person?: string;
  /** Why. */
  note: string;
  request: string;
}
