import { z } from 'zod';
import { deviceStateSchema, idSchema } from './devices.js';

/** What the index is made of; concentrations are in µg/m³, carbon monoxide too. Times are milliseconds. */
const pollutantSchema = z.enum(['pm25', 'pm10', 'o3', 'no2', 'so2', 'co']);

const indexSchema = z.object({
  index: z.int(),
  /** Of reference/vn-aqi.json. */
  band: z.string(),
  /** The pollutant that decides. */
  main: pollutantSchema,
});

export const airHourSchema = indexSchema.extend({
  /** End of the newest hour of particles that is in it. */
  until: z.int(),
  /** Worst first: what each is of is NowCast of particles, and the hour's mean of gases. */
  parts: z.array(z.object({ pollutant: pollutantSchema, index: z.int(), value: z.number() })),
  /** So damp that particles may read this many times too high. */
  fog: z.object({ humidity: z.number(), growth: z.number() }).optional(),
  /** PM2.5 as the box read it, where its model's error was taken out. */
  rawPm25: z.number().optional(),
  /** Its model's error is known, and humidity is missing to take it out. */
  uncorrected: z.literal(true).optional(),
});
export type AirHour = z.infer<typeof airHourSchema>;

export const airDaySchema = indexSchema.extend({
  parts: z.array(z.object({ pollutant: pollutantSchema, index: z.int() })),
  /** Means against the limits of their own period. */
  limits: z.array(
    z.object({
      pollutant: pollutantSchema,
      period: z.enum(['1h', '8h', '24h', 'year']),
      value: z.number(),
      limit: z.number(),
      above: z.boolean(),
    }),
  ),
});
export type AirDay = z.infer<typeof airDaySchema>;

/** Why a station has no index now. */
export const airAbsenceSchema = z.discriminatedUnion('reason', [
  /** Its box measures no particles: the decision gives no index then. */
  z.object({ reason: z.literal('no-particles') }),
  z.object({ reason: z.literal('out-of-service'), state: deviceStateSchema }),
  /** Particles were measured for whole hours, the last of which ended then. */
  z.object({ reason: z.literal('silent'), since: z.int() }),
  /** Fewer than two of the three newest hours are complete, and before them was nothing. */
  z.object({ reason: z.literal('too-few-hours') }),
]);
export type AirAbsence = z.infer<typeof airAbsenceSchema>;

export const airStationSchema = z.object({
  name: z.string(),
  hamlet: z.string().optional(),
  place: z.string().optional(),
  /** To about a hundred metres. */
  lat: z.number().optional(),
  lon: z.number().optional(),
  simulated: z.literal(true).optional(),
  now: airHourSchema.optional(),
  /** Where there is no `now`. */
  absence: airAbsenceSchema.optional(),
  /** The last 24 hours by their end, oldest first. */
  hours: z.array(z.object({ at: z.int(), index: z.int().nullable() })),
  yesterday: airDaySchema.optional(),
  /** Of yesterday: how many hours of particles there are. */
  yesterdayHours: z.int(),
});
export type AirStation = z.infer<typeof airStationSchema>;

/** The air of a commune as anybody may see it. No station is averaged with another. */
export const airPictureSchema = z.object({
  commune: z.string().optional(),
  /** When it was answered, and when it was worked out. */
  now: z.int(),
  at: z.int(),
  /** End of the newest hour that is over. */
  hour: z.int(),
  /** The day before today, "2026-11-25". */
  day: z.string(),
  /** Worst first; those without an index last. */
  stations: z.array(airStationSchema),
  /** Which of `stations` speaks for the commune now, and which for `day`: another one, often. */
  worst: z.int().optional(),
  worstOfDay: z.int().optional(),
});
export type AirPicture = z.infer<typeof airPictureSchema>;

/** Hours of the index for those who may read devices. */
export const airHoursSchema = z.object({
  stations: z.array(
    z.object({ device: idSchema, hours: z.array(indexSchema.extend({ at: z.int(), until: z.int() })) }),
  ),
});
export type AirHours = z.infer<typeof airHoursSchema>;
