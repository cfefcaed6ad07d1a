import { z } from 'zod';
import { findingKindSchema, findingSchema, reasonSchema, suspectedAreaSchema, trustScoreSchema } from './findings.js';
import { idSchema } from './devices.js';
import { metricSchema } from './metrics.js';
import { smokeSourceSchema } from './things.js';

/** The same sentence in both languages. */
const said = { vi: z.string(), en: z.string() };
/** A reason with its sentence: `points` of `of`, where it has any. */
export const saidReasonSchema = reasonSchema.extend(said);
export type SaidReason = z.infer<typeof saidReasonSchema>;

/** What stands on a plot by its papers: what is burnt there is straw of a crop that was just cut. */
export const PLOT_STAGES = ['ripe', 'harvested', 'other'] as const;
export const plotStageSchema = z.enum(PLOT_STAGES);
export type PlotStage = z.infer<typeof plotStageSchema>;

/** Whose it is and where to call: for whoever the case was given to, and for whoever may see people. */
export const caseOwnerSchema = z.object({ name: z.string(), phone: z.string().optional() });
export type CaseOwner = z.infer<typeof caseOwnerSchema>;

/** A plot that the area touches. Its owner stands here and nowhere else. */
export const suspectedPlotSchema = z.object({
  plot: idSchema,
  stage: plotStageSchema,
  /** Part of the area's weight that lies on it, 0 to 1. */
  share: z.number(),
  crop: z.string(),
  areaM2: z.number(),
  hamlet: idSchema.optional(),
  ownName: z.string().optional(),
  owner: caseOwnerSchema.optional(),
  sownOn: z.string().optional(),
  harvestOn: z.string().optional(),
});
export type SuspectedPlot = z.infer<typeof suspectedPlotSchema>;

/** Nearness to something beside which burning is fined, as the hub is set up: never what the law says of this case. */
export const nearZoneSchema = z.object({
  zone: z.string(),
  ...said,
  /** Metres that are set up. */
  withinM: z.number(),
  /** `unmapped`: the commune's map has none of it, so that nothing is known. */
  state: z.enum(['touched', 'clear', 'unmapped']),
  /** From the area to the nearest one, metres. */
  metres: z.number().optional(),
  name: z.string().optional(),
});
export type NearZone = z.infer<typeof nearZoneSchema>;

/** What may be shown in a list: no plot, no source, no name. */
export const listedFindingSchema = z.object({
  id: z.string(),
  kind: findingKindSchema,
  ...{ target: idSchema, targets: z.array(idSchema) },
  ...{ startedAt: z.number(), updatedAt: z.number(), endedAt: z.number().optional() },
  score: z.number(),
  simulated: z.boolean(),
  reasons: z.array(saidReasonSchema),
  where: suspectedAreaSchema.optional(),
});
export type ListedFinding = z.infer<typeof listedFindingSchema>;

/** The finding behind an incident, with all that helps to look into it. */
export const findingCaseSchema = z.object({
  /** Its stations, plots and sources are those that the caller may see. */
  finding: findingSchema,
  reasons: z.array(saidReasonSchema),
  /** Where it is, or why nothing can be said of it; in order of weight. */
  where: z.array(z.object({ key: z.string(), ...said })),
  /** Plots and sources are shown to whoever has the case; to others it is said that they are not. */
  detailed: z.boolean(),
  plots: z.array(suspectedPlotSchema),
  /** Plots that were ranked, the shown ones among them. */
  plotsInAll: z.int(),
  /** Of an area: the part of its weight that lies on no registered plot, 0 to 1. */
  outside: z.number().optional(),
  cameras: z.array(z.object({ camera: idSchema, name: z.string(), metres: z.number() })),
  zones: z.array(nearZoneSchema),
  zonesSource: z.object(said),
  /** Sources upstream, the likeliest first. */
  sources: z.array(
    z.object({
      ...{ source: idSchema, name: z.string(), share: z.number(), minutes: z.number() },
      reasons: z.array(saidReasonSchema),
      /** Household, company or cooperative. */
      owner: z.string().optional(),
    }),
  ),
  /** The source that an exceedance is of, for whoever has the case. */
  source: z
    .object({ source: idSchema, name: z.string(), owner: z.string().optional(), permit: z.string().optional() })
    .optional(),
  /** Plots that the water gets to, in order of time. */
  arrivals: z.array(
    z.object({
      ...{ plot: idSchema, at: z.number(), estimated: z.boolean(), ownName: z.string().optional() },
      owner: caseOwnerSchema.optional(),
    }),
  ),
  gates: z.array(z.object({ structure: idSchema, name: z.string(), plots: z.int(), at: z.number() })),
  /** Fixed sources of smoke near to it, the nearest first; `ofThis`: it was entered because of this incident. */
  smokeSources: z.array(
    z.object({
      ...{ id: idSchema, name: z.string(), type: smokeSourceSchema.shape.type, metres: z.number() },
      ofThis: z.boolean(),
    }),
  ),
  /** Names of the devices in it. */
  names: z.record(z.string(), z.string()),
});
export type FindingCase = z.infer<typeof findingCaseSchema>;

/** How far a metric of a device is to be trusted, why not, and what to do about it. */
export const probeTrustSchema = z.object({
  device: idSchema,
  metric: metricSchema,
  /** 0 to 100; `low`: its values never page alone, and are no evidence. */
  score: z.number(),
  low: z.boolean(),
  /** Since when there is something to say, and when it was last looked at and found to be another; milliseconds. */
  startedAt: z.number(),
  updatedAt: z.number(),
  reasons: z.array(saidReasonSchema),
  maintenance: z.object(said).optional(),
});
export type ProbeTrust = z.infer<typeof probeTrustSchema>;

/** When a device was looked at last, and how far each of its probes is to be trusted. */
export const deviceTrustSchema = z.object({ at: z.number(), scores: z.array(trustScoreSchema) });
export type DeviceTrust = z.infer<typeof deviceTrustSchema>;

/** Figures of indicator 16.3 over a time. What is simulated, a drill or written for the record only counts nowhere. */
export const burningFiguresSchema = z.object({
  /** Incidents of suspected burning that were opened. */
  detected: z.int(),
  /** … of which a person took or judged so soon. */
  withinMs: z.int(),
  verifiedInTime: z.int(),
  /** … of those whose time is over, or that were looked at. */
  due: z.int(),
  /** … of which somebody said what it was. */
  judged: z.int(),
  falseAlarms: z.int(),
});
export type BurningFigures = z.infer<typeof burningFiguresSchema>;
