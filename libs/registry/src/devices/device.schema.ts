import { deviceSchema } from '#hub/contracts';
import { z } from 'zod';
import { inWords } from '../input/in-words.js';

// until when it is in maintenance is said with the change of its state
const { id, profile, version, maintenanceUntil: _, ...rest } = deviceSchema.shape;
const optional = z.object(rest).partial().shape;

/** A device as it is registered. What is left out gets its default: see `DevicesRepository.add`. */
export const newDeviceSchema = inWords(z.strictObject({ id, profile, ...optional }));
export type NewDevice = z.input<typeof newDeviceSchema>;

/** What is to change; null takes away what need not be there. */
export const devicePatchSchema = inWords(
  z.strictObject({
    ...optional,
    id: z.never('mã không đổi được').optional(),
    /** The version that was looked at: the change is refused when there is a newer one. */
    version,
    profile: profile.optional(),
    hamlet: rest.hamlet.nullable(),
    place: rest.place.nullable(),
    lat: rest.lat.nullable(),
    lon: rest.lon.nullable(),
    site: rest.site.nullable(),
    block: rest.block.nullable(),
    plot: rest.plot.nullable(),
    windHeightM: rest.windHeightM.nullable(),
    cameraGroup: rest.cameraGroup.nullable(),
    gateway: rest.gateway.nullable(),
    address: rest.address.nullable(),
  }),
);
export type DevicePatch = z.input<typeof devicePatchSchema>;
