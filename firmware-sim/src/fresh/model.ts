import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceProfile, Metric } from '#hub/contracts';
import { type HubApi, HubRefusedError, HubUnreachableError } from '../hub/hub-api.js';
import { ROOT } from '../root.js';
import type { Model } from './reading.js';

/** What a box of this profile measures: as the hub says, or as the release does where the hub cannot be asked. */
export async function modelOf(api: HubApi, profile: string): Promise<Model> {
  const known = (await profilesOf(api)).find(({ id }) => id === profile);
  return { profile, metrics: Object.keys(known?.metrics ?? {}) as Metric[] };
}

async function profilesOf(api: HubApi): Promise<Pick<DeviceProfile, 'id' | 'metrics'>[]> {
  try {
    return await api.profiles();
  } catch (error) {
    if (!(error instanceof HubRefusedError || error instanceof HubUnreachableError)) throw error;
    return released();
  }
}

/** The profiles of this release. */
export const released = (): DeviceProfile[] =>
  (JSON.parse(readFileSync(join(ROOT, 'reference', 'profiles.json'), 'utf8')) as { profiles: DeviceProfile[] })
    .profiles;
