import type { Device, Incident } from '#hub/contracts';
import type { DeviceDirectory } from '#hub/registry';

export type Siren = Pick<Device, 'id' | 'name'>;

/** Sirens that an incident concerns, one for each hamlet that it is in: of a hamlet's several the first by its id. */
export function sirensOf(directory: DeviceDirectory, { scope, target }: Pick<Incident, 'scope' | 'target'>): Siren[] {
  const hamletOf = (device: Device) => directory.placeOf(device).hamlet ?? device.hamlet;
  const device = directory.device(target);
  const where = scope.kind === 'hamlet' ? scope.id : device && hamletOf(device);
  const found = new Map<string, Siren>();
  for (const one of [...directory.devices()].sort((a, b) => a.id.localeCompare(b.id))) {
    const hamlet = hamletOf(one);
    const isHere = hamlet !== undefined && (scope.kind === 'commune' || hamlet === where);
    if (isHere && !found.has(hamlet) && isSiren(directory, one)) found.set(hamlet, { id: one.id, name: one.name });
  }
  return [...found.values()];
}

/** One that can be heard: a simulated one wakes nobody. */
const isSiren = (directory: DeviceDirectory, { profile, state, simulated }: Device): boolean =>
  directory.profile(profile)?.kind === 'siren' && state === 'installed' && !simulated;
