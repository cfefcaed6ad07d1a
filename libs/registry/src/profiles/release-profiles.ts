import { type DeviceProfile, deviceProfileSchema } from '#hub/contracts';
import { readReference } from '#hub/service-kit';
import { z } from 'zod';

const releaseSchema = z.object({ profiles: z.array(deviceProfileSchema) });

/** Device profiles that a release brings; of this one, where none is given. @throws ZodError where they are none */
export const releaseProfiles = (release: unknown = readReference('profiles.json')): DeviceProfile[] =>
  releaseSchema.parse(release).profiles;
