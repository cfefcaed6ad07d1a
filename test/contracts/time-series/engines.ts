import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startInflux } from '#hub/testkit';
import { InfluxTimeSeries, SqliteTimeSeries, type TimeSeries } from '#hub/time-series';

/** An engine with what it stands on. */
export interface Engine {
  /** A new store, started. */
  open(): Promise<OpenStore>;
  close(): Promise<void>;
}
export type Open = Engine['open'];

export interface OpenStore {
  series: TimeSeries;
  /** The same data, as a hub finds it that starts again. */
  restart(): Promise<TimeSeries>;
  /** Nothing can be written any more, nor read where `silent`. */
  leave(): Promise<void>;
  comeBack(): Promise<void>;
  silent: boolean;
}

/** Makes stores, and stops at the end what is still open. */
class Stores {
  #opened = new Set<TimeSeries>();

  async start(make: () => TimeSeries): Promise<Pick<OpenStore, 'series' | 'restart'>> {
    let series = await this.#started(make());
    const restart = async () => {
      await series.stop();
      this.#opened.delete(series);
      series = await this.#started(make());
      return series;
    };
    return { series, restart };
  }
  async stop(): Promise<void> {
    for (const series of this.#opened) await series.stop();
  }

  async #started(series: TimeSeries): Promise<TimeSeries> {
    this.#opened.add(series);
    await series.start();
    return series;
  }
}

export async function embedded(): Promise<Engine> {
  const root = mkdtempSync(join(tmpdir(), 'series-'));
  const stores = new Stores();
  let n = 0;
  return {
    async open() {
      const dir = join(root, String(++n));
      const store = await stores.start(() => new SqliteTimeSeries({ dir, commitMs: 10 }));
      // somebody else's tool holds the file for itself
      let other: Database.Database | undefined;
      const leave = async () => {
        other = new Database(join(dir, 'series.sqlite'));
        other.exec('BEGIN IMMEDIATE');
      };
      return { ...store, silent: false, leave, comeBack: async () => void other!.close() };
    },
    async close() {
      await stores.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

export async function influx(): Promise<Engine> {
  const server = await startInflux();
  const stores = new Stores();
  let n = 0;
  return {
    async open() {
      const url = `${server.url}/contract${++n}`;
      const store = await stores.start(() => new InfluxTimeSeries({ url }));
      return { ...store, silent: true, leave: server.pause, comeBack: server.resume };
    },
    async close() {
      await stores.stop();
      await server.stop();
    },
  };
}
