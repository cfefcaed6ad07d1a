/** A whole number of either sign as one from 0 on: small stays small. */
export const unsigned = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
export const signed = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);

/** Bytes one after the other, in a buffer that grows. One writer serves many values: take a copy of each. */
export class ByteWriter {
  #buffer = Buffer.allocUnsafeSlow(1 << 16);
  #at = 0;

  /** Begins anew behind `reserved` bytes, which are the caller's. */
  begin(reserved: number): void {
    this.#at = reserved;
  }
  /** A copy of all that was written, with what was reserved before it. */
  copy(): Buffer {
    return Buffer.from(this.#buffer.subarray(0, this.#at));
  }

  byte(value: number): void {
    this.#room(1);
    this.#buffer[this.#at++] = value;
  }
  /** A whole number from 0 to 2^53, small ones in few bytes. */
  natural(value: number): void {
    this.#room(8);
    let rest = value;
    while (rest >= 0x8000_0000) {
      this.#buffer[this.#at++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    while (rest >= 128) {
      this.#buffer[this.#at++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.#buffer[this.#at++] = rest;
  }
  /** A whole number of either sign, up to 2^52. */
  integer(value: number): void {
    this.natural(unsigned(value));
  }
  float64(value: number): void {
    this.#room(8);
    this.#at = this.#buffer.writeDoubleLE(value, this.#at);
  }
  text(value: string): void {
    this.bytes(Buffer.from(value));
  }
  /** With their length. */
  bytes(value: Uint8Array): void {
    this.natural(value.length);
    this.#room(value.length);
    this.#buffer.set(value, this.#at);
    this.#at += value.length;
  }

  #room(bytes: number): void {
    const needed = this.#at + bytes;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#buffer.length));
    this.#buffer.copy(larger, 0, 0, this.#at);
    this.#buffer = larger;
  }
}

/** Reads what a ByteWriter wrote, in the same order. */
export class ByteReader {
  constructor(
    private readonly buffer: Buffer,
    private at = 0,
  ) {}

  get ended(): boolean {
    return this.at >= this.buffer.length;
  }
  byte(): number {
    return this.buffer[this.at++]!;
  }
  natural(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.buffer[this.at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
  integer(): number {
    return signed(this.natural());
  }
  float64(): number {
    const value = this.buffer.readDoubleLE(this.at);
    this.at += 8;
    return value;
  }
  text(): string {
    const length = this.natural();
    this.at += length;
    return this.buffer.toString('utf8', this.at - length, this.at);
  }
  /** A copy of its own. */
  bytes(): Uint8Array {
    const length = this.natural();
    this.at += length;
    return Buffer.from(this.buffer.subarray(this.at - length, this.at));
  }
}
