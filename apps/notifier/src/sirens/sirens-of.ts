import type { Device, Incident } from '#hub/contracts';
import type { DeviceDirectory } from '#hub/registry';

export type Siren = Pick<Device, 'id' | 'name'>;

/**
 * Sirens that an incident concerns, one for each hamlet that it is in: of a hamlet's several the first by its id. A drill is
 * in none: one siren of the commune is enough to prove the way.
 */
export function sirensOf(
  directory: DeviceDirectory,
  { scope, target, drill = false }: Pick<Incident, 'scope' | 'target' | 'drill'>,
): Siren[] {
  const hamletOf = (device: Device) => directory.placeOf(device).hamlet ?? device.hamlet;
  const device = directory.device(target);
  const where = scope.kind === 'hamlet' ? scope.id : device && hamletOf(device);
  const found = new Map<string, Siren>();
  for (const one of [...directory.devices()].sort((a, b) => a.id.localeCompare(b.id))) {
    const hamlet = hamletOf(one);
    const isHere = hamlet !== undefined && (drill || scope.kind === 'commune' || hamlet === where);
    if (isHere && !found.has(hamlet) && isSiren(directory, one)) found.set(hamlet, { id: one.id, name: one.name });
  }
  return [...found.values()].slice(0, drill ? 1 : undefined);
}

/** One that can be heard: a simulated one wakes nobody. */
const isSiren = (directory: DeviceDirectory, { profile, state, simulated }: Device): boolean =>
  directory.profile(profile)?.kind === 'siren' && state === 'installed' && !simulated;
