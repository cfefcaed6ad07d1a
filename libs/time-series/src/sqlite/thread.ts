import { type MessagePort, type Transferable, Worker } from 'node:worker_threads';
import { StoreUnavailableError } from '../time-series.js';
import type { SeriesReader } from './series-reader.js';
import type { SeriesWriter } from './series-writer.js';

export interface ThreadData {
  role: 'writer' | 'reader';
  dir: string;
}
interface Call {
  id: number;
  method: string;
  args: unknown[];
}
interface Reply {
  id: number;
  result?: unknown;
  error?: { name: string; message: string; stack?: string };
}

/** In the thread: answers calls one after the other until it is closed. */
export function serve(port: MessagePort, target: SeriesReader | SeriesWriter): void {
  const methods = target as unknown as Record<string, (...args: unknown[]) => unknown>;
  port.on('message', ({ id, method, args }: Call) => {
    let reply: Reply;
    try {
      reply = { id, result: methods[method]!(...args) };
    } catch (error) {
      const { name, message, stack } = error as Error;
      reply = { id, error: { name, message, ...(stack && { stack }) } };
    }
    port.postMessage(reply, buffersOf(reply.result));
    if (method === 'close') port.close();
  });
}

const buffersOf = (result: unknown): Transferable[] =>
  Object.values(result ?? {}).flatMap((v) => (ArrayBuffer.isView(v) ? [v.buffer as ArrayBuffer] : []));

/** Number of the call after which there are no more. */
const CLOSE = 0;

type Methods<T> = { [K in keyof T]: T[K] extends (...args: never[]) => unknown ? K : never }[keyof T];
type Args<T, K extends keyof T> = T[K] extends (...args: infer A) => unknown ? A : never;
type Result<T, K extends keyof T> = T[K] extends (...args: never[]) => infer R ? R : never;

/** Beside this file in the build. Tests run the sources, and a thread of its own must be taught TypeScript first. */
const here = import.meta.url;
const FROM_SOURCES = here.endsWith('.ts');
const ENTRY = new URL(`./series.worker.${FROM_SOURCES ? 'ts' : 'js'}`, here);
const LOADER = new URL('../../../../tools/typescript-thread.mjs', here);

/** Batches come and go: with the usual nursery a thread lets tens of megabytes of garbage stand. */
const LIMITS = { maxYoungGenerationSizeMb: 4 };

/**
 * A thread that holds a connection of its own. One that died is started again by the next call. It keeps the process
 * alive only while somebody waits for it.
 */
export class Thread<T> {
  #worker: Worker | undefined;
  #calls = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  #id = 0;

  constructor(private readonly data: ThreadData) {}

  call<K extends Methods<T> & string>(
    method: K,
    args: Args<T, K>,
    transfer: Transferable[] = [],
  ): Promise<Result<T, K>> {
    this.#worker ??= this.#spawn();
    this.#worker.ref();
    const id = ++this.#id;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve: resolve as (result: unknown) => void, reject });
      this.#worker!.postMessage({ id, method, args } satisfies Call, transfer);
    });
  }

  /** Safe when it never ran. */
  async stop(): Promise<void> {
    const worker = this.#worker;
    if (!worker) return;
    worker.ref();
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage({ id: CLOSE, method: 'close', args: [] } satisfies Call);
    await gone;
  }

  #spawn(): Worker {
    const execArgv = FROM_SOURCES ? ['--import', LOADER.href] : [];
    const { role } = this.data;
    const worker = new Worker(ENTRY, {
      workerData: this.data,
      resourceLimits: LIMITS,
      execArgv,
      name: `series ${role}`,
    });
    worker.on('message', (reply: Reply) => this.#settle(reply));
    let cause: unknown;
    worker.on('error', (error) => (cause = error));
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
      const message = `${this.data.dir}: ${cause instanceof Error ? cause.message : 'the thread ended'}`;
      for (const { reject } of this.#calls.values()) reject(new StoreUnavailableError(message, { cause }));
      this.#calls.clear();
    });
    return worker;
  }

  #settle({ id, result, error }: Reply): void {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    if (this.#calls.size === 0 && id !== CLOSE) this.#worker?.unref();
    if (!error) call?.resolve(result);
    else call?.reject(errorOf(error));
  }
}

/** The points were looked at before: what the database complains of is its own trouble, a full disk most often. */
function errorOf({ name, message, stack }: NonNullable<Reply['error']>): Error {
  if (name === 'SqliteError') return new StoreUnavailableError(message);
  return Object.assign(new Error(message), { name, stack });
}
