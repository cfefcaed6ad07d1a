import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { anMp3 } from '#hub/testkit';
import { Recordings } from './recordings.js';

const DAY_MS = 86_400_000;
const audio = (seconds: number) => anMp3(seconds).toString('base64');

let dir: string;
let now: number;
let named: Set<string>;
const recordings = (mostBytes?: number) =>
  new Recordings({
    ...{ dir, clock: { now: () => now }, named: () => Promise.resolve(named) },
    ...(mostBytes !== undefined && { mostBytes }),
  });

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'recordings-'));
  now = Date.now();
  named = new Set();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('what no message was made of within a day is let go of, and nothing else', async () => {
  const kept = recordings();
  const said = await kept.add(audio(1));
  const unsaid = await kept.add(audio(2));
  named.add(said.name);
  now += DAY_MS / 2;
  const fresh = await kept.add(audio(3));
  // somebody makes a message of it just now
  await kept.known(fresh.name);
  now += DAY_MS * 0.75;
  const last = await kept.add(audio(4));
  expect(readdirSync(dir).sort()).toEqual([said.name, fresh.name, last.name].sort());
  expect(await kept.open(unsaid.name)).toBeUndefined();
});

it('there is an end to the room for them, which is said; what is there already needs none', async () => {
  const kept = recordings(anMp3(2).length + anMp3(1).length);
  const first = await kept.add(audio(2));
  await kept.add(audio(1));
  await expect(kept.add(audio(3))).rejects.toMatchObject({ status: 507 });
  expect(await kept.add(audio(2))).toEqual(first);
  now += 2 * DAY_MS;
  await kept.add(audio(3));
});
