import { describe, expect, it } from '@jest/globals';
import { type Device, type DeviceState, isGone, LIFE_CYCLE, type Permission } from '#hub/contracts';
import { heirsOf, nextStates } from './next-states.js';

const everything = () => true;
const only =
  (...permissions: Permission[]) =>
  (one: Permission) =>
    permissions.includes(one);

describe('what may be made of a device', () => {
  it.each(Object.keys(LIFE_CYCLE) as DeviceState[])('%s: what the hub takes from an administrator', (state) => {
    const next = nextStates({ state }, everything);
    expect(next.filter((to) => to !== state)).toEqual(LIFE_CYCLE[state].next);
    expect(next.includes(state)).toBe(state === 'maintenance');
  });
  it('an operator sends it to be repaired, an installer also puts another in its place; neither takes it out of use', () => {
    expect(nextStates({ state: 'installed' }, only('devices.maintain'))).toEqual([
      'maintenance',
      'calibrating',
      'faulty',
    ]);
    const installer = only('devices.maintain', 'devices.install');
    expect(nextStates({ state: 'faulty' }, installer)).toEqual(['installed', 'maintenance', 'calibrating', 'replaced']);
    expect(nextStates({ state: 'retired' }, installer)).toEqual([]);
    expect(nextStates({ state: 'replaced' }, installer)).toEqual([]);
  });
});

it('a box of the same kind comes first among those that may take a place, the newest before', () => {
  const of = (id: string, profile: string, installedAt: number, state: DeviceState = 'installed') =>
    ({ id, profile, installedAt, state }) as Device;
  const all = [of('a', 'x', 1), of('b', 'y', 9), of('c', 'x', 5), of('d', 'x', 7, 'retired')];
  expect(heirsOf(all[0]!, all).map(({ id }) => id)).toEqual(['c', 'b']);
  expect(all.filter(({ state }) => isGone(state))).toHaveLength(1);
});
