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
}

/** Scopes with one thing that all devices in them need: the gateway they speak through, the power of their hamlet. */
export function scopesOf(device: Device, directory: DeviceDirectory): Scope[] {
  const hamlet = hamletOf(device, directory);
  return [
    ...(device.gateway === undefined ? [] : [{ kind: 'gateway', id: device.gateway } as const]),
    ...(hamlet === undefined ? [] : [{ kind: 'hamlet', id: hamlet } as const]),
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
    settings: IncidentSettings['outage'];
  },
): Outage | undefined {
  let widest: Outage | undefined;
  for (const scope of scopesOf(device, directory)) {
    const devices = [...directory.devices()].filter(
      (other) =>
        other.commune === device.commune &&
        (scope.kind === 'gateway' ? other.gateway : hamletOf(other, directory)) === scope.id,
    );
    const found = together(devices, engine, now);
    if (!found?.members.has(device.id)) continue;
    const { since, members, spoke } = found;
    if (members.size < settings.least || members.size < settings.share * (members.size + spoke)) continue;
    if (members.size > (widest?.members.size ?? 0)) widest = { scope, since, members };
  }
  return widest;
}

/** The moment at which most were lost, those that may have been lost then, and how many spoke since. */
function together(devices: readonly Device[], engine: Engine, now: number) {
  const signs = devices.flatMap(({ id }) => {
    const its = signsOf(engine, id, now);
    return its ? [{ id, ...its }] : [];
  });
  const missing = signs.filter((s) => s.missing);
  let best: { since: number; members: Set<string>; spoke: number } | undefined;
  for (const { from: moment } of missing) {
    const members = missing.filter(({ from, to }) => from <= moment && moment <= to);
    if (members.length <= (best?.members.size ?? 0)) continue;
    const spoke = signs.filter(({ from }) => from > moment).length;
    best = { since: moment, members: new Set(members.map(({ id }) => id)), spoke };
  }
  return best;
}
