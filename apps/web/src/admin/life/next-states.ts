import { type Device, type DeviceState, isGone, LIFE_CYCLE, type Permission } from '#hub/contracts';

/** What somebody may make of a device now: maintenance may also be made longer. */
export function nextStates({ state }: Pick<Device, 'state'>, may: (permission: Permission) => boolean): DeviceState[] {
  const next = [...LIFE_CYCLE[state].next];
  if (state === 'maintenance') next.splice(1, 0, state);
  return next.filter((to) => {
    if (to === 'replaced' && !isGone(state)) return may('devices.install');
    return may(isGone(to) || isGone(state) || to === 'planned' ? 'devices.write' : 'devices.maintain');
  });
}

/** Those that may take its place: of its own profile first, the newest first. */
export const heirsOf = (device: Device, devices: readonly Device[]): Device[] =>
  devices
    .filter(({ id, state }) => id !== device.id && !isGone(state))
    .sort(
      (a, b) =>
        Number(b.profile === device.profile) - Number(a.profile === device.profile) || b.installedAt - a.installedAt,
    );
