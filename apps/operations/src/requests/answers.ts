import { randomUUID } from 'node:crypto';
import {
  type AlertsItem,
  type BroadcastChange,
  type BroadcastRequest,
  type CommandAnswerRequest,
  type CommandRequest,
  type CommandsItem,
  type FarmRecorded,
  type FarmRequest,
  type Request,
  type RequestRefused,
  STREAM,
  type TurnsChange,
  type TurnsRequest,
} from '#hub/contracts';
import type { EventLog } from '#hub/event-log';

/** Longer than any handler takes that is not stuck. */
const PATIENCE_MS = 5000;

type Answer = AlertsItem | CommandsItem | BroadcastChange | FarmRecorded | TurnsChange;

/** Requests go into the log, and their answers come out of it: one process and several take the same path. */
export class Answers {
  #waiting = new Map<string, (answer: Answer) => void>();

  constructor(private readonly log: Pick<EventLog, 'append'>) {}

  /** Resolves with the answer; undefined when none came in time, and the request will still be done. */
  ask(request: CommandRequest | CommandAnswerRequest): Promise<CommandsItem | undefined>;
  ask(request: BroadcastRequest): Promise<BroadcastChange | RequestRefused | undefined>;
  ask(request: FarmRequest): Promise<FarmRecorded | RequestRefused | undefined>;
  ask(request: TurnsRequest): Promise<TurnsChange | RequestRefused | undefined>;
  ask(request: Exclude<Request, BroadcastRequest | FarmRequest | TurnsRequest>): Promise<AlertsItem | undefined>;
  async ask(request: Request): Promise<Answer | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const answered = new Promise<Answer | undefined>((resolve) => {
      this.#waiting.set(request.id, resolve);
      timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
    });
    try {
      // what was asked for is promised when it is on disk
      await this.log.append(STREAM.requests, [request]);
      return await answered;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(request.id);
    }
  }

  /** A request that wants no answer. */
  async tell(request: Request): Promise<void> {
    await this.log.append(STREAM.requests, [request]);
  }

  take(item: Answer): void {
    if (item.request !== undefined) this.#waiting.get(item.request)?.(item);
  }
}

export const requestId = (): string => randomUUID();
