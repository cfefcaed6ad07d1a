import { z } from 'zod';
import { alertSchema, alertStateSchema, type FalseCause, severitySchema } from './alerts.js';

/** What is behind alerts that belong together. Each rule names its own. */
export const CAUSES = [
  'fire',
  'air',
  'water',
  'salinity',
  'level',
  'irrigation',
  'security',
  'outage',
  'device',
  'command',
  'hub',
  /** Nothing: the hub tries the way from a sensor to people. */
  'drill',
] as const;
export const causeSchema = z.enum(CAUSES);
export type Cause = z.infer<typeof causeSchema>;

const OF_WATER = ['sensor', 'animal', 'work', 'test'] as const;
const OF_MACHINES = ['work', 'sensor', 'test'] as const;
/** What a matter is usually mistaken for, likeliest first; any other cause may be said of it too. */
export const FALSE_CAUSES_OF: Readonly<Record<Cause, readonly FalseCause[]>> = {
  fire: ['cooking', 'fixed-source', 'fog', 'dust', 'traffic', 'sensor', 'test'],
  air: ['fog', 'dust', 'traffic', 'cooking', 'fixed-source', 'work', 'sensor', 'test'],
  water: OF_WATER,
  salinity: OF_WATER,
  level: OF_WATER,
  irrigation: OF_WATER,
  security: ['animal', 'traffic', 'fog', 'work', 'sensor', 'test'],
  outage: OF_MACHINES,
  device: OF_MACHINES,
  command: OF_MACHINES,
  hub: OF_MACHINES,
  drill: ['test'],
};

/**
 * One matter for people, made of the alerts that have one cause: it is what is told, taken and ended. An alert that
 * nothing else belongs to is an incident of its own.
 */
export const incidentSchema = z.object({
  /** Cause, scope and opening time: the same data gives the same id in every run. */
  id: z.string(),
  commune: z.string(),
  cause: causeSchema,
  /** What its alerts have in common. */
  scope: z.object({ kind: z.enum(['device', 'site', 'hamlet', 'gateway', 'commune']), id: z.string() }),
  /** The worst that any of its alerts had: rises and does not fall. */
  severity: severitySchema,
  /** Of all its alerts that are not suppressed: unacknowledged while one is open that nobody took. */
  state: alertStateSchema,
  /** Event time, milliseconds. */
  startedAt: z.number(),
  endedAt: z.number().optional(),
  /** When the hub opened it (`received`). */
  openedAt: z.number(),
  updatedAt: z.number(),
  revision: z.int(),
  /** Ids of its alerts in the order in which they came; of very many the newest. */
  alerts: z.array(z.string()),
  counts: z.object({ alerts: z.int(), open: z.int(), suppressed: z.int(), devices: z.int() }),
  /** Id of the alert whose words and place stand for all. */
  lead: z.string(),
  /** Its device: where it is. */
  target: z.string(),
  /** Devices that it is about, one of each place where they stand: who may see it. Of older releases absent. */
  targets: z.array(z.string()).optional(),
  text: alertSchema.shape.text,
  /** Comes and goes: said once, and not told of again while it does. */
  flappingSince: z.number().optional(),
  acknowledgement: alertSchema.shape.acknowledgement,
  assigned: alertSchema.shape.assigned,
  shelved: alertSchema.shape.shelved,
  /** Explained by another incident, which has its alerts from then on: nobody is told that it is over. */
  suppressed: alertSchema.shape.suppressed,
  verdict: alertSchema.shape.verdict,
  /** Written for the record only: nobody was told. */
  backdated: z.boolean(),
  simulated: z.boolean(),
  /** All its alerts are `doubted`: shown, and nobody is paged until one comes that is to be trusted. */
  doubted: z.literal(true).optional(),
  /** A drill: all texts of it say so. */
  drill: z.boolean().optional(),
});
export type Incident = z.infer<typeof incidentSchema>;

/** Devices by whose places it is decided who may see an incident, or what is told of it. */
export const targetsOf = ({
  target,
  targets,
}: {
  target?: string | undefined;
  targets?: readonly string[] | undefined;
}) => (target === undefined || targets?.includes(target) ? (targets ?? []) : [target, ...(targets ?? [])]);

/** What whoever deals with it should know, in one language. */
export const guidanceSchema = z.object({
  /** What may be behind it, the likeliest first. */
  causes: z.array(z.string().min(1)).min(1),
  /** What happens if nobody does anything. */
  consequence: z.string().min(1),
  /** What to do, in this order. */
  response: z.array(z.string().min(1)).min(1),
});
export type Guidance = z.infer<typeof guidanceSchema>;
/** By rule; of an outage by what it is an outage of: "outage:gateway", "outage:hamlet", "outage:commune". */
export type Guidances = Readonly<Record<string, { vi: Guidance; en: Guidance }>>;

export const INCIDENT_CHANGES = [
  'opened',
  'grew',
  'raised',
  'updated',
  'flapping',
  'acknowledged',
  'assigned',
  'shelved',
  'unshelved',
  'marked-false',
  'resolved',
  'returned',
  'reopened',
  'closed',
] as const;
export type IncidentChange = (typeof INCIDENT_CHANGES)[number];

/** Items of the `alerts` stream: follows the transitions of alerts that brought it about. */
export interface IncidentTransition {
  type: 'incident';
  change: IncidentChange;
  incident: Incident;
  at: number;
  /** Of a change that somebody made. */
  by?: string;
  person?: string;
  note?: string;
  /** Answers a request. */
  request?: string;
}
