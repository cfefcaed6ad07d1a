import { z } from 'zod';
import { metricSchema } from './metrics.js';

/** Ids travel in MQTT topics, file names and tags: one plain alphabet for all of them. */
const ID = /^[a-z0-9][a-z0-9_-]{0,62}$/i;
export const isId = (text: string): boolean => ID.test(text);
export const idSchema = z.string().regex(ID, 'chỉ gồm chữ không dấu, số, "-" và "_", dài 1–63 ký tự');
/** Five digits as text, with leading zeros (Decision 19/2025/QĐ-TTg). */
export const communeCodeSchema = z.string().regex(/^\d{5}$/, 'mã xã gồm đúng 5 chữ số');

/** Counts the changes of what is registered, from 1. Given with a change, it names the version that was looked at. */
export const versionSchema = z.int().min(1);

export const CODECS = ['native', 'chirpstack', 'tasmota', 'zigbee2mqtt', 'generic', 'frigate', 'onvif'] as const;
export const codecSchema = z.enum(CODECS);
export type Codec = z.infer<typeof codecSchema>;

const windHeightSchema = z.number().min(0.5).max(200);

/** What a metric of a model is like. Times in milliseconds. */
export const profileMetricSchema = z.object({
  /** Narrower than the catalogue's physical range where the sensor saturates earlier. */
  range: z.tuple([z.number(), z.number()]).optional(),
  /** Silent when nothing came for three of these; the profile's interval where absent. */
  intervalMs: z.number().int().positive().optional(),
  /** Of `ec`: false where it is told as measured, and not at 25 °C as most probes do. */
  at25: z.boolean().optional(),
});

export const deviceProfileSchema = z.object({
  id: idSchema,
  /** Measurement name in the store: readings of one kind stand together. */
  kind: z.enum([
    'air',
    'weather',
    'water',
    'canal',
    'soil',
    'paddy',
    'pump',
    'gate',
    'siren',
    'camera',
    'hub',
    'generic',
  ]),
  vi: z.string(),
  en: z.string(),
  metrics: z.partialRecord(metricSchema, profileMetricSchema),
  /** How often the device measures. */
  intervalMs: z.number().int().positive(),
  /** How often it sends, when it gathers several measurements first. */
  uploadIntervalMs: z.number().int().positive().optional(),
  /** How far apart the measurements are that it keeps while it has no line, where it keeps fewer than it makes. */
  keptIntervalMs: z.number().int().positive().optional(),
  /** Of a mast: how high above the ground its anemometer is, metres. Absent: 10 m, as weather services have it. */
  windHeightM: windHeightSchema.optional(),
  /** Older than this on arrival is late; see `lateAfterMs()`. */
  lateAfterMs: z.number().int().positive().optional(),
  version: versionSchema.optional(),
});
export type DeviceProfile = z.infer<typeof deviceProfileSchema>;

const TEN_MINUTES_MS = 600_000;
/** A reading is late when it arrives more than this after its event time: the longer of 10 min and two uploads. */
export function lateAfterMs(profile: DeviceProfile): number {
  return profile.lateAfterMs ?? Math.max(TEN_MINUTES_MS, 2 * (profile.uploadIntervalMs ?? profile.intervalMs));
}

export const DEVICE_STATES = [
  'planned',
  'installed',
  'maintenance',
  'calibrating',
  'faulty',
  'retired',
  'replaced',
] as const;
export const deviceStateSchema = z.enum(DEVICE_STATES);

export const deviceSchema = z.object({
  id: idSchema,
  commune: communeCodeSchema,
  profile: idSchema,
  state: deviceStateSchema,
  /** Of `maintenance`: when it is in use again by itself, milliseconds. */
  maintenanceUntil: z.int().optional(),
  /** What people call it, e.g. "Trạm không khí nhà văn hóa". */
  name: z.string().trim().min(1).max(120),
  hamlet: z.string().trim().max(120).optional(),
  /** Nearest place with a name, as a sentence uses it: "gần nhà văn hóa". */
  place: z.string().trim().max(160).optional(),
  lat: z.number().min(-90).max(90).optional(),
  lon: z.number().min(-180).max(180).optional(),
  /** Where it stands, by id: a site, an irrigation block, a plot. */
  site: idSchema.optional(),
  block: idSchema.optional(),
  plot: idSchema.optional(),
  /** Of a mast: how high above the ground its anemometer is, metres. Absent: as its profile has it. */
  windHeightM: windHeightSchema.optional(),
  /** Of a camera: the group that somebody may be allowed to watch. */
  cameraGroup: idSchema.optional(),
  /** Account that speaks for it, and its name there (devEui, Tasmota topic, camera name). Absent: it signs in itself. */
  gateway: idSchema.optional(),
  address: z.string().max(200).optional(),
  simulated: z.boolean(),
  /** Event time before this is not believed. Milliseconds. */
  installedAt: z.number().int(),
  version: versionSchema.optional(),
});
export type Device = z.infer<typeof deviceSchema>;

/** `effluent`: it measures the water of a source, before any canal has it; limits of surface water are not for it. */
export const listedDeviceSchema = deviceSchema.extend({ effluent: z.literal(true).optional() });
export type ListedDevice = z.infer<typeof listedDeviceSchema>;

const register = {
  /** First register of the value within the block, counted from 0. */
  offset: z.number().int().min(0),
  type: z.enum(['int16', 'uint16', 'int32', 'uint32', 'float32']),
  order: z.enum(['ABCD', 'CDAB', 'BADC', 'DCBA']).default('ABCD'),
};
/** One value of a free-form packet: where it stands, what it is called here, and how it becomes our unit. */
export const fieldSchema = z.object({
  metric: metricSchema,
  /** Dotted path into the packet ("data.ph"; list items by index). For registers: path of the hex text. */
  path: z.string().min(1).max(200),
  register: z.object(register).optional(),
  scale: z.number().default(1),
  offset: z.number().default(0),
});
export const fieldMapSchema = z.object({
  /** Path of the name of the device within the packet; absent: the topic decides (`topicIndex`). */
  devicePath: z.string().max(200).optional(),
  /** Level of the topic (from 0) that names the device. */
  topicIndex: z.number().int().min(0).optional(),
  timePath: z.string().max(200).optional(),
  timeUnit: z.enum(['ms', 's', 'iso', 'local']).default('s'),
  fields: z.array(fieldSchema).min(1).max(200),
});
export type FieldMap = z.infer<typeof fieldMapSchema>;
export type Field = z.infer<typeof fieldSchema>;

export const gatewaySchema = z.object({
  id: idSchema,
  commune: communeCodeSchema,
  name: z.string().trim().min(1).max(120),
  codec: codecSchema,
  /** MQTT filter below which this account may publish, e.g. "application/+/device/+/event/up". */
  topics: z.array(z.string().min(1).max(200)).min(1).max(50),
  /** Only for codec `generic`. One map for all boxes behind the gateway, or one per device address. */
  fieldMap: fieldMapSchema.optional(),
  simulated: z.boolean(),
  version: versionSchema.optional(),
});
export type Gateway = z.infer<typeof gatewaySchema>;
