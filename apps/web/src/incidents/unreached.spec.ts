import { expect, it } from '@jest/globals';
import type { Escalation, Notice } from '#hub/contracts';
import { NOON } from '../testing.js';
import { unreached } from './unreached.js';

const call = (state: Notice['state'], reason?: string): Notice => ({
  ...{ id: `${state} ${reason}`, kind: 'page', channel: 'push', state, queuedAt: NOON, updatedAt: NOON },
  ...(reason && { reason }),
});
const LATER = NOON + 30_000;
const goesOn: Escalation = { incident: 'i', policy: 'p', step: 0, nextAt: NOON, at: NOON };
const NO_PHONE = 'chưa bật thông báo trên máy nào';

it('says why nobody was reached, by the reason that most have', () => {
  const off = call('skipped', 'kênh chưa được cài đặt');
  expect(unreached({ notices: [off, call('skipped', NO_PHONE), call('skipped', NO_PHONE)] }, LATER)).toBe(NO_PHONE);
  expect(unreached({ notices: [call('failed', NO_PHONE)] }, LATER)).toBe(NO_PHONE);
  expect(unreached({ notices: [], escalation: goesOn }, LATER)).toBe('');
});

it('says what the first step found, however many ways the later ones tried', () => {
  const off = (step: number): Notice => ({ ...call('skipped', 'kênh chưa được cài đặt'), step });
  const steps = [off(1), off(1), off(2), { ...call('skipped', NO_PHONE), step: 0 }];
  expect(unreached({ notices: steps }, LATER)).toBe(NO_PHONE);
  // nobody has the watch: the first step called nobody
  expect(unreached({ notices: [off(1)] }, LATER)).toBe('kênh chưa được cài đặt');
});

it('is calm while one call is on its way, nothing was tried yet, or what tells of it is simulated', () => {
  expect(unreached({ notices: [call('skipped', NO_PHONE), call('queued')] }, LATER)).toBeUndefined();
  expect(unreached({ notices: [{ ...call('skipped', NO_PHONE), kind: 'public' }] }, LATER)).toBeUndefined();
  expect(unreached({ notices: [], escalation: { ...goesOn, stopped: 'record-only' } }, LATER)).toBeUndefined();
  expect(unreached({ notices: [call('skipped', 'mô phỏng')], escalation: goesOn }, LATER)).toBeUndefined();
  expect(unreached(undefined, LATER)).toBeUndefined();
});

it('says nothing before the calls are all known', () => {
  expect(unreached({ notices: [], escalation: goesOn }, NOON + 10_000)).toBeUndefined();
  expect(unreached({ notices: [call('skipped', NO_PHONE)], escalation: goesOn }, NOON + 2000)).toBeUndefined();
});
