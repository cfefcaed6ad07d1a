import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Codec, type Device, type DeviceProfile, type Gateway, deviceProfileSchema } from '#hub/contracts';
import { DeviceDirectory } from '#hub/registry';
import { ROOT } from '#hub/service-kit';
import { z } from 'zod';
import { createHash } from 'node:crypto';

/** The profiles that every hub begins with. */
export const PROFILES: readonly DeviceProfile[] = z
  .object({ profiles: z.array(deviceProfileSchema) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'reference', 'profiles.json'), 'utf8'))).profiles;

/** 1 January 2026: when everything in tests was installed. */
export const INSTALLED = Date.UTC(2026, 0, 1);

export const device = (id: string, profile = 'air-station', more: Partial<Device> = {}): Device => ({
  id,
  commune: '26734',
  profile,
  state: 'installed',
  name: id,
  simulated: false,
  installedAt: INSTALLED,
  ...more,
});
export const gateway = (id: string, codec: Codec, more: Partial<Gateway> = {}): Gateway => ({
  id,
  commune: '26734',
  name: id,
  codec,
  topics: ['#'],
  simulated: false,
  ...more,
});

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** What is registered; the secret of each account is `<id>-secret`. */
export function fill(
  directory: DeviceDirectory,
  devices: readonly Device[],
  gateways: readonly Gateway[] = [],
  profiles = PROFILES,
): void {
  const secretHashes = (id: string) => [hashOf(`${id}-secret`)];
  directory.replace({
    devices: devices.map((d) => ({ device: d, secretHashes: d.gateway ? [] : secretHashes(d.id) })),
    gateways: gateways.map((g) => ({ gateway: g, secretHashes: secretHashes(g.id) })),
    profiles,
  });
}

export function directoryOf(devices: readonly Device[], gateways: readonly Gateway[] = []): DeviceDirectory {
  const directory = new DeviceDirectory();
  fill(directory, devices, gateways);
  return directory;
}
