import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { METRIC_NAMES, type Reading } from '#hub/contracts';
import { ByteReader, ByteWriter } from './bytes.js';
import { decodeItems, encodeItems } from './compact.codec.js';

const general = {
  encode: (value: unknown) => Buffer.from(JSON.stringify(value)),
  decode: (bytes: Uint8Array): unknown => JSON.parse(Buffer.from(bytes).toString()),
};
const there = (items: unknown[]) => encodeItems(general, items, 32);
const back = (items: unknown[]) => decodeItems(general, there(items), 32);

const id = fc.constantFrom('air-1', 'air-2', 'kênh-3', 'máy bơm số 4');
const time = fc.integer({ min: 0, max: 4_102_444_800_000 });
const figure = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
  fc.integer({ min: -2_000_000, max: 2_000_000 }).map((n) => n / 1000),
  fc.constantFrom(0, 0.1 + 0.2, 1e300, 5e-324, 2 ** 53, -(2 ** 40)),
);
const metric = fc.constantFrom(...METRIC_NAMES);
const packet = fc.record({
  type: fc.constant('packet'),
  account: id,
  topic: fc.string({ unit: 'grapheme', maxLength: 60 }),
  payload: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  received: time,
});
const tick = fc.record({ type: fc.constant('tick'), received: time, clock: fc.constantFrom('ok', 'behind') });
const reading = fc.record(
  {
    type: fc.constant('reading'),
    commune: fc.constantFrom('00001', '10807'),
    device: id,
    kind: fc.constantFrom('air', 'canal'),
    ts: fc.oneof(time, fc.double({ min: 0, max: 4e12, noNaN: true })),
    received: time,
    late: fc.boolean(),
    values: fc.dictionary(metric, figure, { noNullPrototype: true }),
    quality: fc.dictionary(metric, fc.constantFrom('suspect', 'missing'), { noNullPrototype: true }),
    simulated: fc.boolean(),
  },
  { requiredKeys: ['type', 'commune', 'device', 'kind', 'ts', 'received', 'late', 'values', 'simulated'] },
);
const other = fc.record({ type: fc.constant('status'), device: id, online: fc.boolean(), received: time });

describe('items of a record', () => {
  it('come back as they were, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(packet, tick, reading, other), { maxLength: 40 }), (items) => {
        expect(back(items)).toEqual(items);
      }),
    );
  });

  it('take the room of what is new in them', () => {
    const readings = Array.from(
      { length: 1000 },
      (_, i): Reading => ({
        type: 'reading',
        commune: '10807',
        device: `air-${i % 50}`,
        kind: 'air',
        ts: 1_780_390_800_000 + i * 20,
        received: 1_780_390_800_100 + i * 20,
        late: false,
        values: { pm25: 20.1, pm10: 40.5, temperature: 28.3, humidity: 71 },
        simulated: false,
      }),
    );
    expect(there(readings).length / readings.length).toBeLessThan(35);
  });

  it('leave what stands before them to the caller', () => {
    expect(there([])).toHaveLength(32);
    expect(back([])).toEqual([]);
  });
});

describe('numbers in bytes', () => {
  it('come back, whole ones up to their limits', () => {
    const writer = new ByteWriter();
    writer.begin(0);
    const naturals = [0, 1, 127, 128, 2 ** 31 - 1, 2 ** 31, 2 ** 35 + 77, 2 ** 53 - 1];
    const integers = [0, -1, 1, -64, 64, 2 ** 51, -(2 ** 51)];
    for (const value of naturals) writer.natural(value);
    for (const value of integers) writer.integer(value);
    const reader = new ByteReader(writer.copy());
    expect(naturals.map(() => reader.natural())).toEqual(naturals);
    expect(integers.map(() => reader.integer())).toEqual(integers);
    expect(reader.ended).toBe(true);
  });

  it('find room however many there are', () => {
    const writer = new ByteWriter();
    writer.begin(0);
    for (let i = 0; i < 100_000; i++) writer.float64(i);
    const reader = new ByteReader(writer.copy());
    let right = 0;
    for (let i = 0; i < 100_000; i++) if (reader.float64() === i) right++;
    expect(right).toBe(100_000);
  });
});
