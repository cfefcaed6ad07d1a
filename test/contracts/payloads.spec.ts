import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { codecSchema, type Packet, type ReadingsItem } from '#hub/contracts';
import { DeviceDirectory, type DirectorySnapshot, releaseProfiles } from '#hub/registry';
import { z } from 'zod';
import { decodeBatch, type DecodedBatch, type DecodeMemory } from '../../apps/ingest/src/decode/decode-batch.js';
import { Plans } from '../../apps/ingest/src/decode/plans.js';
import { newCounters } from '../../apps/ingest/src/metrics/counters.js';

/**
 * Golden packets: `payloads/<codec>/setup.json` says who is registered; a folder beside it is a case. `packet.json` is
 * what came, and `expected.json` what became of it, or `error.json` why all of it was set aside.
 */
const ROOT = join('test', 'contracts', 'payloads');

const partial = z.looseObject({ id: z.string() });
const setupSchema = z.strictObject({ gateways: z.array(partial).default([]), devices: z.array(partial).default([]) });
const body = { payload: z.unknown().optional(), text: z.string().optional(), hex: z.string().optional() };
const packetSchema = z.strictObject({
  why: z.string().min(10),
  account: z.string(),
  topic: z.string(),
  ...body,
  /** Sent again, so often in all. */
  times: z.number().default(1),
  received: z.iso.datetime().default('2026-10-05T10:30:15.000Z'),
  clock: z.enum(['ok', 'unsynchronised', 'behind']).default('ok'),
});

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const profiles = releaseProfiles();

function directoryOf(codec: string): DeviceDirectory {
  const { gateways, devices } = setupSchema.parse(json(join(ROOT, codec, 'setup.json')));
  const directory = new DeviceDirectory();
  const registered = { commune: '26734', simulated: false };
  directory.replace({
    gateways: gateways.map((gateway) => ({
      gateway: { ...registered, codec, topics: [], ...gateway },
      secretHashes: [],
    })),
    devices: devices.map((device) => ({
      device: { ...registered, state: 'installed', name: device.id, installedAt: Date.UTC(2026, 0, 1), ...device },
      secretHashes: [],
    })),
    profiles,
  } as unknown as DirectorySnapshot);
  return directory;
}

function memory(): DecodeMemory {
  const view = () => {
    const kept = new Map<string, never>();
    return {
      get: (key: string) => kept.get(key),
      set: (key: string, value: unknown) => void kept.set(key, value as never),
      entries: () => kept.entries(),
    };
  };
  return { clock: view(), repeats: view(), unknown: view(), allowances: view() };
}

function bytesOf({ payload, text, hex }: z.infer<typeof packetSchema>): Uint8Array {
  if (hex !== undefined) return Buffer.from(hex.replace(/\s/g, ''), 'hex');
  return Buffer.from(text ?? JSON.stringify(payload));
}

/** Times as people read them, and nothing that is as usual. */
function written(item: ReadingsItem, received: number): object {
  if (item.type === 'status')
    return { type: item.type, device: item.device, online: item.online, ...(item.heard && { heard: true }) };
  if (item.type === 'tick') return item;
  const { commune, received: came, late, simulated, ts, type, ...rest } = item;
  expect(commune).toBe('26734');
  expect(came).toBe(received);
  return {
    ...(type === 'event' && { type }),
    ...rest,
    ts: new Date(ts).toISOString(),
    ...(late && { late }),
    ...(simulated && { simulated }),
  };
}

function outcome(out: DecodedBatch, received: number): object {
  const { readings, receipts, letters, stills } = out;
  return {
    ...(readings.length > 0 && { readings: readings.map((item) => written(item, received)) }),
    ...(receipts.length > 0 && { receipts: receipts.map(({ received: _, ...receipt }) => receipt) }),
    ...(letters.length > 0 && {
      letters: letters.map(({ kind, reason, device }) => ({ kind, reason, ...(device && { device }) })),
    }),
    ...(stills.size > 0 && {
      stills: [...stills.values()].map(({ camera, jpeg }) => ({ camera, bytes: jpeg.length })),
    }),
  };
}

const folders = (dir: string) =>
  readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

it('there are packets of every codec', () => {
  expect(folders(ROOT).sort()).toEqual([...codecSchema.options].sort());
});

describe.each(folders(ROOT))('%s', (codec) => {
  it.each(folders(join(ROOT, codec)))('%s', (name) => {
    const dir = join(ROOT, codec, name);
    const given = packetSchema.parse(json(join(dir, 'packet.json')));
    const received = Date.parse(given.received);
    const packet: Packet = {
      type: 'packet',
      account: given.account,
      topic: given.topic,
      payload: bytesOf(given),
      received,
    };
    const mind = memory();
    mind.clock.set('tick', given.clock);
    const batch = Array.from({ length: given.times }, () => packet);
    const out = decodeBatch(batch, new Plans(directoryOf(codec)), mind, (i) => `letter-${i}`, newCounters());
    const errorPath = join(dir, 'error.json');
    if (existsSync(errorPath)) {
      expect(out.readings).toEqual([]);
      expect(outcome(out, received)).toEqual({ letters: [json(errorPath)] });
      // the packet as it came waits with it
      expect(out.letters[0]).toMatchObject({ account: packet.account, topic: packet.topic, payload: packet.payload });
    } else expect(outcome(out, received)).toEqual(json(join(dir, 'expected.json')));
    // nothing of ours was reached through a key from the wire
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
