import { describe, expect, it } from '@jest/globals';
import { heard, type ServerClock, serverNow } from './server-clock.js';

describe("the server's clock", () => {
  const clock: ServerClock = { base: 1_000_000, at: 500 };
  it('goes on without the server', () => {
    expect(serverNow(clock, 3_600_500)).toBe(4_600_000);
  });
  it('does not jump for the time a heartbeat travels', () => {
    expect(heard(clock, 1_001_900, 2500)).toBe(clock);
  });
  it('follows when the server was set right', () => {
    expect(serverNow(heard(clock, 9_000_000, 2500), 3500)).toBe(9_001_000);
  });
});
