import type { Stream, StreamItems } from '#hub/contracts';
import type { Commit } from '../commands.service.js';

/** The log's side of a group: outputs and state of a batch become visible together or not at all, and as copies. */
export class MemoryLog {
  readonly #state = new Map<string, string>();
  readonly #streams = new Map<Stream, string[]>();

  *state<T>(_group: string, prefix = ''): Iterable<[key: string, value: T]> {
    for (const [key, value] of this.#state) if (key.startsWith(prefix)) yield [key, JSON.parse(value) as T];
  }
  items<S extends Stream>(stream: S): StreamItems[S][] {
    return (this.#streams.get(stream) ?? []).map((item) => JSON.parse(item) as StreamItems[S]);
  }

  run(handler: (commit: Commit) => void, fails = false): void {
    const appended: [Stream, string][] = [];
    const puts: [string, string | undefined][] = [];
    const after: (() => void)[] = [];
    handler({
      append: (stream, items) => {
        for (const item of items) appended.push([stream, JSON.stringify(item)]);
      },
      put: (key, value) => void puts.push([key, value === undefined ? undefined : JSON.stringify(value)]),
      afterCommit: (done) => void after.push(done),
    });
    if (fails) return;
    for (const [key, value] of puts)
      if (value === undefined) this.#state.delete(key);
      else this.#state.set(key, value);
    for (const [stream, item] of appended) this.#streams.set(stream, [...(this.#streams.get(stream) ?? []), item]);
    for (const done of after) done();
  }
}
