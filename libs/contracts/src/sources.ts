import { z } from 'zod';
import { severitySchema } from './alerts.js';
import { dateSchema } from './rosters.js';
import { sourceRecordSchema } from './source-records.js';
import { sourceSchema } from './things.js';

const words = z.object({ vi: z.string(), en: z.string() });
const bound = z.number();
const bounds = { min: bound.optional(), max: bound.optional() };

/** `soon`: within the next 30 days, today among them. `none`: no day is set, or the source is closed. */
export const dueSchema = z.object({
  state: z.enum(['overdue', 'soon', 'later', 'none']),
  on: dateSchema.optional(),
  /** Until then; negative when it is past. */
  days: z.int().optional(),
});
export type Due = z.infer<typeof dueSchema>;

/** Highest (or lowest) value of a parameter at one source, in the parameter's unit, and what it was made of. */
export const sourceLimitSchema = z.object({
  parameter: z.string(),
  name: words,
  unit: z.string(),
  ...bounds,
  /** C of the table, before the factors. */
  base: z.object(bounds),
  factors: z.object({ kq: z.number().optional(), kf: z.number().optional(), k: z.number().optional() }),
  /** The text that the cell is from. */
  source: z.string(),
  /** Of the cell, the formula and each factor: how sure they are (reference/qcvn-water.json, `evidenceGrades`). */
  evidence: z.array(z.string()),
});
export type SourceLimit = z.infer<typeof sourceLimitSchema>;

/** What a source is held against. Configured limits: they never say whether a law is kept. */
export const sourceLimitsSchema = z.object({
  standard: z.string().optional(),
  name: words.optional(),
  /** "cũ – theo lộ trình", "hiện hành", … */
  label: words.optional(),
  column: z.string().optional(),
  limits: z.array(sourceLimitSchema),
  /** Why some or all could not be worked out, and for which parameters; none named: for all. */
  refused: z.array(z.object({ reason: z.string(), parameters: z.array(z.string()) })),
});
export type SourceLimits = z.infer<typeof sourceLimitsSchema>;

/** A laboratory's value against its limit. */
export const judgedValueSchema = z.object({
  parameter: z.string(),
  value: z.number(),
  unit: z.string(),
  limit: z.object(bounds).optional(),
  over: z.boolean(),
  /** C/Cmax, above 1 is over; absent for a range with two ends. */
  r: z.number().optional(),
  /** How far outside a range, negative inside. */
  distance: z.number().optional(),
  severity: severitySchema.optional(),
  /** Not compared: there is no limit, the unit is another, or it is no water of an outlet. */
  unjudged: z.enum(['no-limit', 'other-unit', 'other-water']).optional(),
});
export type JudgedValue = z.infer<typeof judgedValueSchema>;

/** A record as it is shown; who made it is told to those who may know. */
export const shownSourceRecordSchema = sourceRecordSchema
  .omit({ person: true, by: true })
  .extend({ by: z.string().optional(), judged: z.array(judgedValueSchema).optional() });
export type ShownSourceRecord = z.infer<typeof shownSourceRecordSchema>;

const dues = { permit: dueSchema, check: dueSchema };
export const sourceFileSchema = z.object({
  source: sourceSchema,
  ...dues,
  limits: sourceLimitsSchema,
  /** Newest first. */
  records: z.array(shownSourceRecordSchema),
  /** Parameters whose last value is over its limit. */
  exceeding: z.array(judgedValueSchema),
});
/** All there is to know of one source. */
export type SourceFile = z.infer<typeof sourceFileSchema>;

export const listedSourceSchema = z.object({
  source: sourceSchema,
  ...dues,
  last: z.object({ at: z.number(), did: z.enum(['inspected', 'sampled']), outcome: z.string().optional() }).optional(),
  exceeding: z.int(),
  worst: severitySchema.optional(),
});
export type ListedSource = z.infer<typeof listedSourceSchema>;
export const sourcesPageSchema = z.object({ sources: z.array(listedSourceSchema), total: z.int() });
export type SourcesPage = z.infer<typeof sourcesPageSchema>;

/** Indicator 15.2, of the caller's own places. */
export const sourceFiguresSchema = z.object({
  from: z.number(),
  to: z.number(),
  /** Registered and not closed. */
  inventoried: z.int(),
  /** Of these, looked at or sampled in the period; a visit that found no way in is none. */
  inspected: z.int(),
  /** A parameter of a source whose last value is over the configured limit. */
  openExceedances: z.int(),
  /** With a device at the outlet. */
  withDevice: z.int(),
  checkOverdue: z.int(),
  permitOverdue: z.int(),
});
export type SourceFigures = z.infer<typeof sourceFiguresSchema>;

const enteredBounds = z.object(bounds);
/** What an administrator types in for a column that the release brings without cells. */
export const waterColumnInputSchema = z.object({
  /** Of what was looked at; 0: nothing was there. */
  version: z.int().min(0),
  /** The text that it is taken from. */
  source: z.string().trim().min(5).max(400),
  limits: z.record(
    z.string().max(40),
    enteredBounds.extend({
      /** Another bound for each class of discharge, m³/day, smallest first; the last has no `upTo`. */
      byFlow: z
        .array(enteredBounds.extend({ upTo: z.number().positive().optional() }))
        .min(1)
        .max(6)
        .optional(),
    }),
  ),
});
export type WaterColumnInput = z.infer<typeof waterColumnInputSchema>;
export const waterColumnSchema = waterColumnInputSchema.extend({ standard: z.string(), column: z.string() });
export type WaterColumn = z.infer<typeof waterColumnSchema>;

/** A column as it counts now: what the release brings (version 0) or what was typed in. */
export const shownWaterColumnSchema = z.object({
  standard: z.string(),
  column: z.string(),
  version: z.int(),
  state: z.enum(['shipped', 'entered', 'empty']),
  source: z.string().optional(),
  evidence: z.string().optional(),
  limits: waterColumnInputSchema.shape.limits,
});
export type ShownWaterColumn = z.infer<typeof shownWaterColumnSchema>;

/** Standards that a source may be held against, and names and units of parameters. */
export const waterStandardsSchema = z.object({
  standards: z.array(
    z.object({
      id: z.string(),
      name: words,
      label: words,
      columns: z.array(z.object({ id: z.string(), state: shownWaterColumnSchema.shape.state })),
    }),
  ),
  parameters: z.record(z.string(), words.extend({ unit: z.string() })),
});
export type ShownWaterStandards = z.infer<typeof waterStandardsSchema>;

/** What a picture is called in the record that names it. */
export const sourcePhotoAnswerSchema = z.object({ name: z.string() });
