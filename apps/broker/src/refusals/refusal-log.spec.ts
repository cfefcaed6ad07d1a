import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Refusal } from '#hub/contracts';
import { LmdbEventLog } from '#hub/event-log';
import { DeviceDirectory } from '#hub/registry';
import { newCounters } from '../metrics/counters.js';
import { device, hashOf } from '../testing/test-broker.js';
import { TestClock } from '../testing/test-clock.js';
import { faultOf } from './client-fault.js';
import { RefusalLog, STRANGERS_PER_FOLD } from './refusal-log.js';
import { RefusedError } from './refused.error.js';

const address = '10.0.0.9';
const clock = new TestClock();
const counters = newCounters();
let dir: string;
let log: LmdbEventLog;
let refusals: RefusalLog;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'refusals-'));
  log = new LmdbEventLog({ dir, clock, reserveBytes: 1 << 20, commitMs: 1 });
  await log.start();
  const directory = new DeviceDirectory();
  directory.replace({
    devices: [{ device: device('air-1'), secretHashes: [hashOf('s')] }],
    gateways: [],
    profiles: [],
  });
  refusals = new RefusalLog(log, directory, clock, counters);
});
afterEach(async () => {
  await refusals.stop();
  await log.stop();
  rmSync(dir, { recursive: true });
});
const kept = (): Refusal[] => [...log.scan('refusals')].map(({ item }) => item);

describe('refusals', () => {
  it('are folded by account and reason: how often, from when to when, and what the last was about', async () => {
    const first = clock.at;
    refusals.note({ account: 'air-1', address, reason: 'topic-denied', detail: 'a' });
    clock.at += 1000;
    refusals.note({ account: 'air-1', address: '10.0.0.10', reason: 'topic-denied', detail: 'b' });
    refusals.note({ account: 'air-1', address, reason: 'wrong-secret' });
    expect(kept()).toEqual([]);
    await refusals.flush();
    expect(kept()).toEqual([
      {
        account: 'air-1',
        address: '10.0.0.10',
        reason: 'topic-denied',
        detail: 'b',
        count: 2,
        first,
        last: clock.at,
      },
      { account: 'air-1', address, reason: 'wrong-secret', count: 1, first: clock.at, last: clock.at },
    ]);
    await refusals.flush();
    expect(kept()).toHaveLength(2);
  });

  it('name so many strangers and no more: whoever invents ids fills no disk', async () => {
    const before = counters.refusals['unknown-account'];
    for (let i = 0; i < 10_000; i++) refusals.note({ account: `invented-${i}`, address, reason: 'unknown-account' });
    refusals.note({ account: 'air-1', address, reason: 'unknown-account' });
    await refusals.flush();
    expect(kept()).toHaveLength(STRANGERS_PER_FOLD + 2);
    expect(kept().find((r) => r.account === '?')).toMatchObject({ count: 10_000 - STRANGERS_PER_FOLD });
    expect(kept().some((r) => r.account === 'air-1')).toBe(true);
    expect(counters.refusals['unknown-account'] - before).toBe(10_001);
  });

  it.each([undefined, '', '?', 'a b', '<b>', 'x'.repeat(64), 'tên', '__proto__/x'])(
    'have no name for %j',
    async (account) => {
      refusals.note({ account, address, reason: 'unknown-account' });
      await refusals.flush();
      expect(kept()).toMatchObject([{ account: '?' }]);
    },
  );

  it('repeat what a sender wrote without its control characters, and not at length', async () => {
    const detail = `a\u0000b\u001b[31m\u202e\ud800${'x'.repeat(500)}`;
    refusals.note({ account: 'air-1', address, reason: 'topic-denied', detail });
    await refusals.flush();
    const [refusal] = kept();
    expect(refusal!.detail).toMatch(/^a·b·\[31m··x+$/);
    expect(refusal!.detail!.length).toBe(200);
  });

  it('wait while the log takes nothing, and go on counting', async () => {
    refusals.note({ account: 'air-1', address, reason: 'log-unavailable' });
    refusals.note({ account: 'stranger', address, reason: 'unknown-account' });
    const first = clock.at;
    await log.stop();
    await refusals.flush();
    clock.at += 60_000;
    refusals.note({ account: 'air-1', address, reason: 'log-unavailable' });
    await refusals.flush();
    await refusals.flush();
    log = new LmdbEventLog({ dir, clock, reserveBytes: 1 << 20, commitMs: 1 });
    await log.start();
    Object.assign(refusals, { log });
    await refusals.stop();
    expect(kept()).toEqual([
      expect.objectContaining({ account: 'air-1', count: 2, first, last: clock.at }),
      expect.objectContaining({ account: 'stranger', count: 1 }),
    ]);
  });
});

describe('what a client did wrong', () => {
  it.each([
    [new RefusedError('topic-denied'), undefined],
    [Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), undefined],
    [Object.assign(new Error('not authorized'), { errorCode: 5 }), undefined],
    [new Error('keep alive timeout'), undefined],
    [new Error('connection closed'), undefined],
    [new Error('connect did not arrive in time'), 'connect-timeout'],
    [new Error('Client queue limit reached'), 'backlog-overflow'],
    [new Error('maxInflightInbound exceeded: 1000'), 'backlog-overflow'],
    [new Error('Invalid protocol'), 'packet-malformed'],
    [new Error('whatever comes next'), 'packet-malformed'],
  ])('%s: %s', (error, reason) => {
    expect(faultOf(error)).toBe(reason);
  });
});
