import { InfluxDB } from 'influx';
import { StoreUnavailableError } from '../time-series.js';
import type { InfluxAddress } from './influx-address.js';
import { LineSender, type Sent } from './line-sender.js';
import { Turns } from './turns.js';

const QUERY_TIMEOUT_MS = 30_000;
/** A longer line at a small machine's server draws no chart sooner, and keeps writes waiting eight times as long. */
const QUERIES_AT_ONCE = 2;
/** The package lets a host rest after a failure, and so would not see that it is back: each call asks the server. */
const NO_BACK_OFF = { getDelay: () => 0, next: () => NO_BACK_OFF, reset: () => NO_BACK_OFF };

export type Cell = number | string | boolean | null;
export interface Rows {
  columns: string[];
  values: Cell[][];
}
export const NO_ROWS: Rows = { columns: [], values: [] };

interface RawAnswer {
  results: { error?: string; series?: Rows[] }[];
}

/** The server understood and said no. Its words are for the log. */
export class InfluxRefusedError extends Error {
  override readonly name = 'InfluxRefusedError';
}

/**
 * One database of an InfluxDB. It is made when it is missing: at the first call that reaches the server, and again when
 * somebody dropped it.
 */
export class InfluxClient {
  readonly #client: InfluxDB;
  readonly #sender: LineSender;
  readonly #database: string;
  readonly #turns = new Turns(QUERIES_AT_ONCE);
  #made: Promise<void> | undefined;

  constructor(address: InfluxAddress) {
    const { protocol, host, port, username, password, database } = address;
    const pool = { maxRetries: 1, requestTimeout: QUERY_TIMEOUT_MS, backoff: NO_BACK_OFF };
    this.#client = new InfluxDB({ hosts: [{ protocol, host, port }], username, password, database, pool });
    this.#sender = new LineSender(address);
    this.#database = database;
  }

  /** Answers to InfluxQL statements, in one request. Times are milliseconds. */
  async query(...statements: string[]): Promise<Rows[]> {
    await this.#ready();
    const ask = () => inTime(this.#client.queryRaw(statements, { precision: 'ms', method: 'POST' }));
    const { results } = (await this.#turns.take(ask)) as RawAnswer;
    const error = results.find((r) => r.error)?.error;
    if (error?.includes('database not found')) this.#made = undefined;
    if (error) throw isOverload(error) ? new StoreUnavailableError(error) : new InfluxRefusedError(error);
    return results.map((r) => r.series?.[0] ?? NO_ROWS);
  }

  /** Sends lines of the line protocol, times in milliseconds. Throws where the fault is not in the lines. */
  async send(lines: Buffer): Promise<Sent> {
    await this.#ready();
    const sent = await this.#sender.send(lines);
    if (sent.result !== 'no-database') return sent;
    this.#made = undefined;
    throw new StoreUnavailableError(`database ${this.#database} is missing`);
  }

  close(): void {
    this.#sender.close();
  }

  #ready(): Promise<void> {
    this.#made ??= this.#make().catch((error: unknown) => {
      this.#made = undefined;
      throw error;
    });
    return this.#made;
  }

  async #make(): Promise<void> {
    try {
      await inTime(this.#client.createDatabase(this.#database));
    } catch (error) {
      // an account that may use the database but not make it; if it is missing, the next call says so
      if (error instanceof StoreUnavailableError && !isDenied(error)) throw error;
    }
  }
}

const statusOf = (error: unknown) => (error as { res?: { statusCode?: number } }).res?.statusCode;
const isDenied = (error: StoreUnavailableError) => [401, 403].includes(statusOf(error.cause) ?? 0);
const isOverload = (error: string) => /timeout|limit exceeded|database not found|engine is closed/i.test(error);

/**
 * The client settles nothing when the server dies within an answer. What it rejects with is the server's or the
 * network's fault, but for statements that the server does not understand.
 */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreUnavailableError('InfluxDB does not answer')), QUERY_TIMEOUT_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw error;
    if (statusOf(error) === 400) throw new InfluxRefusedError((error as Error).message, { cause: error });
    throw new StoreUnavailableError((error as Error).message, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
