import type { AirLimit, AqiTable, PmSensors } from '#hub/air-quality';
import { readReference } from '#hub/service-kit';

/** The decision's figures, the limits, and what is known of sensors: the hub's own files, so their shape is trusted. */
export const TABLE = readReference('vn-aqi.json') as AqiTable;
export const LIMITS = (readReference('air-limits.json') as { limits: AirLimit[] }).limits;
export const SENSORS = readReference('pm-sensors.json') as PmSensors;
