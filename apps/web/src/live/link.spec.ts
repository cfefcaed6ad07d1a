import { describe, expect, it } from '@jest/globals';
import { type Link, linkState, mustRedial } from './link.js';

const opened: Link = { openedAt: 0, socketUp: false };
const heard = (at: number, more: Partial<Link> = {}): Link => ({ openedAt: 0, socketUp: true, heardAt: at, ...more });

describe('the line to the hub', () => {
  it('is being made at first, and was never there when nothing answers for five seconds', () => {
    expect(linkState(opened, 1000)).toBe('connecting');
    expect(linkState(opened, 4900)).toBe('never');
    expect(linkState(opened, 3_600_000)).toBe('never');
  });
  it('lives through one late heartbeat', () => {
    expect(linkState(heard(10_000), 12_000)).toBe('live');
    expect(linkState(heard(10_000), 14_100)).toBe('live');
  });
  it('is lost within five seconds of the last sign of life, though the socket says that it is up', () => {
    expect(linkState(heard(10_000), 14_900)).toBe('lost');
  });
  it('is lost soon after the socket went down, and not at the first stumble', () => {
    const down = heard(10_000, { socketUp: false, downAt: 10_500 });
    expect(linkState(down, 11_000)).toBe('live');
    expect(linkState(down, 12_100)).toBe('lost');
  });
  it('is covered within five seconds of a hub that dies at any moment between two heartbeats', () => {
    for (let died = 10_000; died < 12_000; died += 100) {
      expect(linkState(heard(10_000), died + 4750)).toBe('lost');
      expect(linkState(heard(10_000, { socketUp: false, downAt: died }), died + 4750)).toBe('lost');
    }
  });
  it('is there again with the next sign of life, however long it was away', () => {
    const away = heard(10_000, { socketUp: false, downAt: 10_000 });
    expect(linkState(away, 20 * 3_600_000)).toBe('lost');
    expect(linkState(heard(20 * 3_600_000), 20 * 3_600_000 + 10)).toBe('live');
  });
  it('dials anew when it is up and silent, and not more often than every ten seconds', () => {
    expect(mustRedial(heard(0), 9000, 0)).toBe(false);
    expect(mustRedial(heard(0), 10_000, 0)).toBe(true);
    expect(mustRedial(heard(0), 12_000, 10_000)).toBe(false);
    expect(mustRedial(heard(0, { socketUp: false }), 60_000, 0)).toBe(false);
  });
});
