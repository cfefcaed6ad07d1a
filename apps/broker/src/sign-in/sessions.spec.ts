import { describe, expect, it } from '@jest/globals';
import type { Session } from './session.js';
import { Sessions } from './sessions.js';

const session = (id: string, key = id) => ({ id, key }) as Session;
const SECOND = 1000;
const T0 = 1_700_000_000_000;

describe('who is signed in', () => {
  it('is found by key and by account, until it leaves', () => {
    const sessions = new Sessions();
    const [device, one, other] = [session('air-1'), session('boards', 'boards/1'), session('boards', 'boards/2')];
    for (const each of [device, one, other]) sessions.set(each);
    expect(sessions.size).toBe(3);
    expect([sessions.get('air-1'), sessions.get('boards/2'), sessions.get('boards')]).toEqual([
      device,
      other,
      undefined,
    ]);
    expect([...sessions.of('boards')]).toEqual([one, other]);
    expect(sessions.remove(one)).toBe(true);
    expect(sessions.remove(one)).toBe(false);
    expect([...sessions.of('boards')]).toEqual([other]);
    expect(sessions.remove(other)).toBe(true);
    expect([...sessions.of('boards'), ...sessions.of('air-1')]).toEqual([device]);
  });

  it('is whoever came last with a key: the one before leaves nothing behind', () => {
    const sessions = new Sessions();
    const [old, young] = [session('boards', 'boards/1'), session('boards', 'boards/1')];
    sessions.set(old);
    sessions.set(young);
    expect(sessions.remove(old)).toBe(false);
    expect([...sessions.of('boards')]).toEqual([young]);
    expect(sessions.size).toBe(1);
  });
});

describe('takeovers of a session', () => {
  it('are free five times, then one every ten seconds', () => {
    const sessions = new Sessions();
    const asked = Array.from({ length: 7 }, () => sessions.mayTakeOver('air-1', T0));
    expect(asked).toEqual([true, true, true, true, true, false, false]);
    expect(sessions.mayTakeOver('air-1', T0 + 9 * SECOND)).toBe(false);
    expect(sessions.mayTakeOver('air-1', T0 + 10 * SECOND)).toBe(true);
    expect(sessions.mayTakeOver('air-1', T0 + 11 * SECOND)).toBe(false);
    // and after a rest five times again
    const rested = T0 + 120 * SECOND;
    expect(Array.from({ length: 6 }, () => sessions.mayTakeOver('air-1', rested)).filter(Boolean)).toHaveLength(5);
  });

  it('count for each account alone', () => {
    const sessions = new Sessions();
    for (let i = 0; i < 6; i++) sessions.mayTakeOver('air-1', T0);
    expect(sessions.mayTakeOver('air-2', T0)).toBe(true);
  });

  it('are not held against an account for ever when the clock is set back by years', () => {
    const sessions = new Sessions();
    for (let i = 0; i < 6; i++) sessions.mayTakeOver('air-1', T0);
    expect(sessions.mayTakeOver('air-1', T0 - 3 * 365 * 86_400 * SECOND)).toBe(true);
  });

  it('of long ago take no memory and no effect', () => {
    const sessions = new Sessions();
    for (let i = 0; i < 5; i++) sessions.mayTakeOver('air-1', T0);
    sessions.tidy(T0 + 10 * SECOND);
    // four are still to be paid for
    expect(sessions.mayTakeOver('air-1', T0 + 10 * SECOND)).toBe(true);
    expect(sessions.mayTakeOver('air-1', T0 + 10 * SECOND)).toBe(false);
    sessions.tidy(T0 + 3600 * SECOND);
    expect(
      Array.from({ length: 6 }, () => sessions.mayTakeOver('air-1', T0 + 3600 * SECOND)).filter(Boolean),
    ).toHaveLength(5);
  });
});
