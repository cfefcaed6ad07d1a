import {
  changesIn,
  type ClockState,
  type FindingsItem,
  type Metric,
  type Request,
  STREAM,
  type TelemetryItem,
} from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import type { DeviceDirectory } from '#hub/registry';
import { Logger } from '@nestjs/common';
import { type BatchContext, GroupState } from '../group-state.js';
import type { IngestCounters } from '../metrics/counters.js';
import type { Stills } from '../stills/stills.js';
import { decodeBatch, type DecodedBatch } from './decode-batch.js';
import type { Allowance } from './letter-quota.js';
import { OpenLetters } from './open-letters.js';
import { Plans } from './plans.js';
import { replay, type ReplayRequest } from './replay.js';

export interface DecodeDeps {
  log: Pick<EventLog, 'scan'>;
  directory: DeviceDirectory;
  stills: Stills;
  counters: IngestCounters;
}

/** Turns packets into readings, and dead letters into readings when somebody asks. One batch at a time. */
export class DecodeService {
  readonly #plans: Plans;
  readonly #open: OpenLetters;
  readonly #clock = new GroupState<ClockState>('clock/');
  readonly #repeats = new GroupState<string[]>('repeats/');
  readonly #unknown = new GroupState<string[]>('unknown/');
  readonly #allowances = new GroupState<Allowance>('letters/');
  readonly #doubted = new GroupState<Metric[]>('doubted/');
  #doubtsKnown = false;
  readonly #logger = new Logger('ingest');
  #stopFollowing: (() => void) | undefined;

  constructor(private readonly deps: DecodeDeps) {
    this.#plans = new Plans(deps.directory);
    this.#open = new OpenLetters(deps.log);
  }

  start(): void {
    this.#stopFollowing = this.#plans.follow();
    // beside the traffic, so that the first replay does not keep packets waiting
    this.#open.refresh().catch((error: unknown) => this.#logger.warn(`dead letters: ${String(error)}`));
  }
  stop(): Promise<void> {
    this.#stopFollowing?.();
    return this.#open.stop();
  }

  onTelemetry(items: readonly TelemetryItem[], context: BatchContext): void {
    if (!this.#doubtsKnown) this.#doubt(context);
    const memory = {
      clock: this.#clock.view(context),
      repeats: this.#repeats.view(context),
      unknown: this.#unknown.view(context),
      allowances: this.#allowances.view(context),
    };
    const idOf = (i: number) => context.idOf(i);
    const { readings, receipts, letters, stills } = decodeBatch(items, this.#plans, memory, idOf, this.deps.counters);
    if (readings.length > 0) context.append(STREAM.readings, readings);
    if (receipts.length > 0) context.append(STREAM.receipts, receipts);
    if (letters.length > 0) context.append(STREAM.deadLetters, letters);
    this.#save(stills, context);
  }

  /** A probe that is not to be trusted pages nobody and is no evidence, until it is well again. */
  onFindings(items: readonly FindingsItem[], context: BatchContext): void {
    const doubted = this.#doubted.view(context);
    let changed = false;
    for (const { finding } of changesIn(items)) {
      if (finding.kind !== 'trust') continue;
      const metric = finding.metric as Metric;
      const others = (doubted.get(finding.target) ?? []).filter((other) => other !== metric);
      const now = finding.low && finding.endedAt === undefined ? [...others, metric].sort() : others;
      doubted.set(finding.target, now.length > 0 ? now : undefined);
      changed = true;
    }
    if (changed) context.afterCommit(() => (this.#doubtsKnown = false));
  }

  #doubt(context: BatchContext): void {
    this.#plans.doubt(this.#doubted.view(context).entries());
    this.#doubtsKnown = true;
  }

  async onRequests(requests: readonly Request[], context: BatchContext): Promise<void> {
    const wanted = requests.filter((r): r is ReplayRequest => r.type === 'replay-dead-letter');
    if (wanted.length === 0) return;
    await this.#open.refresh();
    const { readings, letters, refusals, stills } = replay(wanted, this.#open, this.#plans);
    context.append(STREAM.readings, readings);
    context.append(STREAM.deadLetters, letters);
    context.append(STREAM.alerts, refusals);
    this.#save(stills, context);
    const { counters } = this.deps;
    counters.replayed += letters.filter((letter) => letter.type === 'resolved').length;
  }

  /** A picture is for looking at: one that is lost in a crash is replaced by the next. */
  #save(stills: DecodedBatch['stills'], context: BatchContext): void {
    if (stills.size === 0) return;
    context.afterCommit(() => {
      for (const { camera, ts, jpeg } of stills.values())
        this.deps.stills.save(camera, ts, jpeg).catch((error: unknown) => {
          this.#logger.warn(`picture of ${camera} is not kept: ${String(error)}`);
        });
    });
  }
}
