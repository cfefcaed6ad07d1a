import { deserialize, serialize } from 'node:v8';
import type { Stream, StreamItems } from '#hub/contracts';
import type { Commit } from '#hub/event-log';

/**
 * The log's side of a consumer as the port describes it: outputs and state of a batch become visible together or not at
 * all. Everything is kept as bytes, so that nothing survives in memory alone.
 */
export class MemoryLog {
  readonly #state = new Map<string, Buffer>();
  readonly #streams = new Map<Stream, string[]>();

  *state<T>(_group: string, prefix = ''): Iterable<[key: string, value: T]> {
    for (const key of [...this.#state.keys()].sort())
      if (key.startsWith(prefix)) yield [key, deserialize(this.#state.get(key)!) as T];
  }

  /** All items of a stream, or those after so many. */
  items<S extends Stream>(stream: S, after = 0): StreamItems[S][] {
    return (this.#streams.get(stream) ?? []).slice(after).map((item) => JSON.parse(item) as StreamItems[S]);
  }

  get bytes(): number {
    return [...this.#state].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  }

  /** Runs a handler and commits what it left; with `fails` the commit does not happen. Gives what was appended. */
  run(handler: (commit: Commit) => void, fails = false): StreamItems['alerts'][] {
    const appended: [Stream, string][] = [];
    const puts: [string, Buffer | undefined][] = [];
    const after: (() => void)[] = [];
    handler({
      append: (stream, items) => {
        for (const item of items) appended.push([stream, JSON.stringify(item)]);
      },
      put: (key, value) => {
        puts.push([key, value === undefined ? undefined : serialize(value)]);
      },
      afterCommit: (done) => {
        after.push(done);
      },
    });
    if (fails) return [];
    for (const [key, value] of puts) {
      if (value === undefined) this.#state.delete(key);
      else this.#state.set(key, value);
    }
    for (const [stream, item] of appended) this.#streams.set(stream, [...(this.#streams.get(stream) ?? []), item]);
    for (const done of after) done();
    return appended
      .filter(([stream]) => stream === 'alerts')
      .map(([, item]) => JSON.parse(item) as StreamItems['alerts']);
  }
}
