import { z } from 'zod';

const degrees = (most: number) => z.coerce.number().min(-most).max(most).optional();

/** What advice on irrigation is made with, beside what the registry and the sensors say. */
export const fieldsConfigSchema = z.object({
  /** Answers JSON with rain of the days to come. Absent: the file, or no forecast, and advice says so. */
  FORECAST_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The same as a file, read when the service is away or none is named. */
  FORECAST_FILE: z.string().min(1).optional(),
  /** What stands where in it: name of a mapping in reference/forecasts, or the path of one. */
  FORECAST_MAPPING: z.string().min(1).default('open-meteo'),
  /** Whose sào, công and mẫu are meant. */
  FARM_REGION: z.enum(['north', 'central', 'south', 'south-large']).default('north'),
  /** Metres above the sea, and whether the sea is near: for the sun's radiation and the air's pressure. */
  FARM_ALTITUDE_M: z.coerce.number().min(-10).max(3500).default(5),
  FARM_COAST: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
  /** Where the commune is, if no plot and no mast says so. */
  FARM_LAT: degrees(90),
  FARM_LON: degrees(180),
  /** When people are told of the day, by Vietnam's clock. */
  FARM_MORNING: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default('05:30'),
  /** Whom farmers call, "Hợp tác xã Yên Lộc, 0200 000 115". */
  FARM_COOPERATIVE: z.string().trim().min(1).max(160).optional(),
});
export type FieldsConfig = z.infer<typeof fieldsConfigSchema>;
