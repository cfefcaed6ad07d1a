import type { Device, DeviceProfile, Gateway } from '#hub/contracts';
import { type Answer, useAsk } from './ask.js';

const EVERY_MS = 30_000;

export const DEVICES = '/api/devices';
export const PROFILES = '/api/profiles';
export const GATEWAYS = '/api/gateways';

export const useDevices = (asked = true): Answer<{ devices: Device[] }> =>
  useAsk(asked ? DEVICES : undefined, EVERY_MS);
export const useDevice = (id: string): Answer<Device> => useAsk(`${DEVICES}/${encodeURIComponent(id)}`, EVERY_MS);
export const useProfiles = (): Answer<{ profiles: DeviceProfile[] }> => useAsk(PROFILES);
export const useGateways = (asked = true): Answer<{ gateways: Gateway[] }> => useAsk(asked ? GATEWAYS : undefined);
