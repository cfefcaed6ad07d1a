import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestModem {
  /** What a hub opens: there while the modem is plugged in. */
  path: string;
  /** Commands and texts as they came, without their ends. */
  heard: string[];
  texts: { phone: string; text: string }[];
  /**
   * What it says to a command or, as "text", to a text: lines; ">" for the prompt. Undefined: as a good modem does; an
   * empty list: nothing.
   */
  answer: (asked: string) => readonly string[] | undefined;
  echo: boolean;
  /** Says something by itself. */
  says(...lines: string[]): void;
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  stop(): Promise<void>;
}

const CTRL_Z = '\u001a';
const ESC = '\u001b';

/** A modem for text messages at a real terminal line (pty), which util-linux's `script` makes. */
export async function startModem(): Promise<TestModem> {
  const dir = mkdtempSync(join(tmpdir(), 'modem-'));
  const path = join(dir, 'ttyUSB2');
  let line: ReturnType<typeof spawn> | undefined;
  let ref = 0;
  let rest = '';
  let phone: string | undefined;

  const modem: TestModem = {
    ...{ path, heard: [], texts: [], answer: () => undefined, echo: true },
    says: (...lines) => void line?.stdin?.write(lines.map((one) => `\r\n${one}\r\n`).join(''), 'latin1'),
    async plugIn() {
      const script = spawn('script', ['-qfc', 'stty raw -echo; tty; exec sleep infinity', '/dev/null'], {
        ...{ stdio: ['pipe', 'pipe', 'ignore'] as const, detached: true },
      });
      script.stdin.on('error', () => undefined);
      const [first] = (await once(script.stdout, 'data')) as [Buffer];
      symlinkSync(first.toString().trim(), path);
      script.stdout.on('data', (bytes: Buffer) => take(bytes.toString('latin1')));
      line = script;
      [rest, phone, modem.echo] = ['', undefined, true];
    },
    async unplug() {
      const pulled = line;
      line = undefined;
      rmSync(path, { force: true });
      if (!pulled?.pid) return;
      const gone = once(pulled, 'exit');
      process.kill(-pulled.pid, 'SIGKILL');
      await gone;
    },
    async stop() {
      await modem.unplug();
      rmSync(dir, { recursive: true, force: true });
    },
  };

  function take(text: string): void {
    for (const char of text) {
      if (char === ESC) [rest, phone] = ['', undefined];
      else if (phone !== undefined && char === CTRL_Z) given(phone, rest);
      else if (phone === undefined && char === '\r') asked(rest);
      else {
        rest += char;
        continue;
      }
      rest = '';
    }
  }
  function given(to: string, text: string): void {
    phone = undefined;
    modem.heard.push('text');
    modem.texts.push({ phone: to, text });
    modem.says(...(modem.answer('text') ?? [`+CMGS: ${ref++ % 256}`, 'OK']));
  }
  function asked(command: string): void {
    modem.heard.push(command);
    if (modem.echo) line?.stdin?.write(`${command}\r`, 'latin1');
    const lines = modem.answer(command) ?? usual(command);
    if (lines.at(-1) === '>') {
      phone = /"\+?(\d+)"/.exec(command)?.[1] ?? '';
      modem.says(...lines.slice(0, -1));
      line?.stdin?.write('\r\n> ');
    } else modem.says(...lines);
  }
  function usual(command: string): string[] {
    if (command === 'ATE0') modem.echo = false;
    if (command === 'AT+CPIN?') return ['+CPIN: READY', 'OK'];
    if (command === 'AT+CREG?' || command === 'AT+CEREG?') return [`${command.slice(2, -1)}: 0,1`, 'OK'];
    if (command.startsWith('AT+CMGS=')) return ['>'];
    return ['OK'];
  }

  await modem.plugIn();
  return modem;
}
