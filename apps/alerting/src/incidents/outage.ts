import { type Engine, signsOf } from '#hub/alert-engine';
import type { Device } from '#hub/contracts';
import type { DeviceDirectory } from '#hub/registry';
import { hamletOf, type Scope } from './record.js';
import type { IncidentSettings } from './settings.js';

export interface Outage {
  scope: Scope;
  /** When the last of them spoke before it. */
  since: number;
  /** Devices that fell silent together. */
  members: ReadonlySet<string>;
  /** Hamlets, and gateways of what stands in none, that it is about. */
  places: number;
}

/**
 * Scopes with one thing that all devices in them need, the narrower first: the gateway they speak through, the power of
 * their hamlet, the power or the network of the commune.
 */
export function scopesOf(device: Device, directory: DeviceDirectory): Scope[] {
  const hamlet = hamletOf(device, directory);
  return [
    ...(device.gateway === undefined ? [] : [{ kind: 'gateway', id: device.gateway } as const]),
    ...(hamlet === undefined ? [] : [{ kind: 'hamlet', id: hamlet } as const]),
    { kind: 'commune', id: device.commune },
  ];
}

/**
 * Whether this device is silent because of what many need: then the scope that explains most. What is registered but was
 * never heard, is under repair or was silent long before proves nothing; what spoke afterwards proves the contrary.
 */
export function outageAround(
  device: Device,
  {
    directory,
    engine,
    now,
    settings,
  }: {
    directory: DeviceDirectory;
    engine: Engine;
    now: number;
    settings: IncidentSettings;
  },
): Outage | undefined {
  const { gatherMs, outage } = settings;
  let widest: Outage | undefined;
  for (const scope of scopesOf(device, directory)) {
    const devices = [...directory.devices()].filter((other) => isIn(other, scope, device.commune, directory));
    // where one hamlet goes out after the other it is one cause if they do so within the gathering time
    const found = together(devices, engine, now, scope.kind === 'commune' ? gatherMs : 0);
    if (!found?.members.has(device.id)) continue;
    const { since, members, spoke } = found;
    if (!isMost(members.size, spoke.size, outage)) continue;
    const places = placesOf(devices, found, directory, outage);
    if (scope.kind === 'commune' && !isMost(places.out, places.there, { ...outage, least: LEAST_PLACES })) continue;
    if (members.size > (widest?.members.size ?? 0)) widest = { scope, since, members, places: places.out };
  }
  return widest;
}

/** What one hamlet can do alone is not the commune's. */
const LEAST_PLACES = 2;
const isMost = (out: number, there: number, { least, share }: Pick<IncidentSettings['outage'], 'least' | 'share'>) =>
  out >= least && out >= share * (out + there);

const isIn = (device: Device, { kind, id }: Scope, commune: string, directory: DeviceDirectory): boolean =>
  device.commune === commune &&
  (kind === 'commune' || (kind === 'gateway' ? device.gateway : hamletOf(device, directory)) === id);

interface Together {
  since: number;
  members: Set<string>;
  /** Those that spoke since. */
  spoke: Set<string>;
}

/** Hamlets, and gateways of what stands in none: how many are out as wholes, and how many are not. */
function placesOf(
  devices: readonly Device[],
  { members, spoke }: Together,
  directory: DeviceDirectory,
  { share }: Pick<IncidentSettings['outage'], 'share'>,
): { out: number; there: number } {
  const places = new Map<string, { out: number; there: number }>();
  for (const device of devices) {
    const place = hamletOf(device, directory) ?? device.gateway;
    if (place === undefined) continue;
    const known = places.get(place) ?? { out: 0, there: 0 };
    if (members.has(device.id)) known.out++;
    else if (spoke.has(device.id)) known.there++;
    places.set(place, known);
  }
  const known = [...places.values()].filter(({ out, there }) => out + there > 0);
  const out = known.filter((place) => isMost(place.out, place.there, { least: 1, share })).length;
  return { out, there: known.length - out };
}

/** The moment at which most were lost, those that may have been lost then, and those that spoke since. */
function together(devices: readonly Device[], engine: Engine, now: number, slackMs: number): Together | undefined {
  const signs = devices.flatMap(({ id }) => {
    const its = signsOf(engine, id, now);
    return its ? [{ id, ...its }] : [];
  });
  const missing = signs.filter((s) => s.missing);
  let best: Together | undefined;
  for (const moment of new Set(missing.map(({ from }) => from))) {
    const members = missing.filter(({ from, to }) => from <= moment && moment <= to + slackMs);
    if (members.length <= (best?.members.size ?? 0)) continue;
    const spoke = signs.filter(({ from }) => from > moment);
    best = { since: moment, members: idsOf(members), spoke: idsOf(spoke) };
  }
  return best;
}

const idsOf = (signs: readonly { id: string }[]): Set<string> => new Set(signs.map(({ id }) => id));
