import { readFileSync } from 'node:fs';
import { channelSchema, SEVERITIES, type Severity } from '#hub/contracts';
import { ConfigError, referencePath, words } from '#hub/service-kit';
import { z } from 'zod';

/** Somebody with the watch, or everybody of a role whose scope takes in where it happened. */
const whomSchema = z.union([
  z.strictObject({ duty: z.enum(['on-duty', 'deputy']) }),
  z.strictObject({ role: z.string().min(1) }),
]);
export type Whom = z.infer<typeof whomSchema>;

const stepSchema = z.strictObject({
  /** After the step before, milliseconds; of the first after the incident. */
  afterMs: z.int().min(0),
  /** What is said to all is written and approved by people: no step says it. */
  channels: z.array(channelSchema.exclude(['loudspeaker'])).min(1),
  whom: z.array(whomSchema),
});
export type Step = z.infer<typeof stepSchema>;

const planSchema = z.union([
  /** Written down, and nobody is told. */
  z.strictObject({ recordOnly: z.literal(true) }),
  z.strictObject({
    /** Whoever was told is told again until he or she looked, although somebody took it. */
    everyone: z.literal(true).optional(),
    steps: z.array(stepSchema).min(1),
    /** All steps once more, so often. */
    repeat: z.strictObject({ times: z.int().min(1).max(20), everyMs: z.int().min(1000) }).optional(),
  }),
]);
export type Plan = Exclude<z.infer<typeof planSchema>, { recordOnly: true }>;

const policyShape = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  source: z.string(),
  /** An opening that is told of so long after it happened pages nobody. Milliseconds, both from the item. */
  oldAfterMs: z.int().min(60_000),
  /** A step whose pushes no phone confirmed for so long is followed by the next at once. */
  confirmMs: z.int().min(1000),
  /** How sirens sound where a step of an emergency has them; a drill sounds them shortly, as a test. */
  sirens: z
    .strictObject({
      seconds: z.int().min(1).max(180),
      pattern: z.string().min(1),
      /** Not begun later than this after the step, milliseconds. */
      expiresMs: z.int().min(10_000).max(600_000),
    })
    .optional(),
  severities: z.strictObject(Object.fromEntries(SEVERITIES.map((name) => [name, planSchema])) as PlanShape),
});
export const policySchema = policyShape.superRefine(({ severities, sirens }, context) => {
  for (const severity of SEVERITIES) {
    const plan = severities[severity];
    const steps = 'recordOnly' in plan ? [] : plan.steps;
    if (!steps.some(({ channels }) => channels.includes('siren'))) continue;
    const wrong = (message: string) => context.addIssue({ code: 'custom', path: ['severities', severity], message });
    if (severity !== 'emergency') wrong('còi chỉ dành cho khẩn cấp / sirens are for emergencies alone');
    if (!sirens) wrong('còn thiếu "sirens" / "sirens" is missing');
  }
});
type PlanShape = Record<Severity, typeof planSchema>;
export type Policy = z.infer<typeof policySchema>;

/** Name of a policy in reference/escalation, or the path of one. @throws ConfigError that names what is wrong */
export function loadPolicy(nameOrPath: string): Policy {
  const path = referencePath('escalation', nameOrPath);
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new ConfigError(`ESCALATION: không đọc được ${path} / cannot be read`, { cause });
  }
  const parsed = policySchema.safeParse(read, { error: words });
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`);
  throw new ConfigError(`ESCALATION ${path}:\n  ${wrong.join('\n  ')}`);
}
