import {
  DRILL_SENSORS,
  type Drill,
  type DrillStep,
  type Incident,
  type IncidentRequest,
  isDrillPassed,
  type Notice,
  STREAM,
} from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import type { Clock } from '#hub/service-kit';
import { randomUUID } from 'node:crypto';
import type { LiveBoard } from '../live/live-board.js';
import type { NumberedEvent } from '../live/event-buffer.js';
import type { DrillSensor } from './drill-sensor.js';

export interface RunDeps {
  board: Pick<LiveBoard, 'incidents'>;
  log: Pick<EventLog, 'append'>;
  clock: Clock;
  /** Without anybody's doing it is over after so long, milliseconds. */
  endAfterMs: number;
}

/** A sensor that is heard says the same again. */
const SAY_MS = 5000;
/** Nothing came of the packet: nothing will. */
const UNHEARD_MS = 60_000;
/** It should be over by then once the sensor is quiet. */
const QUIET_MS = 60_000;
const BY = 'Trung tâm';
/** Of several messages the first counts, whichever is heard of first. */
const LATER: ReadonlySet<DrillStep> = new Set(['queued', 'sent', 'delivered']);

interface Ending {
  why: 'taken' | 'time' | 'unheard' | 'cut-short';
  at: number;
  resolved?: boolean;
}

/** One drill from its packet to its end. Times are those at which the hub's screens and people's phones had it. */
export class DrillRun {
  #saidAt = 0;
  #ending: Ending | undefined;
  /** Something was learnt that the registry does not have. */
  dirty = false;

  constructor(
    public drill: Drill,
    private readonly sensor: DrillSensor,
    private readonly deps: RunDeps,
  ) {}

  hears({ name, event }: NumberedEvent): void {
    const target = DRILL_SENSORS[this.drill.severity];
    if (name === 'alert' && event.alert.target === target) this.#mark('alert');
    else if (name === 'incident' && event.incident.target === target) this.#sees(event.incident);
    else if (name === 'notices') for (const notice of event.notices) this.#told(notice);
  }

  /** What was written down of it, where nobody heard it: the hub was off, or the run had not begun to listen. */
  catchesUp(incident: Incident, notices: readonly Notice[]): void {
    if (incident.openedAt >= (this.drill.startedAt ?? 0))
      for (const step of ['alert', 'incident'] as const) this.#mark(step, incident.openedAt);
    this.#sees(incident, incident.updatedAt);
    for (const notice of notices) this.#told(notice);
  }

  #sees(incident: Incident, at = this.deps.clock.now()): void {
    if (incident.openedAt < (this.drill.startedAt ?? 0)) return;
    // also another one: of a packet that a power cut took before it was on the disk nothing is left
    if (this.drill.incident !== incident.id) this.#keep({ incident: incident.id });
    this.#mark('alert', at);
    this.#mark('incident', at);
    // the hub's own end is nobody's doing
    const { acknowledgement, state } = incident;
    if (acknowledgement?.person !== undefined) this.#mark('acknowledged', acknowledgement.at);
    if (state === 'closed') this.#mark('over', at);
  }

  #told({ target, kind, state, queuedAt, sentAt, deliveredAt }: Notice): void {
    const { severity, startedAt = 0 } = this.drill;
    if (target !== DRILL_SENSORS[severity] || queuedAt < startedAt || kind !== 'page' || state === 'skipped') return;
    this.#mark('queued', queuedAt);
    if (sentAt !== undefined) this.#mark('sent', sentAt);
    if (deliveredAt !== undefined) this.#mark('delivered', deliveredAt);
  }

  #mark(step: DrillStep, at = this.deps.clock.now()): void {
    const { times } = this.drill;
    if (times[step] === undefined || (at < times[step] && LATER.has(step)))
      this.#keep({ times: { ...times, [step]: at } });
  }
  #keep(change: Partial<Drill>): void {
    this.drill = { ...this.drill, ...change };
    this.dirty = true;
  }

  /** A moment goes by. The finished drill when it is over. @throws where sensor or log are away: it is tried again */
  async passes(): Promise<Drill | undefined> {
    const now = this.deps.clock.now();
    this.#ending ??= this.#end(now);
    if (now - this.#saidAt >= SAY_MS || (this.#ending && this.#saidAt < this.#ending.at)) await this.#say(now);
    if (!this.#ending) return undefined;
    const { times } = this.drill;
    if (times.over === undefined) await this.#resolve(now);
    const unheard = this.#ending.why === 'unheard';
    if (times.over === undefined && !unheard && now - this.#ending.at < QUIET_MS) return undefined;
    const cut = this.#ending.why === 'cut-short';
    const state = cut ? 'cut-short' : isDrillPassed(this.drill) ? 'passed' : 'failed';
    return { ...this.drill, state, endedAt: now };
  }

  #end(now: number): Ending | undefined {
    const { startedAt = now, times } = this.drill;
    const why: Ending['why'] | undefined = realEmergency(this.deps.board)
      ? 'cut-short'
      : times.acknowledged !== undefined || times.over !== undefined
        ? 'taken'
        : now - startedAt >= this.deps.endAfterMs
          ? 'time'
          : times.alert === undefined && now - startedAt >= UNHEARD_MS
            ? 'unheard'
            : undefined;
    return why && { why, at: now };
  }

  async #say(now: number): Promise<void> {
    const level = this.#ending ? 0 : 1;
    await this.sensor.measure(level, now);
    this.#saidAt = now;
    if (level === 1 && this.drill.times.packet === undefined) this.#mark('packet', now);
  }

  /** Nobody took it: it ends by itself. */
  async #resolve(now: number): Promise<void> {
    const incident = this.deps.board.incidents().find(({ id }) => id === this.drill.incident);
    if (incident?.state !== 'returned' || this.#ending!.resolved) return;
    this.#ending!.resolved = true;
    const request: IncidentRequest = {
      ...{ type: 'incident', id: randomUUID(), incident: incident.id, action: { do: 'resolve' }, by: BY, at: now },
      note: 'Diễn tập tự kết thúc',
    };
    await this.deps.log.append(STREAM.requests, [request]);
  }
}

/** Nothing is tried while people need their phones. */
export const realEmergency = (board: RunDeps['board']): boolean =>
  board
    .incidents()
    .some(
      ({ severity, state, simulated, shelved }) =>
        severity === 'emergency' && !simulated && !shelved && (state === 'unacknowledged' || state === 'acknowledged'),
    );
