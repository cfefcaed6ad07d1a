import { z } from 'zod';
import { idSchema } from './devices.js';
import { severitySchema } from './alerts.js';
import { areaSchema, lonLatSchema } from './geometry.js';
import { metricSchema } from './metrics.js';

/** What the hub concludes from several readings: more than a rule says, and never more than a suspicion. */
export const FINDING_KINDS = ['burning', 'discharge', 'exceedance', 'haze', 'fixed-source', 'trust'] as const;
export const findingKindSchema = z.enum(FINDING_KINDS);
export type FindingKind = z.infer<typeof findingKindSchema>;

/**
 * Whether the start of an alert with these facts is said as "about": it is where the ten minutes of readings begin that
 * showed a fire, which may have been lit minutes before or after.
 */
export const startsAbout = ({ event }: { event?: string | undefined }): boolean => event === 'burning';

const ms = z.number();
/** Why, as data: a key that the texts have a sentence for, its points of how many, and figures of that sentence. */
export const reasonSchema = z.object({
  key: z.string(),
  points: z.number().optional(),
  of: z.number().optional(),
  figures: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
});
export type Reason = z.infer<typeof reasonSchema>;

const base = {
  /** Kind, device and beginning: the same data gives the same id in every run. */
  id: z.string(),
  commune: z.string(),
  /** The station that stands for it, and all that show it: who may see this. */
  target: idSchema,
  targets: z.array(idSchema),
  startedAt: ms,
  /** Event time of the newest value that it rests on. */
  updatedAt: ms,
  endedAt: ms.optional(),
  /** 0 to 100. */
  score: z.number().min(0).max(100),
  reasons: z.array(reasonSchema),
  simulated: z.boolean(),
};

/** Where a fire may be: never on the wall with plots or names. */
export const suspectedAreaSchema = z.object({
  area: areaSchema,
  km2: z.number(),
  /** The likeliest point. */
  best: lonLatSchema,
  /** Which ways were used, or could not be: `bearings`, `plume`, `no-wind`, `one-station`, `calm`, … */
  how: z.array(z.string()),
  /** Cameras that look at some of it, those next to the likeliest point first. Of older releases absent. */
  cameras: z.array(idSchema).optional(),
  /** Event time of the newest value that it rests on. Of older releases absent. */
  at: ms.optional(),
});
export type SuspectedArea = z.infer<typeof suspectedAreaSchema>;
/** Of an area that is kept from before, since newer values fit too wide a region: when it was found, ms. */
export const keptSince = (finding: { where?: SuspectedArea | undefined; updatedAt: number }): number | undefined => {
  const at = finding.where?.at;
  return at !== undefined && at < finding.updatedAt ? at : undefined;
};
/** Reasons that say that several places may burn: no area was found, or one of before is kept. */
export const SEVERAL_PLACES: readonly string[] = ['tooWide', 'tooWideNow'];

export const STATION_CURVE_BINS = 36;
/** PM2.5 at the target in the newest bin and what the air would hold without the smoke, µg/m³. Of older releases absent. */
const smeltSchema = z.object({ value: z.number(), background: z.number().optional() }).optional();
const stationSchema = z.object({
  device: idSchema,
  /** Ten-minute medians: when each bin begins, the value, and what the others had. */
  curve: z.array(z.object({ at: ms, value: z.number(), background: z.number().optional() })).max(STATION_CURVE_BINS),
});

export const findingSchema = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('burning'),
    grade: z.enum(['suspected', 'likely', 'technical']),
    where: suspectedAreaSchema.optional(),
    pm25: smeltSchema,
    stations: z.array(stationSchema),
    /** Wind of the bins, from where (degrees) and how fast (m/s). */
    wind: z.array(z.object({ at: ms, from: z.number(), speed: z.number() })).max(STATION_CURVE_BINS),
  }),
  /** All stations rise together; or one does every day at the same hour. Nobody is paged. */
  z.object({ ...base, kind: z.literal('haze') }),
  z.object({ ...base, kind: z.literal('fixed-source') }),
  z.object({
    ...base,
    kind: z.literal('discharge'),
    /** The station fell silent before it was clean: nobody knows whether it is over, whatever `endedAt` says. */
    lost: z.literal(true).optional(),
    /** Sources upstream, the likeliest first. */
    sources: z.array(
      z.object({ source: idSchema, share: z.number(), minutes: z.number(), reasons: z.array(reasonSchema) }),
    ),
    /** Plots downstream with when it gets there; `estimated`: no travel time is known of a reach on the way. */
    plots: z.array(z.object({ plot: idSchema, at: ms, estimated: z.boolean() })),
    /** Gates to shut, those that keep most plots first. */
    gates: z.array(z.object({ structure: idSchema, plots: z.int(), at: ms })),
  }),
  z.object({
    ...base,
    kind: z.literal('exceedance'),
    /** Whose outlet it is; absent for whoever does not have the case. */
    source: idSchema.optional(),
    metric: metricSchema,
    /** Configured limit of the source, in the metric's unit, and the standard and column that it is made of. */
    limit: z.object({ min: z.number().optional(), max: z.number().optional() }),
    standard: z.string(),
    column: z.string(),
    /** Held for as long as an exceedance must, or over in the mean of an hour. */
    why: z.enum(['held', 'hourly-mean']),
    severity: severitySchema,
    /** Mean of the newest five minutes. */
    value: z.number(),
    /** The worst of these means: how many times the limit it was, or how far outside a range with two ends. */
    worst: z.object({ value: z.number(), at: ms, r: z.number().optional(), distance: z.number().optional() }),
  }),
  z.object({
    ...base,
    kind: z.literal('trust'),
    metric: z.string(),
    /** Too low to page anybody alone, or to be evidence. */
    low: z.boolean(),
    /** What is proposed: a key of `maintenance` in reference/trust.json. */
    maintenance: z.string().optional(),
  }),
]);
export type Finding = z.infer<typeof findingSchema>;
export type FindingOf<K extends FindingKind> = Extract<Finding, { kind: K }>;

/** What walls and everybody who sees alerts are shown of a finding: where it may be, without plots, sources or names. */
export const findingSketchSchema = z.object({
  ...{ id: base.id, commune: base.commune, target: base.target, targets: base.targets },
  kind: findingKindSchema,
  ...{ startedAt: ms, updatedAt: ms, endedAt: ms.optional(), score: base.score, simulated: z.boolean() },
  where: suspectedAreaSchema.optional(),
  pm25: smeltSchema,
});
export type FindingSketch = z.infer<typeof findingSketchSchema>;
export const sketchOf = (finding: Finding): FindingSketch => {
  const { id, commune, kind, target, targets, startedAt, updatedAt, endedAt, score, simulated } = finding;
  return {
    ...{ id, commune, kind, target, targets, startedAt, updatedAt, score, simulated },
    ...(endedAt !== undefined && { endedAt }),
    ...(finding.kind === 'burning' && finding.where && { where: finding.where }),
    ...(finding.kind === 'burning' && finding.pm25 && { pm25: finding.pm25 }),
  };
};

/** How far a metric of a device is to be trusted, 0 to 100. */
export const trustScoreSchema = z.object({ metric: metricSchema, score: z.number() });
export type TrustScore = z.infer<typeof trustScoreSchema>;

/** Items of the `findings` stream. */
export interface FindingChange {
  type: 'finding';
  change: 'found' | 'changed' | 'over';
  finding: Finding;
  at: number;
}
/** A device was looked at: how far each of its probes is to be trusted, also where nothing is wrong. */
export interface TrustLook {
  type: 'trust-look';
  device: string;
  at: number;
  scores: TrustScore[];
}
export type FindingsItem = FindingChange | TrustLook;
/** What was concluded, and what became of it. */
export const changesIn = (items: readonly FindingsItem[]): FindingChange[] =>
  items.filter((item) => item.type === 'finding');
