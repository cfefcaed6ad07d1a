import { describe, expect, it, jest } from '@jest/globals';
import {
  type Codec,
  CODECS,
  type Metric,
  METRICS,
  METRIC_NAMES,
  type Packet,
  type Reading,
  topics,
} from '#hub/contracts';
import fc from 'fast-check';
import { decodeOnce } from '../testing/decode-once.js';
import { device, directoryOf, gateway } from '../testing/directory.js';

jest.setTimeout(60_000);

const RECEIVED = Date.UTC(2026, 9, 5, 10, 30);
const FIELDS = [
  { metric: 'ph', path: 'data.ph', scale: 0.01, offset: 0 },
  { metric: 'do', path: 'regs', scale: 1, offset: 0, register: { offset: 1, type: 'float32', order: 'CDAB' } },
  { metric: 'ec', path: 'list.3', scale: 1, offset: 0 },
] as const;

const directory = directoryOf(
  [
    device('tram-1'),
    ...CODECS.map((codec) => device(`d-${codec}`, 'air-station', { gateway: `g-${codec}`, address: 'a' })),
  ],
  CODECS.map((codec) =>
    gateway(`g-${codec}`, codec, {
      ...(codec === 'generic' && {
        fieldMap: { devicePath: 'id', timePath: 'ts', timeUnit: 's', fields: [...FIELDS] },
      }),
    }),
  ),
);

const run = (packets: readonly Packet[]) => decodeOnce(packets, directory);
const packet = (account: string, topic: string, payload: Uint8Array | string): Packet => ({
  type: 'packet',
  account,
  topic,
  payload: typeof payload === 'string' ? Buffer.from(payload) : payload,
  received: RECEIVED,
});

/** Topics on which each codec reads on, rather than stopping at the topic. */
const TOPICS: Record<Codec, string[]> = {
  native: [
    topics.telemetry('26734', 'd-native'),
    topics.events('26734', 'd-native'),
    topics.status('26734', 'd-native'),
  ],
  chirpstack: ['application/x/device/a/event/up', 'application/x/device/a/event/status'],
  tasmota: ['tele/a/SENSOR', 'tele/a/STATE', 'tele/a/LWT', 'stat/a/POWER'],
  zigbee2mqtt: ['zigbee2mqtt/a', 'zigbee2mqtt/a/availability'],
  generic: ['x/y'],
  frigate: ['frigate/events', 'frigate/available', 'frigate/a/person/snapshot'],
  onvif: ['a/onvif-ej/VideoSource/MotionAlarm/&1'],
};
const anyTopic = (codec: Codec) =>
  fc.oneof(fc.constantFrom(...TOPICS[codec], topics.http(`g-${codec}`)), fc.string({ unit: 'binary', maxLength: 60 }));
/** JSON with the keys and values that codecs look for, in any place. */
const hintedJson = fc.json({ maxDepth: 6 }).map((text) => {
  const keys = [
    'ts',
    'data',
    'object',
    'deviceInfo',
    'after',
    'Time',
    '__proto__',
    'regs',
    'rxInfo',
    'topic',
    'payload',
  ];
  let i = 0;
  return text.replace(/"[^"\\]{0,3}":/g, () => `"${keys[i++ % keys.length]}":`);
});
const anyPayload = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.json({ maxDepth: 5 }).map((text) => Buffer.from(text)),
  hintedJson.map((text) => Buffer.from(text)),
);

describe.each(CODECS)('%s, whatever comes', (codec) => {
  it('never throws, and either reads it, knows it, or sets it aside', () => {
    fc.assert(
      fc.property(anyTopic(codec), anyPayload, (topic, payload) => {
        const { readings, letters } = run([packet(`g-${codec}`, topic, payload)]);
        for (const letter of letters) {
          expect(letter.reason.length).toBeLessThan(1000);
          expect(letter.payload).toEqual(payload);
        }
        for (const item of readings) {
          if (item.type !== 'reading') continue;
          for (const [metric, value] of Object.entries(item.values)) {
            expect(METRIC_NAMES).toContain(metric);
            expect(Number.isFinite(value)).toBe(true);
          }
          expect(Number.isSafeInteger(item.ts)).toBe(true);
          expect(item.ts).toBeLessThanOrEqual(RECEIVED + 600_000);
        }
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['nested without end', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['nested in a post', `{"topic":"x","payload":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    // a regular expression that looks back from each blank would be at it for minutes
    ['a quarter of a megabyte of blanks', ' '.repeat(256_000)],
    ['blanks after a brace', `{"pm25":${' '.repeat(250_000)}nan`],
    ['many values that are not there', `[${'nan,'.repeat(60_000)}nan]`],
    ['many keys', `{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":${i}`).join(',')}}`],
    ['a long key', `{"${'k'.repeat(250_000)}":1}`],
    ['a long number', `{"pm25":"${'1'.repeat(250_000)}"}`],
    ['a long list', `[${'{},'.repeat(80_000)}{}]`],
    ['a long hex', `{"regs":"${'41B4 '.repeat(50_000)}"}`],
    ['a long form', `a=1&${'b=[1,2&'.repeat(30_000)}`],
    ['a form of brackets', `a=${'['.repeat(200_000)}`],
  ])('%s', (_what, payload) => {
    for (const topic of [...TOPICS[codec], topics.http(`g-${codec}`)]) {
      const { letters } = run([packet(`g-${codec}`, topic, payload)]);
      for (const { reason } of letters) expect(reason.length).toBeLessThan(1000);
    }
  });
});

describe('native packets', () => {
  const values = fc
    .dictionary(
      fc.constantFrom(...METRIC_NAMES),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -900, max: 60_000 }).map((v) => (v === 0 ? 0 : v)),
    )
    .filter((record) => Object.keys(record).length > 0);
  const ts = fc.integer({ min: Date.UTC(2026, 1, 1), max: RECEIVED + 600_000 });
  const sent = fc.array(fc.record({ ts, values }), { minLength: 1, maxLength: 8 });

  it('are read as they were written, and graded by their range', () => {
    fc.assert(
      fc.property(sent, (measurements) => {
        const body = measurements.map((m) => ({ ts: m.ts, ...m.values }));
        const payload = JSON.stringify(body.length === 1 ? body[0] : body);
        const { readings, letters } = run([packet('tram-1', topics.telemetry('26734', 'tram-1'), payload)]);
        expect(letters).toEqual([]);
        expect(readings).toHaveLength(measurements.length);
        // beside it stands what two counters of one box say together
        for (const [i, { ts, values }] of measurements.entries()) {
          const read = readings[i] as Reading;
          expect(read).toMatchObject({ ts, values });
          const others = Object.keys(read.values).filter((metric) => !(metric in values));
          expect(others).toEqual(
            !('pm25' in values) && ('pm25_a' in values || 'pm25_b' in values) && others.length > 0 ? ['pm25'] : [],
          );
        }
        for (const reading of readings as Reading[])
          for (const [metric, value] of Object.entries(reading.values) as [Metric, number][]) {
            const [min, max] = METRICS[metric].range;
            if (value < min || value > max) expect(reading.quality?.[metric]).toBe('suspect');
          }
      }),
      { numRuns: 300 },
    );
  });
});
