import type { Outcome } from '../channel.js';
import { lineTrouble, networkTrouble, outcomeOfError, outcomeOfStatus, simTrouble } from './codes.js';
import { SerialLine } from './line.js';

export interface ModemSetting {
  /** /dev/ttyUSB2 */
  path: string;
  baud: number;
  /** How long the modem may take, milliseconds. */
  waits?: Partial<Waits>;
}
interface Waits {
  command: number;
  prompt: number;
  /** From the end of the text until the network has it. */
  network: number;
}
/** What is learnt of a text after `send` has answered. */
export type Report = (key: string, outcome: 'sent' | 'delivered' | 'undelivered', reason?: string) => void;
export interface Text {
  /** 84… */
  phone: string;
  text: string;
  key: string;
}

const WAITS: Waits = { command: 3000, prompt: 5000, network: 45_000 };
const [ESC, CTRL_Z] = ['\u001b', '\u001a'];
const FINAL = /^(OK|ERROR|\+CM[SE] ERROR: ?\d+|NO CARRIER|COMMAND NOT SUPPORT)$/;
/** SMS-SUBMIT that asks for a report (49) or not (17), of use for an hour (11): 3GPP TS 23.040, 9.2.3. */
const [WITH_REPORT, WITHOUT] = ['AT+CSMP=49,11,0,0', 'AT+CSMP=17,11,0,0'];

/** Why there is nobody to talk to. */
class LostError extends Error {}
interface Answer {
  /** What came before the last line. */
  lines: string[];
  /** "OK", an error's line, or ">". */
  last: string;
}
interface Waiting {
  lines: string[];
  prompt: boolean;
  done(last: string): void;
  fail(reason: string): void;
}

/**
 * Sends text messages by a modem at a serial line (3GPP TS 27.005 and 27.007, text mode). One text at a time; whoever
 * waits for the line longer than the signal has not been sent. A line that is gone is opened again by the next text.
 */
export class Modem {
  readonly #waits: Waits;
  #line: SerialLine | undefined;
  #waiting: Waiting | undefined;
  #turn: Promise<void> = Promise.resolve();
  /** The line speaks, and knows how texts are sent. */
  #ready = false;
  /** Texts that the network has, by the number that reports name them with. */
  readonly #sent = new Map<number, { key: string; phone: string }>();
  /** Given to the network, which had not answered in time. */
  #late: { key: string; phone: string } | undefined;

  constructor(
    private readonly setting: ModemSetting,
    private readonly report: Report,
  ) {
    this.#waits = { ...WAITS, ...setting.waits };
  }

  stop(): void {
    this.#drop('hub dừng');
  }

  /** Why no text would leave now; undefined: one would. */
  async trouble(signal: AbortSignal): Promise<string | undefined> {
    const outcome = await this.#inTurn(signal, () => this.#whenReady(signal, () => Promise.resolve(SENT)));
    return outcome.reason;
  }

  send(text: Text, signal: AbortSignal): Promise<Outcome> {
    return this.#inTurn(signal, () => this.#whenReady(signal, () => this.#submit(text, signal)));
  }

  async #inTurn(signal: AbortSignal, work: () => Promise<Outcome>): Promise<Outcome> {
    const before = this.#turn;
    let done = (): void => undefined;
    this.#turn = new Promise((resolve) => (done = resolve));
    const free = await Promise.race([before.then(() => true), ended(signal)]);
    try {
      return free ? await work() : { outcome: 'retry', reason: 'modem đang bận' };
    } finally {
      void before.then(done);
    }
  }

  async #whenReady(signal: AbortSignal, work: () => Promise<Outcome>): Promise<Outcome> {
    try {
      const trouble = (await this.#prepare(signal)) ?? (await this.#network(signal));
      return trouble === undefined ? await work() : { outcome: 'retry', reason: trouble };
    } catch (error) {
      this.#ready = false;
      if (error instanceof LostError) return { outcome: 'retry', reason: error.message };
      throw error;
    }
  }

  /** Opens the line where it is not, and finds a common language with whoever is there. */
  async #prepare(signal: AbortSignal): Promise<string | undefined> {
    if (this.#line && this.#ready) return undefined;
    if (!this.#line) {
      const { path, baud } = this.setting;
      const events = {
        onLine: (line: string) => this.#hear(line),
        onPrompt: () => this.#waiting?.prompt && this.#waiting.done('>'),
        onGone: () => this.#drop('modem bị rút ra'),
      };
      try {
        this.#line = await SerialLine.open(path, baud, events);
      } catch (error) {
        return lineTrouble((error as NodeJS.ErrnoException).code);
      }
    }
    await this.#wake(signal);
    await this.#ask('ATE0', signal);
    await this.#ask('AT+CMEE=1', signal);
    const pin = await this.#ask('AT+CPIN?', signal);
    if (pin.last !== 'OK') return outcomeOfError(pin.last).reason;
    const sim = simTrouble(pin.lines.find((line) => line.startsWith('+CPIN:')) ?? '');
    if (sim !== undefined) return sim;
    if ((await this.#ask('AT+CMGF=1', signal)).last !== 'OK') return 'modem không gửi được tin dạng chữ';
    // texts are of characters that ASCII and GSM-7 share, but for three that a modem of the second alone would take wrongly
    this.#ascii = (await this.#ask('AT+CSCS="IRA"', signal)).last === 'OK';
    if (!this.#ascii) await this.#ask('AT+CSCS="GSM"', signal);
    const reports = (await this.#ask('AT+CNMI=2,0,0,1,0', signal)).last === 'OK';
    if (!reports || (await this.#ask(WITH_REPORT, signal)).last !== 'OK') await this.#ask(WITHOUT, signal);
    this.#ready = true;
    return undefined;
  }
  #ascii = true;

  /** A text that somebody began is given up; then it answers within a few calls, or it is not there. */
  async #wake(signal: AbortSignal): Promise<void> {
    this.#line?.write(ESC);
    for (let tries = 1; ; tries++) {
      try {
        if ((await this.#ask('AT', signal, { waitMs: this.#waits.command / 3 })).last === 'OK') return;
      } catch (error) {
        if (tries >= 3 || signal.aborted || !this.#line) throw error;
      }
      if (tries >= 6) throw new LostError(SILENT);
    }
  }

  async #network(signal: AbortSignal): Promise<string | undefined> {
    const states: number[] = [];
    for (const name of ['CREG', 'CEREG']) {
      const { lines } = await this.#ask(`AT+${name}?`, signal);
      for (const line of lines) {
        const state = new RegExp(`^\\+${name}: ?\\d+,(\\d+)`).exec(line)?.[1];
        if (state !== undefined) states.push(Number(state));
      }
    }
    return networkTrouble(states);
  }

  async #submit({ phone, text, key }: Text, signal: AbortSignal): Promise<Outcome> {
    const begun = await this.#ask(`AT+CMGS="+${phone}"`, signal, { prompt: true, waitMs: this.#waits.prompt });
    if (begun.last !== '>')
      return begun.last === 'OK' ? { outcome: 'retry', reason: SILENT } : outcomeOfError(begun.last);
    this.#late = { key, phone };
    try {
      const { lines, last } = await this.#ask(`${this.#spelled(text)}${CTRL_Z}`, signal, {
        ...{ waitMs: this.#waits.network, end: '' },
      });
      const ref = refOf(lines);
      if (ref === undefined && last !== 'OK') {
        this.#late = undefined;
        return outcomeOfError(last);
      }
      if (ref !== undefined) this.#took(ref);
      return SENT;
    } catch (error) {
      if (!(error instanceof LostError)) throw error;
      this.#ready = false;
      return { outcome: 'uncertain', reason: error.message };
    }
  }

  #spelled(text: string): string {
    const line = text.replaceAll('\n', ' ');
    return this.#ascii ? line : line.replace(/[@$_]/g, (c) => GSM_ALONE[c]!);
  }

  #took(ref: number): void {
    if (this.#late) this.#sent.set(ref, this.#late);
    this.#late = undefined;
  }

  #ask(
    command: string,
    signal: AbortSignal,
    { prompt = false, waitMs = this.#waits.command, end = '\r' } = {},
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (!this.#line || signal.aborted) return reject(new LostError(signal.aborted ? SILENT : 'modem bị rút ra'));
      const lines: string[] = [];
      const over = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', silent);
        this.#waiting = undefined;
      };
      const fail = (reason: string): void => {
        over();
        // the network has it, as an end that was lost or late does not change
        if (refOf(lines) === undefined) reject(new LostError(reason));
        else resolve({ lines, last: 'OK' });
      };
      const silent = (): void => fail(SILENT);
      const timer = setTimeout(silent, waitMs);
      signal.addEventListener('abort', silent);
      const done = (last: string): void => {
        over();
        resolve({ lines, last });
      };
      this.#waiting = { lines, prompt, done, fail };
      this.#line.write(command + end);
    });
  }

  #hear(line: string): void {
    const status = /^\+CDS: ?\d+,(\d+),"?\+?(\d*)"?,.*,(\d+)$/.exec(line);
    if (status) return this.#reported(Number(status[1]), status[2]!, Number(status[3]));
    const waiting = this.#waiting;
    if (waiting && FINAL.test(line)) waiting.done(line);
    else if (waiting) waiting.lines.push(line);
    const ref = refOf([line]);
    // it came when nobody waited for it any more
    if (ref === undefined || !this.#late || this.#isNetworkWaited()) return;
    const { key } = this.#late;
    this.#took(ref);
    this.report(key, 'sent');
  }
  #isNetworkWaited(): boolean {
    return this.#waiting !== undefined && this.#ready;
  }

  #reported(ref: number, phone: string, status: number): void {
    const sent = this.#sent.get(ref);
    const outcome = outcomeOfStatus(status);
    // numbers of texts begin anew after 255
    if (!sent || !outcome || sent.phone.slice(-9) !== phone.slice(-9)) return;
    this.#sent.delete(ref);
    this.report(sent.key, outcome.outcome, outcome.reason);
  }

  #drop(reason: string): void {
    this.#line?.close();
    this.#line = undefined;
    this.#ready = false;
    this.#waiting?.fail(reason);
  }
}

const SILENT = 'modem không trả lời';
const SENT: Outcome = { outcome: 'sent' };
/** Where a modem takes no ASCII: their places in GSM 03.38. */
const GSM_ALONE: Record<string, string> = { '@': '\u0000', $: '\u0002', _: '\u0011' };

function refOf(lines: readonly string[]): number | undefined {
  for (const line of lines) {
    const ref = /^\+CMGS: ?(\d+)/.exec(line)?.[1];
    if (ref !== undefined) return Number(ref);
  }
  return undefined;
}
const ended = (signal: AbortSignal): Promise<false> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(false);
    signal.addEventListener('abort', () => resolve(false), { once: true });
  });
