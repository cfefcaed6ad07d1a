import {
  ALERT_CHANGES,
  alertSchema,
  alertStateSchema,
  guidanceSchema,
  INCIDENT_CHANGES,
  incidentSchema,
} from '#hub/contracts';
import type { AlertFigures, Moment } from '#hub/registry';
import { z } from 'zod';

const ms = z.int().describe('milliseconds since 1970');

const moment = z.object({
  at: ms,
  change: z.enum([...INCIDENT_CHANGES, ...ALERT_CHANGES]),
  alert: z.string().optional().describe('the alert that it happened to; absent: the incident'),
  state: alertStateSchema,
  by: z.string().optional(),
  person: z.string().optional(),
  to: z.string().optional().describe('of assigned: name of whom it was given to'),
  note: z.string().optional(),
  photo: z.string().optional().describe('name of a picture, see /photos/{name}'),
}) satisfies z.ZodType<Moment>;

export const incidentsAnswer = z.object({ incidents: z.array(incidentSchema), total: z.int() });
export const incidentAnswer = z.object({
  incident: incidentSchema,
  alerts: z.array(alertSchema).describe('the newest first; of very many the newest'),
  timeline: z.array(moment),
  guidance: z.object({ vi: guidanceSchema, en: guidanceSchema }).optional(),
});
export type ShownIncident = z.infer<typeof incidentAnswer>;
export const assigneesAnswer = z.object({ people: z.array(z.object({ id: z.string(), name: z.string() })) });

export const figuresAnswer = z.object({
  told: z.int(),
  operators: z.int(),
  perOperatorHour: z.number(),
  standing: z.int(),
  due: z.int(),
  takenInTime: z.int(),
  opened: z.int(),
  markedFalse: z.int(),
  worst: z.array(z.object({ rule: z.string(), alerts: z.int(), markedFalse: z.int() })),
  outOfService: z.int().describe('rules on devices that nobody watches now'),
}) satisfies z.ZodType<AlertFigures & { outOfService: number }>;
export type ShownFigures = z.infer<typeof figuresAnswer>;
