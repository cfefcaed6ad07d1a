import { z } from 'zod';
import { communeCodeSchema, idSchema, versionSchema } from './devices.js';
import { areaSchema, lonLatSchema, polygonSchema } from './geometry.js';
import { dateSchema } from './rosters.js';
import {
  CROPS,
  DELIVERIES,
  FLOW_CLASSES,
  POINT_PLACES,
  RECEIVER_CLASSES,
  RECEIVERS,
  SITE_SIZES,
  SMOKE_SOURCE_PM25,
  SMOKE_SOURCE_RADIUS_M,
  SMOKE_SOURCE_TYPES,
  SOILS,
  SOURCE_TYPES,
  STRUCTURE_TYPES,
  THING_KINDS,
  TOLD_OF_WATER,
  WASTES,
  type ThingKind,
} from './thing-words.js';

const keysOf = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]];
export const thingKindSchema = z.enum(THING_KINDS as [ThingKind, ...ThingKind[]]);
export const cropSchema = z.enum(keysOf(CROPS));
export const soilSchema = z.enum(keysOf(SOILS));

const base = {
  id: idSchema,
  commune: communeCodeSchema,
  /** Counts its changes from 1. A change names the version that it was made from. */
  version: versionSchema,
};
const name = z.string().trim().min(1).max(120);
const lat = z.number().min(-90).max(90);
const lon = z.number().min(-180).max(180);

/** The smallest place with people: thôn, ấp, bản, tổ dân phố. */
export const hamletSchema = z.object({ ...base, name, area: areaSchema.optional() });

/**
 * A spot where devices stand, one after the other. Its history is theirs. A device that has a site is where the site is:
 * hamlet, nearest named place, position, block and plot are the site's.
 */
export const siteSchema = z.object({
  ...base,
  name,
  hamlet: idSchema.optional(),
  /** Nearest place with a name, as a sentence uses it: "gần nhà văn hóa". */
  place: z.string().trim().min(1).max(160).optional(),
  lat,
  lon,
  block: idSchema.optional(),
  plot: idSchema.optional(),
});

const minuteOfDay = z.int().min(0).max(1440);
/** Fields that get their water together. */
export const blockSchema = z.object({
  ...base,
  name,
  hamlet: idSchema.optional(),
  area: areaSchema.optional(),
  /** Id of the person who keeps its turns. */
  keeper: idSchema.optional(),
  told: z.enum(keysOf(TOLD_OF_WATER)).optional(),
  delivery: z.enum(keysOf(DELIVERIES)).optional(),
  /** From the gate or pump to its middle, minutes. */
  travelMin: z.number().min(0).max(20_000).optional(),
  /** What comes to it at most, m³/h. */
  flowM3h: z.number().positive().max(1_000_000).optional(),
  /** When water may be taken (power, turns): minutes of the day in Vietnam's time. Absent: at any hour. */
  hours: z
    .array(z.object({ from: minuteOfDay, to: minuteOfDay }))
    .max(6)
    .optional(),
  /** Device that measures the water where it is taken. */
  watched: idSchema.optional(),
});

export const plotSchema = z.object({
  ...base,
  area: polygonSchema,
  crop: cropSchema,
  /** As the land paper has it; what the polygon measures where nobody says otherwise. */
  areaM2: z.number().positive().max(10_000_000),
  /** Id of a person. */
  owner: idSchema.optional(),
  /** What the owner calls it. */
  ownName: z.string().trim().min(1).max(80).optional(),
  block: idSchema.optional(),
  hamlet: idSchema.optional(),
  soil: soilSchema.optional(),
  /** When the crop that stands there was sown or planted out, and when it was, or will be, harvested. */
  sownOn: dateSchema.optional(),
  harvestOn: dateSchema.optional(),
  /** What its own pump gives, m³/h. */
  pumpM3h: z.number().positive().max(10_000).optional(),
});

const nodeId = idSchema;
/** Canals meet at nodes; `of` names a node of another canal that is the same place as this one. */
export const canalNodeSchema = z.object({
  id: nodeId,
  name: name.optional(),
  lat,
  lon,
  of: z.object({ canal: idSchema, node: nodeId }).optional(),
});
/** A stretch between two nodes, in the direction in which water usually flows. */
export const canalReachSchema = z.object({
  id: nodeId,
  from: nodeId,
  to: nodeId,
  /** Metres; what the line measures where nobody says otherwise. */
  lengthM: z.number().positive().max(200_000),
  /** Bends between the two nodes. */
  via: z.array(lonLatSchema).max(500).optional(),
  /** How long water takes from one node to the other, minutes. */
  travelMin: z.number().positive().max(20_000).optional(),
  /** m³/s */
  capacity: z.number().positive().max(1000).optional(),
});
/** A canal as a graph: branches and meetings are nodes. */
export const canalSchema = z.object({
  ...base,
  name,
  nodes: z.array(canalNodeSchema).min(2).max(500),
  reaches: z.array(canalReachSchema).min(1).max(500),
});

/** A gate or a pump. */
export const structureSchema = z.object({
  ...base,
  name,
  type: z.enum(keysOf(STRUCTURE_TYPES)),
  lat,
  lon,
  hamlet: idSchema.optional(),
  /** The block that gets its water here. */
  block: idSchema.optional(),
  /** Where on a canal: at one of its nodes, or along one of its reaches. */
  canal: idSchema.optional(),
  node: nodeId.optional(),
  reach: nodeId.optional(),
  /** m³/s when fully open or running. */
  capacity: z.number().positive().max(1000).optional(),
  /** Id of the device that moves it. */
  device: idSchema.optional(),
});

/** Cameras that somebody may be allowed to watch together. Which camera is in it, the device says. */
export const cameraGroupSchema = z.object({ ...base, name });

/** What a camera sees. Its id is the device's. */
export const cameraSchema = z.object({
  ...base,
  /** Where it looks, degrees clockwise from north. */
  bearing: z.number().min(0).lt(360),
  /** How wide, degrees. */
  fieldOfView: z.number().positive().max(360),
});

/** A spot where the water of a source is sampled, or where a device stands. */
export const sourcePointSchema = z.object({
  name: z.string().trim().min(1).max(80),
  place: z.enum(keysOf(POINT_PLACES)),
  device: idSchema.optional(),
  lat: lat.optional(),
  lon: lon.optional(),
});
export type SourcePoint = z.infer<typeof sourcePointSchema>;

/** Whatever pours used water into a canal, a river, a lake, a sewer or the sea: indicator 15.2. */
export const sourceSchema = z.object({
  ...base,
  name,
  type: z.enum(keysOf(SOURCE_TYPES)),
  waste: z.enum(keysOf(WASTES)).optional(),
  /** Household, company or cooperative. */
  owner: z.string().trim().min(1).max(160).optional(),
  /** Where it pours out. */
  lat,
  lon,
  hamlet: idSchema.optional(),
  /** The canal that takes it, at one of its nodes or along one of its reaches. */
  canal: idSchema.optional(),
  node: nodeId.optional(),
  reach: nodeId.optional(),
  /** m³ a day. */
  flowM3Day: z.number().min(0).max(1_000_000).optional(),
  flowClass: z.enum(keysOf(FLOW_CLASSES)).optional(),
  permit: z.string().trim().min(1).max(80).optional(),
  permitUntil: dateSchema.optional(),
  /** Standard that it is held against, and its column, as reference/qcvn-water.json names them. */
  standard: z.string().min(1).max(40).optional(),
  column: z.string().min(1).max(4).optional(),
  receiver: z.enum(keysOf(RECEIVERS)).optional(),
  /** Of a river m³/s in its dry months, of a lake m³. */
  receiverSize: z.number().positive().optional(),
  receiverClass: z.enum(keysOf(RECEIVER_CLASSES)).optional(),
  /** Of a building, where the standard goes by that (K of QCVN 14:2008). */
  size: z.enum(keysOf(SITE_SIZES)).optional(),
  /** Device at its outlet. */
  device: idSchema.optional(),
  /** Monitoring points beside that: other outlets, before and after treatment, the water that receives it. */
  points: z.array(sourcePointSchema).max(12).optional(),
  /** When it is to be looked at again. */
  checkOn: dateSchema.optional(),
  closed: z.boolean().optional(),
});

/** Devices that stand in the water of a source before any canal has it: at its outlets, and inside of its site. */
export const effluentDevices = ({ device, points = [] }: Pick<z.infer<typeof sourceSchema>, 'device' | 'points'>) =>
  [device, ...points.map((point) => (point.place === 'receiving' ? undefined : point.device))].filter(
    (id) => id !== undefined,
  );

/** What smokes day after day and is no fire: the smoke watch knows it by its place and strength. */
export const smokeSourceSchema = z.object({
  ...base,
  /** By the place, never by who owns it: it stands in reasons that many read. */
  name,
  type: z.enum(keysOf(SMOKE_SOURCE_TYPES)),
  lat,
  lon,
  radiusM: z.number().min(SMOKE_SOURCE_RADIUS_M.least).max(SMOKE_SOURCE_RADIUS_M.most),
  usualPm25: z.number().min(SMOKE_SOURCE_PM25.least).max(SMOKE_SOURCE_PM25.most),
  hamlet: idSchema.optional(),
  /** The incident that was rejected because of it. */
  incident: z.string().min(1).max(200).optional(),
});

export const thingSchemas = {
  hamlet: hamletSchema,
  site: siteSchema,
  block: blockSchema,
  plot: plotSchema,
  canal: canalSchema,
  structure: structureSchema,
  'camera-group': cameraGroupSchema,
  camera: cameraSchema,
  source: sourceSchema,
  'smoke-source': smokeSourceSchema,
} as const satisfies Record<ThingKind, z.ZodObject>;
export type Thing<K extends ThingKind = ThingKind> = z.infer<(typeof thingSchemas)[K]>;
export type Hamlet = Thing<'hamlet'>;
export type Site = Thing<'site'>;
export type Block = Thing<'block'>;
export type Plot = Thing<'plot'>;
export type Canal = Thing<'canal'>;
export type CanalNode = z.infer<typeof canalNodeSchema>;
export type CanalReach = z.infer<typeof canalReachSchema>;
export type Structure = Thing<'structure'>;
export type CameraGroup = Thing<'camera-group'>;
export type Camera = Thing<'camera'>;
export type Source = Thing<'source'>;
export type SmokeSource = Thing<'smoke-source'>;

/** A version of a thing, device, gateway, profile or commune: who made it, when, and what it was from then on. */
export const historyEntrySchema = z.object({
  version: z.int(),
  change: z.enum(['added', 'changed', 'removed', 'restored']),
  at: z.int(),
  /** Id of the identity; "hub" for what the machine did by itself. */
  by: z.string(),
  byName: z.string().optional(),
  /** As it was after the change. */
  body: z.record(z.string(), z.unknown()),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** A device stood at a site from then until then; the last one has no end. Milliseconds. */
export const staySchema = z.object({ device: idSchema, from: z.int(), to: z.int().optional() });
export type Stay = z.infer<typeof staySchema>;
