import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** The hub ended although nobody asked it to. The message holds its last words. */
export class HubEndedError extends Error {
  override readonly name = 'HubEndedError';
}

const LAST_WORDS = 4000;
const STOP_MS = 20_000;

/** The hub as a process of its own. What it writes is passed on. */
export class HubProcess {
  readonly ended: Promise<void>;
  #child: ChildProcess;
  #said = '';
  #stopping = false;

  /** `main` is the built hub's program; it stops within `stopMs`, or is ended. */
  constructor(
    main: string,
    cwd: string,
    env: NodeJS.ProcessEnv,
    write: (text: string) => void,
    readonly stopMs = STOP_MS,
  ) {
    const child = spawn(process.execPath, [main], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    for (const stream of [child.stdout!, child.stderr!])
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#said = (this.#said + text).slice(-LAST_WORDS);
        write(text);
      });
    this.ended = new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', (error) => {
        this.#said += String(error);
        resolve();
      });
    });
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null && this.#child.pid !== undefined;
  }

  /** Rejects when the hub ends before `stop`; never resolves. */
  failed(): Promise<never> {
    return this.ended.then(() => {
      if (this.#stopping) return new Promise<never>(() => undefined);
      throw new HubEndedError(`Hub đã dừng / the hub has ended:\n${this.#said.trim()}`);
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (!this.running) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), this.stopMs);
    await gone;
    clearTimeout(timer);
  }
}
