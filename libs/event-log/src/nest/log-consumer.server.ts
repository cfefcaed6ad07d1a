import { type ArgumentsHost, Catch, type INestApplication, Logger, type RpcExceptionFilter } from '@nestjs/common';
import { type NestMicroservice, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom, type Observable, throwError } from 'rxjs';
import type { Group, Stream } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import { Consumer, type Handle } from '../consumer/consumer.js';
import type { ConsumerProblems } from '../consumer/consumer-problems.js';
import { Turns } from '../consumer/turns.js';
import type { EventLog } from '../event-log.js';

export interface LogConsumerOptions {
  log: EventLog;
  clock: Clock;
  problems: ConsumerProblems;
  group: Group;
  /** Items of one batch at most. */
  max?: number;
  /** Only what is on the disk is read: for groups that tell others. */
  onDisk?: boolean;
  /** Pause after a batch, milliseconds: what comes meanwhile is one batch. */
  restMs?: number;
}

/** What one batch costs beside its items is felt with fewer; with more, others wait. */
const MAX_ITEMS = 2048;

/**
 * Connects the handlers of one consumer group, `@EventPattern(stream, transportOf(group))`, to the log; to be called
 * before `app.init()`, once for each group, and started by `app.startAllMicroservices()`. `app.close()` waits for the
 * handler that is at work; the log is closed after that.
 *
 * Nest builds its handlers where a microservice is connected, and filters that come later do not count. Deferring that to
 * the start would register the gateways of the application a second time, and `inheritAppConfig` would bring the filters
 * and pipes of HTTP along. So it is deferred, the filter set, and done here as Nest itself does it.
 */
export function connectLogConsumer(app: INestApplication, options: LogConsumerOptions): void {
  const strategy = new LogConsumerServer(options);
  const consumer = app.connectMicroservice({ strategy }, { deferInitialization: true }) as NestMicroservice;
  consumer.useGlobalFilters(new OriginalErrorFilter());
  consumer.registerListeners();
  consumer.setIsInitialized(true);
  consumer.setIsInitHookCalled(true);
}

/**
 * Nest's transport for one consumer group: each stream that the group has a handler for becomes a consumer of the log.
 * One strategy per group; with one for all, handlers would share a position.
 */
export class LogConsumerServer extends Server {
  // the consumer wants to see failures, and Nest would otherwise log and swallow them
  override readonly propagatesEventHandlerErrors = true;
  readonly #ending = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(private readonly options: LogConsumerOptions) {
    super();
    this.setTransportId(transportOf(options.group));
  }

  listen(callback: () => void): void {
    const { group, max = MAX_ITEMS, onDisk = false, restMs = 0, log, clock, problems } = this.options;
    const turns = new Turns();
    const logger = new Logger('log');
    for (const [pattern, handler] of this.messageHandlers) {
      const handle: Handle = async (items, context) => settled(await handler(items, context));
      const stream = pattern as Stream;
      const consumer = new Consumer({
        log,
        group,
        stream,
        handle,
        max,
        onDisk,
        restMs,
        turns,
        problems,
        clock,
        logger,
      });
      this.#running.add(consumer.run(this.#ending.signal));
    }
    callback();
  }

  /** Resolves when no handler is at work any more. */
  async close(): Promise<void> {
    this.#ending.abort();
    await Promise.all(this.#running);
  }

  on(): never {
    throw new Error('a log consumer has no events of its own');
  }
  unwrap<T>(): T {
    return this.options.log as T;
  }
}

/** Nest takes any value as transport id; its types know only symbols. */
export const transportOf = (group: Group): symbol => group as unknown as symbol;

async function settled(result: unknown): Promise<void> {
  if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
}

/** Hands the consumer the error that was thrown; Nest would make "Internal server error" of it. */
@Catch()
class OriginalErrorFilter implements RpcExceptionFilter {
  catch(error: unknown, _host: ArgumentsHost): Observable<never> {
    return throwError(() => error);
  }
}
