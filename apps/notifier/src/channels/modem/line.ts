import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { close, constants, open } from 'node:fs';
import { promisify } from 'node:util';
import tty from 'node:tty';

/** What comes in is a line, or the prompt after which a text may follow. */
export interface LineEvents {
  onLine(line: string): void;
  onPrompt(): void;
  /** Once: the other end has gone, or cannot be read any more. */
  onGone(): void;
}

/** Longer than any line of a modem: beyond it is noise. */
const LONGEST = 2048;

/**
 * A serial device: what is written goes out as it is, what comes in comes in lines. Noise that is no text is left out.
 */
export class SerialLine {
  #rest = '';
  #gone = false;

  private constructor(
    private readonly stream: tty.ReadStream,
    private readonly events: LineEvents,
  ) {
    stream.setEncoding('latin1');
    stream.on('data', (text: string) => this.#take(text));
    // what a device that was pulled out says depends on the driver: an error, an end, or both
    for (const end of ['error', 'end', 'close']) stream.on(end, () => this.#end());
  }

  /** @throws an error with `code`: ENOENT, EACCES, EIO, ENOTTY, … */
  static async open(path: string, baud: number, events: LineEvents): Promise<SerialLine> {
    const fd = await promisify(open)(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
    try {
      if (!tty.isatty(fd)) throw Object.assign(new Error('not a serial line'), { code: 'ENOTTY' });
      await setUp(fd, baud);
      return new SerialLine(new tty.ReadStream(fd), events);
    } catch (error) {
      await promisify(close)(fd);
      throw error;
    }
  }

  write(text: string): void {
    if (!this.#gone) this.stream.write(Buffer.from(text, 'latin1'));
  }

  close(): void {
    this.#gone = true;
    this.stream.destroy();
  }

  #take(text: string): void {
    this.#rest = (this.#rest + [...text].filter(isText).join('')).slice(-LONGEST);
    const lines = this.#rest.split(/[\r\n]+/);
    this.#rest = lines.pop()!;
    for (const line of lines.map((one) => one.trim()).filter(Boolean)) this.events.onLine(line);
    if (!/^\s*> ?$/.test(this.#rest)) return;
    this.#rest = '';
    this.events.onPrompt();
  }

  #end(): void {
    if (this.#gone) return;
    this.close();
    this.events.onGone();
  }
}

const isText = (char: string): boolean => char === '\r' || char === '\n' || (char >= ' ' && char <= '~');

/** Bytes as they are, at that speed, and no waiting for a carrier. */
async function setUp(fd: number, baud: number): Promise<void> {
  const stty = spawn('stty', ['raw', '-echo', 'clocal', '-crtscts', String(baud)], { stdio: [fd, 'ignore', 'ignore'] });
  const [code] = (await once(stty, 'exit')) as [number | null];
  if (code !== 0) throw Object.assign(new Error('not a serial line'), { code: 'ENOTTY' });
}
