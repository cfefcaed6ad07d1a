import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BadStillError, FileStills } from './stills.js';

let parent: string;
let dir: string;
let stills: FileStills;
let now: number;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'stills-'));
  dir = join(parent, 'stills');
  now = 10_000;
  stills = new FileStills(dir, { now: () => now });
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const jpeg = (n: number) => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(1000, n)]);
const kept = (camera: string) => readFileSync(join(dir, `${camera}.jpg`));

describe('pictures', () => {
  it('are kept one a camera, the newest', async () => {
    await stills.save('cam-1', 1000, jpeg(1));
    await stills.save('cam-2', 1000, jpeg(2));
    await stills.save('cam-1', 2000, jpeg(3));
    await stills.save('cam-1', 1500, jpeg(4));
    expect(kept('cam-1')).toEqual(jpeg(3));
    expect(kept('cam-2')).toEqual(jpeg(2));
    expect(readdirSync(dir).sort()).toEqual(['cam-1.jpg', 'cam-2.jpg']);
  });

  it('of a time to come give way: they were taken while the hub’s clock was wrong', async () => {
    now = 86_400_000;
    await stills.save('cam-1', now, jpeg(1));
    now = 10_000;
    await stills.save('cam-1', now, jpeg(2));
    expect(kept('cam-1')).toEqual(jpeg(2));
  });

  it('that come at once leave the newest, whole', async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, i) => stills.save('cam-1', 1000 + ((i * 7) % 30), jpeg((i * 7) % 30))),
    );
    expect(kept('cam-1')).toEqual(jpeg(29));
    expect(readdirSync(dir)).toEqual(['cam-1.jpg']);
  });

  it.each([
    ['a path for a name', '../cam', jpeg(1)],
    ['no name', '', jpeg(1)],
    ['text for a picture', 'cam-1', Buffer.from('<svg/>')],
    ['too large a picture', 'cam-1', Buffer.concat([jpeg(1), Buffer.alloc(256 * 1024)])],
  ])('are none: %s', async (_what, camera, bytes) => {
    await expect(stills.save(camera, 1000, bytes)).rejects.toThrow(BadStillError);
    expect(existsSync(dir)).toBe(false);
  });

  it('that cannot be written leave the next one its turn', async () => {
    writeFileSync(dir, 'a file where the folder should be');
    await expect(stills.save('cam-1', 1000, jpeg(1))).rejects.toThrow();
    rmSync(dir);
    await stills.save('cam-1', 2000, jpeg(2));
    expect(kept('cam-1')).toEqual(jpeg(2));
  });
});
