import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, type INestApplication, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { from, type Observable, throwError } from 'rxjs';
import { GROUP, type Packet, type ReadingsItem, STREAM, type TelemetryItem } from '#hub/contracts';
import { systemClock } from '#hub/service-kit';
import { eventually } from '#hub/testkit';
import type { ConsumerContext } from '../consumer/consumer-context.js';
import { ConsumerProblems } from '../consumer/consumer-problems.js';
import type { LmdbEventLog } from '../lmdb/lmdb-event-log.js';
import { numberOf, packet, range, reading } from '../testing/samples.js';
import { TestLogs } from '../testing/test-log.js';
import { connectLogConsumer, transportOf } from './log-consumer.server.js';

const { decode, live, store } = GROUP;

class AwayError extends Error {
  readonly retry = true;
}

/** What the handlers did, and how they shall behave. */
@Injectable()
class Desk implements OnModuleInit {
  inits = 0;
  decoded: number[] = [];
  watched: number[] = [];
  stored: number[] = [];
  storeAway = false;
  decodeSlow = Promise.resolve();

  onModuleInit(): void {
    this.inits++;
  }
}

@Controller()
class DecodeController {
  constructor(private readonly desk: Desk) {}

  @EventPattern<string>(STREAM.telemetry, transportOf(decode))
  async telemetry(@Payload() items: readonly TelemetryItem[], @Ctx() context: ConsumerContext): Promise<void> {
    await this.desk.decodeSlow;
    const numbers = items.map((item) => numberOf(item as Packet));
    context.append(
      STREAM.readings,
      numbers.map((n) => reading(n)),
    );
    context.afterCommit(() => this.desk.decoded.push(...numbers));
  }
}

@Controller()
class LiveController {
  constructor(private readonly desk: Desk) {}

  @EventPattern<string>(STREAM.telemetry, transportOf(live))
  telemetry(@Payload() items: readonly TelemetryItem[]): void {
    const bad = items.find((item) => numberOf(item as Packet) === 13);
    if (bad) throw new RangeError('thirteen');
    this.desk.watched.push(...items.map((item) => numberOf(item as Packet)));
  }
}

@Controller()
class StoreController {
  constructor(private readonly desk: Desk) {}

  /** An observable, as some handlers return. */
  @EventPattern<string>(STREAM.readings, transportOf(store))
  readings(@Payload() items: readonly ReadingsItem[]): Observable<unknown> {
    if (this.desk.storeAway) return throwError(() => new AwayError('InfluxDB does not answer'));
    return from(
      (async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        this.desk.stored.push(...items.map((item) => (item as { ts: number }).ts));
      })(),
    );
  }
}

describe('log consumers in a hybrid application', () => {
  const groups = { telemetry: [decode, live], readings: [store] };
  let logs: TestLogs;
  let dir: string;
  let log: LmdbEventLog;
  let app: INestApplication;
  let desk: Desk;
  let problems: ConsumerProblems;
  let printed: string[];

  beforeEach(async () => {
    logs = new TestLogs();
    dir = logs.folder();
    printed = [];
    await start();
  });
  afterEach(async () => {
    await app.close();
    await logs.end();
  });

  async function start(): Promise<void> {
    log = await logs.open({ dir, groups });
    const module = await Test.createTestingModule({
      controllers: [DecodeController, LiveController, StoreController],
      providers: [Desk],
    }).compile();
    const print = (message: unknown) => void printed.push(String(message));
    app = module.createNestApplication({ logger: false });
    Logger.overrideLogger({ log: print, warn: print, error: print });
    problems = new ConsumerProblems();
    for (const group of [decode, live, store])
      connectLogConsumer(app, { log, clock: systemClock, problems, group, max: 10 });
    await app.init();
    await app.startAllMicroservices();
    desk = app.get(Desk);
  }
  async function stop(): Promise<void> {
    await app.close();
    await log.stop();
  }
  const append = (from: number, to: number) =>
    log.append(
      STREAM.telemetry,
      range(from, to).map((n) => packet(n)),
    );
  const storing = (count: number) =>
    eventually(
      `${count} stored readings`,
      () => desk.stored.length,
      (n) => n >= count,
    );

  it('gives each group its own position, and each handler to its own group alone', async () => {
    await append(0, 12);
    await storing(12);
    expect(desk.decoded).toEqual(range(0, 12));
    expect(desk.watched).toEqual(range(0, 12));
    expect(desk.stored).toEqual(range(0, 12));
    // what a microservice of its own would do a second time
    expect(desk.inits).toBe(1);
  });

  it('shows the consumer the error that was thrown: it passes, or the culprit is set aside', async () => {
    desk.storeAway = true;
    await append(0, 30);
    await eventually(
      'a problem of the store',
      () => problems.of(store)?.message,
      (message) => message === 'InfluxDB does not answer',
    );
    const letters = await eventually(
      'the dead letter of packet 13',
      () => [...log.scan(STREAM.deadLetters)].map(({ item }) => item),
      (items) => items.length === 1,
    );
    expect(letters[0]).toMatchObject({ group: live, reason: 'Bước "live" không xử lý được: thirteen' });
    desk.storeAway = false;
    await storing(30);
    expect(desk.stored).toEqual(range(0, 30));
    expect(desk.watched).toEqual(range(0, 30).filter((n) => n !== 13));
    expect(problems.of(store)).toBeUndefined();
    expect(printed.join('\n')).not.toContain('Internal server error');
  });

  it('ends with the application: no handler is at work any more', async () => {
    let go!: () => void;
    desk.decodeSlow = new Promise((resolve) => (go = resolve));
    await append(0, 5);
    let closed = false;
    const closing = app.close().then(() => (closed = true));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(closed).toBe(false);
    go();
    await closing;
    expect(desk.decoded).toEqual(range(0, 5));
    await append(5, 10);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(desk.decoded).toEqual(range(0, 5));
  });

  it('goes on after a restart where it was, and makes no output twice', async () => {
    const stored: number[] = [];
    for (let round = 0; round < 4; round++) {
      if (round > 0) await start();
      await append(round * 50, round * 50 + 50);
      // somewhere in the middle
      await eventually(
        'some work',
        () => desk.decoded.length,
        (n) => n > 0,
      );
      await stop();
      stored.push(...desk.stored);
    }
    await start();
    await storing(200 - stored.length);
    stored.push(...desk.stored);
    expect(stored).toEqual(range(0, 200));
    expect([...log.scan(STREAM.readings)].map(({ item }) => (item as { ts: number }).ts)).toEqual(range(0, 200));
  });
});
