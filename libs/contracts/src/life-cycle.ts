import { z } from 'zod';
import { type DEVICE_STATES, deviceStateSchema, idSchema } from './devices.js';

export type DeviceState = (typeof DEVICE_STATES)[number];

interface Stage {
  vi: string;
  en: string;
  /** What may follow. */
  next: readonly DeviceState[];
}
/**
 * A device's life: what each state is called, and what may come after it. `maintenance` and `calibrating` are heard and
 * never alarm; `faulty` neither. `retired` and `replaced` boxes are cut off, and their history stays.
 */
export const LIFE_CYCLE: Readonly<Record<DeviceState, Stage>> = {
  planned: { vi: 'Dự kiến', en: 'Planned', next: ['installed', 'retired'] },
  installed: {
    ...{ vi: 'Đang dùng', en: 'Installed' },
    next: ['maintenance', 'calibrating', 'faulty', 'retired', 'replaced'],
  },
  maintenance: {
    ...{ vi: 'Đang bảo trì', en: 'In maintenance' },
    next: ['installed', 'calibrating', 'faulty', 'retired', 'replaced'],
  },
  calibrating: {
    ...{ vi: 'Đang hiệu chuẩn', en: 'Calibrating' },
    next: ['installed', 'maintenance', 'faulty', 'retired', 'replaced'],
  },
  faulty: {
    ...{ vi: 'Đang hỏng', en: 'Out of order' },
    next: ['installed', 'maintenance', 'calibrating', 'retired', 'replaced'],
  },
  retired: { vi: 'Đã thu hồi', en: 'Retired', next: ['planned', 'installed'] },
  replaced: { vi: 'Đã thay', en: 'Replaced', next: ['planned', 'installed', 'retired'] },
};

/** Not in the field any more: cut off, its name and its site may be another's. */
export const isGone = (state: DeviceState): boolean => state === 'retired' || state === 'replaced';
export const GONE: readonly DeviceState[] = ['retired', 'replaced'];

/** Somebody who repairs a probe must not leave it mute: at most so long, and then it is heard again by itself. */
export const MAINTENANCE_MS = 30 * 24 * 3_600_000;

/** A wish to change a device's state. */
export const stateChangeSchema = z.object({
  state: deviceStateSchema,
  reason: z.string().trim().min(1).max(500).optional(),
  /** Of `maintenance`: when it is in use again by itself, milliseconds. */
  until: z.int().optional(),
  /** Of `replaced`: the device that takes its place. */
  by: idSchema.optional(),
});
export type StateChange = z.infer<typeof stateChangeSchema>;

/** One change in a device's life. */
export const lifeEntrySchema = z.object({
  from: deviceStateSchema.optional(),
  to: deviceStateSchema,
  at: z.int(),
  /** Id of the identity; "hub" for what ended by itself. */
  by: z.string(),
  /** For whoever may read names. */
  byName: z.string().optional(),
  reason: z.string().optional(),
  until: z.int().optional(),
  /** The device that took its place, or whose place it took. */
  other: idSchema.optional(),
});
export type LifeEntry = z.infer<typeof lifeEntrySchema>;
