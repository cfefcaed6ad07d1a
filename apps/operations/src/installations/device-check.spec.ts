import { describe, expect, it } from '@jest/globals';
import type { DeviceProfile, Presence, Refusal } from '#hub/contracts';
import { type CheckFacts, checkOf } from './device-check.js';

const T0 = Date.UTC(2026, 5, 2, 2);
const profile: DeviceProfile = {
  ...{ id: 'pond', kind: 'water', vi: 'Ao', en: 'Pond', intervalMs: 60_000, uploadIntervalMs: 600_000 },
  metrics: { ph: { range: [2, 12] }, rssi: {} },
};
const refusal = (over: Partial<Refusal>): Refusal => ({
  ...{ account: 'a', address: '10.0.0.9', reason: 'wrong-secret', count: 1, first: T0, last: T0 + 1000, ...over },
});
const check = (facts: Partial<CheckFacts>) =>
  checkOf({
    ...{ profile, label: undefined, since: T0, latest: {}, presence: undefined, refusals: [] },
    ...facts,
  });
const at = (value: number, received: number, more = {}) => ({ value, ts: received, received, ...more });

describe('a box that was just put up', () => {
  it('waits, and a slow one is known to be slow', () => {
    expect(check({})).toEqual({
      ...{ state: 'waiting', expectedEveryMs: 600_000, values: [], expected: ['ph'], missing: ['ph'] },
    });
  });
  it('is heard: values, whether they can be, and how strong its signal is', () => {
    const latest = { ph: at(7.1, T0 + 5000), rssi: at(-70, T0 + 9000), temperature: at(99, T0 + 9000) };
    expect(check({ latest })).toEqual({
      ...{ state: 'heard', expectedEveryMs: 600_000, firstAt: T0 + 5000, lastAt: T0 + 9000 },
      expected: ['ph'],
      signal: { metric: 'rssi', value: -70, ts: T0 + 9000 },
      values: [
        { metric: 'ph', value: 7.1, ts: T0 + 5000, inRange: true },
        { metric: 'rssi', value: -70, ts: T0 + 9000, inRange: true },
        { metric: 'temperature', value: 99, ts: T0 + 9000, inRange: false },
      ],
    });
  });
  it('is not praised for what nobody put it up for, and what has not come is named', () => {
    const metrics = { ph: {}, do: {}, ec: {}, battery: {} };
    const pond = { ...profile, metrics };
    const beside = { temperature: at(31, T0 + 9000), battery: at(90, T0 + 9000), rssi: at(-70, T0 + 9000) };
    expect(check({ profile: pond, latest: beside })).toMatchObject({
      ...{ state: 'off-profile', lastAt: T0 + 9000, expected: ['ph', 'do', 'ec'], missing: ['ph', 'do', 'ec'] },
    });
    expect(check({ profile: pond, latest: { ...beside, do: at(5, T0 + 9000) } })).toMatchObject({
      ...{ state: 'heard', missing: ['ph', 'ec'] },
    });
  });
  it('whose profile measures nothing but the box is heard by that, one whose profile says nothing by anything', () => {
    const latest = { battery: at(90, T0 + 9000) };
    const siren = { ...profile, metrics: { battery: {}, rssi: {} } };
    expect(check({ profile: siren, latest })).toMatchObject({ state: 'heard', missing: ['rssi'] });
    expect(check({ profile: { ...profile, metrics: {} }, latest })).not.toHaveProperty('expected');
    expect(check({ profile: undefined, latest }).state).toBe('heard');
  });
  it('was heard first when its link came, as long as that holds', () => {
    const presence: Presence = { device: 'a', link: 'online', since: T0 + 1000, silentMetrics: [] };
    const latest = { ph: at(12.5, T0 + 90_000, { quality: 'suspect' }) };
    expect(check({ latest, presence })).toMatchObject({
      ...{ firstAt: T0 + 1000, lastAt: T0 + 90_000 },
      values: [{ metric: 'ph', quality: 'suspect', inRange: false }],
    });
  });
  it('is not the box that was there before', () => {
    expect(check({ latest: { ph: at(7, T0 - 1) } }).state).toBe('waiting');
    expect(check({ refusals: [refusal({ last: T0 - 1 })] }).state).toBe('waiting');
  });
  it('is refused, in the broker’s words, until it is heard again', () => {
    const refusals = [refusal({ reason: 'rate-slowed', last: T0 + 9000 }), refusal({ last: T0 + 4000 })];
    expect(check({ refusals })).toMatchObject({
      state: 'refused',
      refusal: { reason: 'wrong-secret', words: 'Sai mật khẩu', last: T0 + 4000 },
    });
    expect(check({ refusals, latest: { ph: at(7, T0 + 5000) } }).state).toBe('heard');
  });
});
