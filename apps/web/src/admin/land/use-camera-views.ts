import type { Camera, Device, LonLat } from '#hub/contracts';
import { degreeM } from '#hub/geodesy';
import { useMemo } from 'react';
import { useDevices } from '../data/devices.js';
import type { MapThing } from './map/map-thing.js';
import { useAllThings } from './use-all-things.js';

/** How far a view is drawn, metres: far enough to be seen on the map of a commune. */
const REACH_M = 180;
const STEP_DEGREES = 6;

/** What cameras see, from where they stand. */
export function useCameraViews(asked: boolean): readonly MapThing[] {
  const { things } = useAllThings(asked ? 'camera' : undefined);
  const devices = useDevices().value?.devices;
  return useMemo(() => {
    const byId = new Map(devices?.map((device) => [device.id, device]));
    return things.map((camera) => viewOf(camera, byId.get(camera.id)));
  }, [things, devices]);
}

function viewOf({ id, bearing, fieldOfView }: Camera, device: Device | undefined): MapThing {
  const name = device?.name ?? id;
  if (device?.lat === undefined || device.lon === undefined) return { id, name };
  const at: LonLat = [device.lon, device.lat];
  const metres = degreeM(at[1]);
  const steps = Math.max(1, Math.ceil(fieldOfView / STEP_DEGREES));
  const arc = Array.from({ length: steps + 1 }, (_, i): LonLat => {
    const angle = ((bearing - fieldOfView / 2 + (fieldOfView * i) / steps) * Math.PI) / 180;
    return [at[0] + (Math.sin(angle) * REACH_M) / metres.lon, at[1] + (Math.cos(angle) * REACH_M) / metres.lat];
  });
  return { id, name, area: { type: 'Polygon', coordinates: [[at, ...arc, at]] } };
}
