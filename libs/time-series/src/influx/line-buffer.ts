const SCALE = 1000;
const LARGEST = 2 ** 40;
const ZERO = 48;
const MINUS = 45;
const POINT = 46;
/** Longest text of a number. */
const NUMBER_BYTES = 32;

/**
 * Text gathered as bytes. Lines of points are written here for every value that comes in, so numbers become digits without
 * becoming text first.
 */
export class LineBuffer {
  #buffer = Buffer.allocUnsafeSlow(1 << 16);
  #at = 0;
  /** Pieces that come again and again. */
  readonly #pieces = new Map<string, Buffer>();

  clear(): void {
    this.#at = 0;
  }
  /** A copy of what was gathered. */
  take(): Buffer {
    return Buffer.from(this.#buffer.subarray(0, this.#at));
  }

  /** One of a few texts. */
  piece(text: string): void {
    let bytes = this.#pieces.get(text);
    if (!bytes) this.#pieces.set(text, (bytes = Buffer.from(text)));
    this.bytes(bytes);
  }
  text(text: string): void {
    this.bytes(Buffer.from(text));
  }
  bytes(bytes: Buffer): void {
    this.#room(bytes.length);
    this.#buffer.set(bytes, this.#at);
    this.#at += bytes.length;
  }
  byte(code: number): void {
    this.#room(1);
    this.#buffer[this.#at++] = code;
  }
  /** Replaces the last byte. */
  replaceLast(code: number): void {
    this.#buffer[this.#at - 1] = code;
  }

  /** A finite number, exactly. */
  number(value: number): void {
    this.#room(NUMBER_BYTES);
    const scaled = Math.round(value * SCALE);
    if (scaled / SCALE !== value || scaled >= LARGEST || scaled <= -LARGEST) {
      this.text(String(value));
      return;
    }
    if (scaled < 0) this.#buffer[this.#at++] = MINUS;
    const whole = Math.abs(scaled);
    const decimals = whole % SCALE;
    this.#digits((whole - decimals) / SCALE, 1);
    if (decimals === 0) return;
    this.#buffer[this.#at++] = POINT;
    this.#digits(decimals, 3);
    while (this.#buffer[this.#at - 1] === ZERO) this.#at--;
  }
  /** A whole number from 0 on. */
  natural(value: number): void {
    this.#room(NUMBER_BYTES);
    this.#digits(value, 1);
  }

  /** With leading zeros up to `least` digits. */
  #digits(value: number, least: number): void {
    let digits = least;
    for (let limit = 10 ** least; value >= limit; limit *= 10) digits++;
    let rest = value;
    for (let i = this.#at + digits - 1; i >= this.#at; i--) {
      const next = Math.floor(rest / 10);
      this.#buffer[i] = ZERO + (rest - next * 10);
      rest = next;
    }
    this.#at += digits;
  }

  #room(bytes: number): void {
    const needed = this.#at + bytes;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#buffer.length));
    this.#buffer.copy(larger, 0, 0, this.#at);
    this.#buffer = larger;
  }
}
