import type { Group, Stream, StreamItems } from '#hub/contracts';
import {
  type Delivery,
  type EventLog,
  type LogStatus,
  LogUnavailableError,
  type Outputs,
  type Position,
} from '#hub/event-log';

/** The real log behind a door: while it is held, appends are made but not confirmed; while it is shut, none is made. */
export class HeldLog implements EventLog {
  #door: Promise<void> | undefined;
  #open: () => void = () => undefined;
  /** As on a full disk. */
  shut = false;

  constructor(readonly inner: EventLog) {}

  hold(): void {
    this.#door = new Promise((resolve) => (this.#open = resolve));
  }
  release(): void {
    this.#door = undefined;
    this.#open();
  }

  async append<S extends Stream>(stream: S, items: readonly StreamItems[S][]): Promise<void> {
    if (this.shut) throw new LogUnavailableError('shut');
    const door = this.#door;
    await this.inner.append(stream, items);
    await door;
  }
  start(): Promise<void> {
    return this.inner.start();
  }
  stop(): Promise<void> {
    return this.inner.stop();
  }
  read<S extends Stream>(group: Group, stream: S, max: number, signal: AbortSignal): Promise<Delivery<S> | undefined> {
    return this.inner.read(group, stream, max, signal);
  }
  commit<S extends Stream>(group: Group, stream: S, next: Position, outputs: Outputs): Promise<void> {
    return this.inner.commit(group, stream, next, outputs);
  }
  state<T>(group: Group, prefix?: string): Iterable<[key: string, value: T]> {
    return this.inner.state(group, prefix);
  }
  scan<S extends Stream>(stream: S, from?: Position): Iterable<{ position: Position; item: StreamItems[S] }> {
    return this.inner.scan(stream, from);
  }
  scanBack<S extends Stream>(stream: S, appendedBy?: number): Iterable<{ position: Position; item: StreamItems[S] }> {
    return this.inner.scanBack(stream, appendedBy);
  }
  status(): LogStatus {
    return { ...this.inner.status(), ...(this.shut && { writable: false, reason: 'shut' }) };
  }
}
