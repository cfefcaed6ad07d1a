import type { Metric, Packet, Quality, Reading, Tick } from '#hub/contracts';
import { ByteReader, ByteWriter, signed, unsigned } from './bytes.js';

/** msgpack that keeps each value readable on its own (field names travel in the value). */
export interface Encoder {
  encode(value: unknown): Buffer;
  decode(bytes: Uint8Array): unknown;
}

/** What an item is written as. Anything but the three that come by the thousand is left to the general encoder. */
const OTHER = 0;
const PACKET = 1;
const TICK = 2;
const READING = 3;

const LATE = 1;
const SIMULATED = 2;
const GRADED = 4;

/** A field that the contract gets must be written here, too: the compiler says so. */
type Fields<T> = Record<keyof T, 'written'>;
const _packet: Fields<Packet> = {
  type: 'written',
  account: 'written',
  topic: 'written',
  payload: 'written',
  received: 'written',
};
const _tick: Fields<Tick> = { type: 'written', received: 'written', clock: 'written' };
const _reading: Fields<Reading> = {
  type: 'written',
  commune: 'written',
  device: 'written',
  kind: 'written',
  ts: 'written',
  received: 'written',
  late: 'written',
  values: 'written',
  quality: 'written',
  simulated: 'written',
};

const writer = new ByteWriter();

/**
 * Packets and readings in few bytes and little time: names once a record, times as steps, decimal figures as whole
 * numbers. A record stands on its own.
 */
export function encodeItems(encoder: Encoder, items: readonly unknown[], reserved: number): Buffer {
  const record = new RecordWriter(encoder);
  writer.begin(reserved);
  for (let i = 0; i < items.length; i++) record.item(items[i] as { type?: unknown });
  return writer.copy();
}

export function decodeItems(encoder: Encoder, bytes: Buffer, from: number): unknown[] {
  const record = new RecordReader(encoder, new ByteReader(bytes, from));
  const items: unknown[] = [];
  while (!record.ended) items.push(record.item());
  return items;
}

class RecordWriter {
  #names = new Map<string, number>();
  #received = 0;
  #ts = 0;

  constructor(private readonly encoder: Encoder) {}

  item(item: { type?: unknown }): void {
    const { received } = item as { received?: unknown };
    // times are written as steps of whole milliseconds
    const exact = Number.isSafeInteger(received);
    if (item.type === 'packet' && exact) this.#packet(item as Packet);
    else if (item.type === 'reading' && exact && Number.isSafeInteger((item as Reading).ts))
      this.#reading(item as Reading);
    else if (item.type === 'tick' && exact) this.#tick(item as Tick);
    else {
      writer.byte(OTHER);
      writer.bytes(this.encoder.encode(item));
    }
  }

  #packet({ account, topic, payload, received }: Packet): void {
    writer.byte(PACKET);
    this.#name(account);
    this.#name(topic);
    this.#receivedAt(received);
    writer.bytes(payload);
  }

  #tick({ received, clock }: Tick): void {
    writer.byte(TICK);
    this.#receivedAt(received);
    this.#name(clock);
  }

  #reading(reading: Reading): void {
    const { values, quality, ts } = reading;
    writer.byte(READING);
    this.#name(reading.commune);
    this.#name(reading.device);
    this.#name(reading.kind);
    this.#receivedAt(reading.received);
    writer.integer(ts - this.#ts);
    this.#ts = ts;
    writer.byte((reading.late ? LATE : 0) | (reading.simulated ? SIMULATED : 0) | (quality ? GRADED : 0));
    for (const metric in values) {
      this.#name(metric);
      writeFigure(values[metric as Metric]!);
    }
    writer.natural(END);
    if (!quality) return;
    for (const metric in quality) {
      this.#name(metric);
      this.#name(quality[metric as Metric]!);
    }
    writer.natural(END);
  }

  #receivedAt(received: number): void {
    writer.integer(received - this.#received);
    this.#received = received;
  }

  #name(name: string): void {
    const known = this.#names.get(name);
    if (known !== undefined) {
      writer.natural(known);
      return;
    }
    this.#names.set(name, this.#names.size + FIRST_NAME);
    writer.natural(NEW_NAME);
    writer.text(name);
  }
}

const END = 0;
const NEW_NAME = 1;
const FIRST_NAME = 2;

class RecordReader {
  #names: string[] = [];
  #received = 0;
  #ts = 0;

  constructor(
    private readonly encoder: Encoder,
    private readonly bytes: ByteReader,
  ) {}

  get ended(): boolean {
    return this.bytes.ended;
  }

  item(): unknown {
    const kind = this.bytes.byte();
    if (kind === PACKET) return this.#packet();
    if (kind === READING) return this.#reading();
    if (kind === TICK) return this.#tick();
    return this.encoder.decode(this.bytes.bytes());
  }

  #packet(): Packet {
    const account = this.#name();
    const topic = this.#name();
    const received = this.#receivedAt();
    return { type: 'packet', account, topic, payload: this.bytes.bytes(), received };
  }

  #tick(): Tick {
    const received = this.#receivedAt();
    return { type: 'tick', received, clock: this.#name() as Tick['clock'] };
  }

  #reading(): Reading {
    const [commune, device, kind] = [this.#name(), this.#name(), this.#name()];
    const received = this.#receivedAt();
    const ts = (this.#ts += this.bytes.integer());
    const flags = this.bytes.byte();
    const late = (flags & LATE) !== 0;
    const values: Reading['values'] = {};
    for (let name = this.#nameOrEnd(); name !== undefined; name = this.#nameOrEnd())
      values[name as Metric] = readFigure(this.bytes);
    const reading: Reading = {
      type: 'reading',
      commune,
      device,
      kind,
      ts,
      received,
      late,
      values,
      simulated: (flags & SIMULATED) !== 0,
    };
    if (flags & GRADED) reading.quality = this.#quality();
    return reading;
  }

  #quality(): NonNullable<Reading['quality']> {
    const quality: NonNullable<Reading['quality']> = {};
    for (let name = this.#nameOrEnd(); name !== undefined; name = this.#nameOrEnd())
      quality[name as Metric] = this.#name() as Quality;
    return quality;
  }

  #receivedAt(): number {
    return (this.#received += this.bytes.integer());
  }

  #name(): string {
    return this.#nameOrEnd()!;
  }
  #nameOrEnd(): string | undefined {
    const number = this.bytes.natural();
    if (number === END) return undefined;
    if (number !== NEW_NAME) return this.#names[number - FIRST_NAME];
    const name = this.bytes.text();
    this.#names.push(name);
    return name;
  }
}

/** Three decimals are what sensors give. */
const SCALE = 1000;
const LARGEST = 2 ** 40;

/** Even: a figure of at most three decimals. 1: any other number follows. */
function writeFigure(value: number): void {
  const scaled = Math.round(value * SCALE);
  if (scaled / SCALE === value && scaled < LARGEST && scaled > -LARGEST) writer.natural(2 * unsigned(scaled));
  else {
    writer.natural(1);
    writer.float64(value);
  }
}

function readFigure(bytes: ByteReader): number {
  const said = bytes.natural();
  if (said === 1) return bytes.float64();
  return signed(said / 2) / SCALE;
}
