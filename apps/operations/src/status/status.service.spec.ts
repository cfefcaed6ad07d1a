import { expect, it } from '@jest/globals';
import { GROUP } from '#hub/contracts';
import { ConsumerProblems, type EventLog } from '#hub/event-log';
import { DeviceDirectory } from '#hub/registry';
import { DeadLetterIndex } from '../dead-letters/dead-letter-index.js';
import { Heartbeat } from './heartbeat.js';
import { StatusService } from './status.service.js';

it('a store that is away is told of to everybody who is signed in, and what the machine said of it to nobody', () => {
  const problems = new ConsumerProblems();
  const log = { status: () => ({ streams: {}, writable: true }) } as unknown as EventLog;
  const parts = { letters: new DeadLetterIndex(), heartbeat: new Heartbeat() };
  const status = new StatusService(log, new DeviceDirectory(), { now: () => 0 }, problems, parts);
  expect(status.now().storeError).toBeUndefined();
  problems.note(GROUP.store, 'connect ECONNREFUSED 10.0.0.2:8086', 0);
  expect(status.now().storeError).toBe('unavailable');
});
