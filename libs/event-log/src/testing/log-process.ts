import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '#hub/service-kit';

const HOOKS = `${pathToFileURL(join(ROOT, 'tools/typescript-thread.mjs')).href}?hooks`;
const LOADER = `data:text/javascript,${encodeURIComponent(`import { register } from 'node:module'; register('${HOOKS}')`)}`;
const SCRIPT = join(ROOT, 'libs/event-log/src/testing/worker.ts');

/** `worker.ts` in a process of its own, from the sources. */
export class LogProcess {
  readonly acked: number[] = [];
  readonly refused: { n: number; error: string }[] = [];
  output = '';
  readonly #child: ChildProcess;
  #waiting: (() => void)[] = [];
  #closed = false;

  constructor(dir: string, reserveBytes = 1 << 16) {
    const args = ['--conditions', 'hub-src', '--import', LOADER, SCRIPT, dir, String(reserveBytes)];
    this.#child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let rest = '';
    this.#child.stdout!.on('data', (chunk) => {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop()!;
      for (const line of lines) this.#hear(line);
      this.#wake();
    });
    this.#child.on('close', () => {
      this.#closed = true;
      this.#wake();
    });
    this.#child.stderr!.on('data', (chunk) => (this.output += String(chunk)));
  }

  /** Resolves when so many more appends were acknowledged. */
  async appends(count: number): Promise<void> {
    const wanted = this.acked.length + count;
    await this.until(`${wanted} appends`, () => this.acked.length >= wanted);
  }
  /** Asks after each line of output. Rejects when the process ends before. */
  async until(what: string, done: () => boolean): Promise<void> {
    while (!done()) {
      if (this.#closed) throw new Error(`the process ended without ${what}: ${this.output}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }
  /** Resolves with the exit code when its output is read to the end. */
  async end(signal?: NodeJS.Signals): Promise<number | null> {
    if (signal) this.#child.kill(signal);
    if (!this.#closed) await once(this.#child, 'close');
    return this.#child.exitCode;
  }

  #wake(): void {
    for (const go of this.#waiting.splice(0)) go();
  }

  #hear(line: string): void {
    const [word, n, error] = line.split(' ');
    if (word === 'acked') this.acked.push(Number(n));
    else if (word === 'refused') this.refused.push({ n: Number(n), error: error! });
    else this.output += `${line}\n`;
  }
}
