import { describe, expect, it } from '@jest/globals';
import { Attempts } from './attempts.js';

/** Settings in memory: what the registry does with them is tested there. */
function attempts(kept = new Map<string, unknown>()): Attempts {
  return new Attempts({
    settings: {
      get: (key: string) => Promise.resolve(kept.get(key)),
      put: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    },
  } as never);
}
const MINUTE = 60_000;
const owner = { login: 'lan', address: '10.0.0.5' };

describe('guessing', () => {
  it('from one address is slowed to one a minute', async () => {
    const door = attempts();
    let tried = 0;
    for (let second = 0; second < 3600; second++)
      if ((await door.take({ login: 'lan', address: '10.6.6.6' }, second * 1000)) === 0) tried++;
    expect(tried).toBeLessThanOrEqual(5 + 60);
  });

  it('from any number of addresses is slowed to a few thousand a day, and no wait is longer than a minute', async () => {
    const door = attempts();
    let tried = 0;
    let longest = 0;
    for (let i = 0; i < 40_000; i++) {
      const waitMs = await door.take({ login: 'lan', address: `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}` }, i * 2160);
      if (waitMs === 0) tried++;
      longest = Math.max(longest, waitMs);
    }
    expect(tried).toBeLessThan(4500);
    expect(longest).toBeLessThanOrEqual(MINUTE);
  });

  it('keeps out nobody whose browser was here before', async () => {
    const door = attempts();
    const device = await door.deviceOf('lan');
    for (let i = 0; i < 1000; i++) await door.take({ login: 'lan', address: `10.6.${i >> 8}.${i & 255}` }, 0);
    expect(await door.take({ login: 'lan', address: '10.9.9.9' }, 0)).toBeGreaterThan(0);
    expect(await door.take({ ...owner, device }, 0)).toBe(0);
  });

  it('is not helped by the cookie of another name, or one that was made up', async () => {
    const door = attempts();
    const theirs = await door.deviceOf('minh');
    for (let i = 0; i < 5; i++) await door.take(owner, 0);
    for (const device of [theirs, 'a.b', '', `${'A'.repeat(16)}.${'B'.repeat(43)}`])
      expect(await door.take({ ...owner, device }, 0)).toBeGreaterThan(0);
  });

  it('is not held against whoever then has it right', async () => {
    const door = attempts();
    for (let i = 0; i < 5; i++) expect(await door.take(owner, 0)).toBe(0);
    await door.succeeded(owner);
    for (let i = 0; i < 5; i++) expect(await door.take(owner, 0)).toBe(0);
  });

  it('counts a network of IPv6 as one', async () => {
    const door = attempts();
    for (let i = 0; i < 5; i++) await door.take({ login: 'lan', address: `2001:db8:1:2::${i}` }, 0);
    expect(await door.take({ login: 'lan', address: '2001:db8:1:2:ffff::1' }, 0)).toBeGreaterThan(0);
    expect(await door.take({ login: 'lan', address: '2001:db8:1:3::1' }, 0)).toBe(0);
  });
});

it('a browser that was here before is known after a restart', async () => {
  const kept = new Map<string, unknown>();
  const device = await attempts(kept).deviceOf('lan');
  const door = attempts(kept);
  for (let i = 0; i < 5; i++) await door.take(owner, 0);
  expect(await door.take({ ...owner, device }, 0)).toBe(0);
});
