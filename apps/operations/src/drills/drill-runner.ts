import { DRILL_SENSORS, type Drill, drillTargetsSchema } from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import { asActor, type Registry } from '#hub/registry';
import { type Clock, readReference } from '#hub/service-kit';
import { Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import type { LiveBoard } from '../live/live-board.js';
import { DrillRun, realEmergency } from './drill-run.js';
import { DrillSensor } from './drill-sensor.js';
import { dayOfMonth, nextMonthly } from './monthly.js';

const settingSchema = z.object({
  targetsMs: drillTargetsSchema,
  endAfterMs: z.int().positive(),
  missedAfterMs: z.int().positive(),
});
const LOOK_MS = 500;
/** What other processes planned is found within this. */
const READ_MS = 10_000;
const CATCH_UP_MS = 5000;
/** After something was away. */
const AGAIN_MS = 5000;

export interface RunnerDeps {
  registry: Pick<Registry, 'drills' | 'devices' | 'incidents' | 'notices'>;
  refreshDirectory: () => Promise<void>;
  board: Pick<LiveBoard, 'incidents' | 'onEvent'>;
  log: Pick<EventLog, 'append'>;
  clock: Clock;
  mqttUrl: string;
}

/** Begins drills when their time has come, one at a time, and follows each to its end; also over a restart. */
export class DrillRunner implements OnModuleInit, OnModuleDestroy {
  readonly setting = settingSchema.parse(readReference('drills.json'));
  readonly #logger = new Logger('drills');
  #open: readonly Drill[] = [];
  #readAt = Number.NEGATIVE_INFINITY;
  #run: { run: DrillRun; sensor: DrillSensor; forget(): void } | undefined;
  /** Has not come to the broker yet. */
  #waiting: DrillSensor | undefined;
  #caughtUpAt = Number.NEGATIVE_INFINITY;
  #busy = false;
  #problem = '';
  #againAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly deps: RunnerDeps) {}

  onModuleInit(): void {
    this.#timer = setInterval(() => void this.#look(), LOOK_MS);
    this.#timer.unref();
  }
  onModuleDestroy(): void {
    clearInterval(this.#timer);
    this.#run?.forget();
    this.#run?.sensor.disconnect();
  }

  /** Something was planned, or taken back. */
  changed(): void {
    this.#readAt = Number.NEGATIVE_INFINITY;
  }
  /** The one that goes on, as it stands now. */
  get running(): Drill | undefined {
    return this.#run?.run.drill;
  }

  async #look(): Promise<void> {
    if (this.#busy || performance.now() < this.#againAt) return;
    this.#busy = true;
    try {
      await asActor({ by: 'hub' }, () => (this.#run ? this.#goOn() : this.#next()));
      this.#problem = '';
    } catch (error) {
      // registry, broker or log are away
      this.#againAt = performance.now() + AGAIN_MS;
      const problem = error instanceof Error ? error.message : String(error);
      if (problem !== this.#problem) this.#logger.warn(`diễn tập chưa chạy được / a drill cannot go on: ${problem}`);
      this.#problem = problem;
    } finally {
      this.#busy = false;
    }
  }

  async #next(): Promise<void> {
    const { clock, registry } = this.deps;
    if (performance.now() - this.#readAt >= READ_MS) {
      this.#open = await registry.drills.open();
      this.#readAt = performance.now();
    }
    const now = clock.now();
    const drill = this.#open.find(({ state }) => state === 'running') ?? this.#open.find((one) => one.plannedAt <= now);
    if (!drill) return;
    this.changed();
    if (drill.state === 'running') await this.#follow(drill);
    else await this.#begin(drill, now);
  }

  async #begin(drill: Drill, now: number): Promise<void> {
    const missed = now - drill.plannedAt > this.setting.missedAfterMs;
    const over = missed ? 'missed' : realEmergency(this.deps.board) ? 'called-off' : undefined;
    const begun: Drill = over
      ? { ...drill, state: over, endedAt: now }
      : { ...drill, state: 'running', startedAt: now, targets: this.setting.targetsMs };
    const mine = await this.deps.registry.drills.begin(begun, nextOf(drill, now));
    if (mine && !over) await this.#follow(begun);
  }

  async #follow(drill: Drill): Promise<void> {
    const now = this.deps.clock.now();
    const sensor =
      this.#waiting?.severity === drill.severity ? this.#waiting : new DrillSensor(this.deps, drill.severity);
    if (now - (drill.startedAt ?? now) > this.setting.endAfterMs && this.#waiting)
      return this.#giveUp(drill, sensor, now);
    this.#waiting = sensor;
    const { board, log, clock } = this.deps;
    const run = new DrillRun(drill, sensor, { board, log, clock, endAfterMs: this.setting.endAfterMs });
    await sensor.start();
    this.#waiting = undefined;
    const forget = this.deps.board.onEvent((told) => run.hears(told));
    this.#run = { run, sensor, forget };
    this.#caughtUpAt = Number.NEGATIVE_INFINITY;
    await this.#goOn();
  }

  /** Its sensor never came to the broker. */
  async #giveUp(drill: Drill, sensor: DrillSensor, now: number): Promise<void> {
    await sensor.retire();
    await this.deps.registry.drills.put({ ...drill, state: 'failed', endedAt: now });
    this.#waiting = undefined;
    this.changed();
  }

  async #catchUp(run: DrillRun): Promise<void> {
    const { board, registry } = this.deps;
    if (performance.now() - this.#caughtUpAt < CATCH_UP_MS) return;
    this.#caughtUpAt = performance.now();
    const target = DRILL_SENSORS[run.drill.severity];
    const id = run.drill.incident ?? board.incidents().find((one) => one.target === target)?.id;
    const known = id === undefined ? undefined : await registry.incidents.get(id);
    if (known) run.catchesUp(known.incident, await registry.notices.ofIncident(known.incident.id));
  }

  async #goOn(): Promise<void> {
    const { run, sensor, forget } = this.#run!;
    // what the registry knows may wait: a real emergency ends the drill without it
    await this.#catchUp(run).catch(() => undefined);
    const finished = await run.passes();
    const { drills } = this.deps.registry;
    if (finished) {
      // before it is over: a hub that stops in between finds the drill again, and the sensor with it
      await sensor.retire();
      await drills.put(finished);
      forget();
      this.#run = undefined;
      this.changed();
    } else if (run.dirty) {
      run.dirty = false;
      await drills.put(run.drill);
    }
  }
}

function nextOf(drill: Drill, now: number): Omit<Drill, 'id'> | undefined {
  if (!drill.repeat) return undefined;
  const { severity, repeat, person, by, plannedAt, day = dayOfMonth(plannedAt) } = drill;
  return {
    severity,
    repeat,
    person,
    by,
    day,
    plannedAt: nextMonthly(plannedAt, day, now),
    state: 'planned',
    times: {},
  };
}
