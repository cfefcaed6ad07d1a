import type { Thing, ThingKind } from '#hub/contracts';
import { useDevices } from '../data/devices.js';
import { nameOf } from './use-all-things.js';

/** What a thing of a kind is called: a camera's view bears the name of its camera. */
export function useThingName(kind: ThingKind): (thing: Thing) => string {
  const devices = useDevices().value?.devices;
  if (kind !== 'camera') return nameOf;
  return (thing) => devices?.find(({ id }) => id === thing.id)?.name ?? thing.id;
}
