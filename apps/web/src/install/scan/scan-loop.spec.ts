import { describe, expect, it } from '@jest/globals';
import { type LoopOptions, scanUntilFound } from './scan-loop.js';

/** A camera in time that passes only where somebody works or waits. */
function aCamera(pictures: (string | undefined)[], workMs = 40) {
  let now = 0;
  const seen = { looks: 0, strange: 0, waited: [] as number[] };
  const abort = new AbortController();
  const options: LoopOptions<string> = {
    look: async () => {
      now += workMs;
      return pictures[seen.looks++];
    },
    accept: (text) => (text.startsWith('hub:') ? text : undefined),
    onStrange: () => seen.strange++,
    now: () => now,
    wait: async (ms) => {
      now += ms;
      seen.waited.push(ms);
    },
    signal: abort.signal,
  };
  return { options, seen, abort };
}

describe('looking for a label', () => {
  it('ends with the first code of ours, and tells of others', async () => {
    const { options, seen } = aCamera([undefined, 'https://example.com', 'hub:1', 'hub:2']);
    expect(await scanUntilFound(options)).toBe('hub:1');
    expect(seen).toMatchObject({ looks: 3, strange: 1 });
  });
  it('rests three times as long as it works, so that the phone stays cool', async () => {
    const { options, seen } = aCamera([undefined, undefined, 'hub:1'], 100);
    await scanUntilFound(options);
    expect(seen.waited).toEqual([300, 300]);
    const quick = aCamera([undefined, 'hub:1'], 5);
    await scanUntilFound(quick.options);
    expect(quick.seen.waited).toEqual([120]);
  });
  it('lets the camera go when nothing comes', async () => {
    expect(await scanUntilFound(aCamera([]).options)).toBe('tired');
  });
  it('ends when the screen is left, also within a look', async () => {
    const { options, abort, seen } = aCamera(['hub:1']);
    const look = options.look;
    options.look = () => {
      abort.abort();
      return look();
    };
    expect(await scanUntilFound(options)).toBeUndefined();
    expect(seen.looks).toBe(1);
  });
});
