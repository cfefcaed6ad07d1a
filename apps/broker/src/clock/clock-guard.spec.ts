import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Tick } from '#hub/contracts';
import { LmdbEventLog } from '#hub/event-log';
import { eventually } from '#hub/testkit';
import { TestClock } from '../testing/test-clock.js';
import { ClockGuard, TOLERANCE_MS } from './clock-guard.js';
import { TickProducer } from './tick.producer.js';
import type { TimeService } from './time-service.js';

// real servers on a machine that has other work, too
jest.setTimeout(60_000);

const HOUR = 3_600_000;
let clock: TestClock;
let dir: string;
let log: LmdbEventLog;
let guard: ClockGuard;
let service: TimeService;
let asked: number;
const ask = () => {
  asked++;
  return Promise.resolve(service);
};
const openLog = async () => {
  log = new LmdbEventLog({ dir, clock, reserveBytes: 1 << 20, commitMs: 1 });
  await log.start();
};
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'clock-'));
  clock = new TestClock();
  service = 'absent';
  asked = 0;
  await openLog();
  guard = new ClockGuard(log, clock, ask);
});
afterEach(async () => {
  guard.stop();
  await log.stop();
  rmSync(dir, { recursive: true });
});
const tickAt = (received: number) => log.append('telemetry', [{ type: 'tick', received, clock: 'ok' }]);
const started = async () => {
  guard.start();
  await eventually(
    'the time service asked',
    () => asked,
    (n) => n > 0,
  );
  await Promise.resolve();
};

describe('the clock', () => {
  it.each([
    ['synchronised', 'ok'],
    ['absent', 'ok'],
    ['unsynchronised', 'unsynchronised'],
  ] as const)('of a machine whose time service is %s is %s', async (is, state) => {
    service = is;
    await started();
    expect(guard.state()).toBe(state);
  });

  it('is behind while it is earlier than the newest record of the log, and right again after it', async () => {
    await tickAt(clock.at);
    await tickAt(clock.at + HOUR);
    await log.stop();
    await openLog();
    guard = new ClockGuard(log, clock, ask);
    service = 'unsynchronised';
    await started();
    expect(guard.state()).toBe('behind');
    clock.at += HOUR - TOLERANCE_MS - 1;
    expect(guard.state()).toBe('behind');
    clock.at += 1;
    expect(guard.state()).toBe('unsynchronised');
  });

  it('is right although a record is newer, when its time service says so: the record came from a wrong clock', async () => {
    await tickAt(clock.at + 3 * 24 * HOUR);
    service = 'synchronised';
    await started();
    expect(guard.state()).toBe('ok');
  });

  it('is behind when it is set back while the hub runs, by more than a time service does', async () => {
    await started();
    expect(guard.state()).toBe('ok');
    clock.at -= TOLERANCE_MS;
    expect(guard.state()).toBe('ok');
    clock.at -= 1;
    expect(guard.state()).toBe('behind');
    clock.at += HOUR;
    expect(guard.state()).toBe('ok');
  });

  it('is right when somebody vouches for it, until the next start', async () => {
    service = 'unsynchronised';
    await started();
    guard.confirm('Lan');
    expect(guard.state()).toBe('ok');
    expect(guard.confirmedBy).toBe('Lan');
    clock.at -= HOUR;
    expect(guard.state()).toBe('ok');
    const next = new ClockGuard(log, clock, ask);
    next.start();
    await Promise.resolve();
    expect(next.state()).toBe('unsynchronised');
    next.stop();
  });

  it('is not waited for: a time service that takes long to answer holds nothing up', () => {
    guard = new ClockGuard(log, clock, () => new Promise(() => undefined));
    guard.start();
    expect(guard.state()).toBe('ok');
  });
});

describe('ticks', () => {
  const ticks = (): Tick[] => [...log.scan('telemetry')].flatMap(({ item }) => (item.type === 'tick' ? [item] : []));

  it('stand in the log once a second, with what can be said of the clock', async () => {
    await started();
    const producer = new TickProducer(log, clock, guard);
    producer.start();
    expect(ticks()).toEqual([{ type: 'tick', received: clock.at, clock: 'ok' }]);
    clock.at -= HOUR;
    await eventually(
      'three ticks',
      () => ticks().length,
      (n) => n >= 3,
      20_000,
    );
    producer.stop();
    expect(ticks().slice(1)).toEqual(
      ticks()
        .slice(1)
        .map(() => ({ type: 'tick', received: clock.at, clock: 'behind' })),
    );
    const n = ticks().length;
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(ticks()).toHaveLength(n);
  });

  it('that cannot be kept are a gap and no error, and do not pile up', async () => {
    await started();
    const producer = new TickProducer(log, clock, guard);
    await log.stop();
    for (let i = 0; i < 10; i++) producer.tick();
    await openLog();
    const again = new TickProducer(log, clock, guard);
    again.tick();
    expect(ticks()).toHaveLength(1);
  });
});
