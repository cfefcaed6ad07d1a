import { z } from 'zod';

/**
 * A rule that is not watched on a device until somebody takes it back (ISA-18.2, out of service): the device goes on
 * measuring, and nothing is told of it by this rule.
 */
export const outOfServiceSchema = z.object({
  device: z.string(),
  /** Absent: no rule is watched on the device. */
  rule: z.string().optional(),
  reason: z.string(),
  /** Who did it, by name as it was then and by id. */
  by: z.string(),
  person: z.string().optional(),
  /** Milliseconds. */
  at: z.number(),
});
export type OutOfService = z.infer<typeof outOfServiceSchema>;

/** What names it: one rule on one device is out of service once. */
export const serviceKey = ({ device, rule = '*' }: Pick<OutOfService, 'device' | 'rule'>): string =>
  `${device}:${rule}`;

/** Items of the `alerts` stream: what is out of service from now on, or was until now. */
export interface ServiceTransition {
  type: 'service';
  change: 'out' | 'back';
  /** As it was put out of service. */
  entry: OutOfService;
  at: number;
  by: string;
  person?: string;
  /** Why it is taken back. */
  note?: string;
  request: string;
}
