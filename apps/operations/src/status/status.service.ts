import { type ClockState, GROUP, type HubStatus, isDrillSensor, isGone, STREAM } from '#hub/contracts';
import type { ConsumerProblems, EventLog } from '#hub/event-log';
import type { DeviceDirectory } from '#hub/registry';
import type { Clock } from '#hub/service-kit';
import type { DeadLetterIndex } from '../dead-letters/dead-letter-index.js';
import type { Heartbeat } from './heartbeat.js';

/** What people must know of the hub itself, put together whenever it is asked for. */
export class StatusService {
  constructor(
    private readonly log: EventLog,
    private readonly directory: DeviceDirectory,
    private readonly clock: Clock,
    private readonly problems: ConsumerProblems,
    private readonly parts: { letters: DeadLetterIndex; heartbeat: Heartbeat; newBoxesShut?: boolean },
  ) {}

  now(): HubStatus {
    const { letters, heartbeat, newBoxesShut } = this.parts;
    const { streams, writable } = this.log.status();
    const store = this.problems.of(GROUP.store);
    const outage = heartbeat.outage();
    return {
      now: this.clock.now(),
      clock: heartbeat.clock satisfies ClockState,
      storeBehindMs: streams[STREAM.readings]?.groups[GROUP.store]?.behindMs ?? 0,
      ...(store && { storeError: 'unavailable' }),
      logWritable: writable,
      deadLetters: letters.count('undecodable') + letters.count('refused') + letters.count('failed'),
      unrecognised: letters.count('unrecognised'),
      ...(outage && { outage }),
      simulated: [...this.directory.devices()].some(
        ({ simulated, state, id }) => simulated && !isGone(state) && !isDrillSensor(id),
      ),
      ...(newBoxesShut && { newBoxesShut }),
    };
  }
}
