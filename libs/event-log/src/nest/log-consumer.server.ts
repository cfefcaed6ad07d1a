import { type ArgumentsHost, Catch, Logger, type RpcExceptionFilter } from '@nestjs/common';
import { Server } from '@nestjs/microservices';
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
}

const MAX_ITEMS = 512;

/**
 * Nest's transport for one consumer group: every `@EventPattern(stream, group)` of the application becomes a consumer of
 * the log. One strategy per group; with one for all, handlers would share a position.
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
    const { group, max = MAX_ITEMS, log, clock, problems } = this.options;
    const turns = new Turns();
    const logger = new Logger('log');
    for (const [pattern, handler] of this.messageHandlers) {
      const handle: Handle = async (items, context) => settled(await handler(items, context));
      const stream = pattern as Stream;
      const consumer = new Consumer({ log, group, stream, handle, max, turns, problems, clock, logger });
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
export class OriginalErrorFilter implements RpcExceptionFilter {
  catch(error: unknown, _host: ArgumentsHost): Observable<never> {
    return throwError(() => error);
  }
}
