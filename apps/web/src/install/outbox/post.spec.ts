import { describe, expect, it } from '@jest/globals';
import { answerOf } from './post.js';

const plain = { get: () => null };
const later = { get: (name: string) => (name === 'retry-after' ? '12' : null) };

describe('an answer of the hub', () => {
  it('that took the box, now or before, ends the matter', () => {
    const device = { id: 'water-47190366' };
    expect(answerOf(201, { device }, plain)).toEqual({ kind: 'taken', device: 'water-47190366' });
    expect(answerOf(200, { device }, plain)).toEqual({ kind: 'taken', device: 'water-47190366' });
  });
  it('that says no puts the box aside with the reason', () => {
    const body = { error: 'already-claimed', message: 'Tem này đã được lắp', by: 'Bình', at: 5, device: 'water-1' };
    expect(answerOf(409, body, plain)).toEqual({
      kind: 'refused',
      problem: {
        ...{ code: 'already-claimed', message: 'Tem này đã được lắp' },
        ...{ by: 'Bình', claimedAt: 5, device: 'water-1' },
      },
    });
    expect(answerOf(409, { ...body, own: true }, plain)).toMatchObject({ problem: { own: true, claimedAt: 5 } });
    expect(answerOf(413, {}, plain)).toEqual({ kind: 'refused', problem: { code: 'too-large', message: '' } });
  });
  it('that asks for patience is waited for as long as it says', () => {
    expect(answerOf(429, {}, later)).toEqual({ kind: 'later', retryInMs: 12_000 });
    expect(answerOf(429, { retryAfterS: 7 }, plain)).toEqual({ kind: 'later', retryInMs: 7000 });
    expect(answerOf(429, {}, plain)).toEqual({ kind: 'later', retryInMs: 30_000 });
  });
  it('of a session that is over waits for somebody to sign in', () => {
    expect(answerOf(401, { error: 'signed-out' }, plain)).toEqual({ kind: 'signed-out' });
  });
  it.each([
    [500, { error: 'internal' }],
    [503, {}],
    // a captive portal, a proxy: nobody who knows the box
    [200, {}],
    [302, {}],
    [403, {}],
    [404, {}],
  ])('that is none (%d) is asked for again', (status, body) => {
    expect(answerOf(status, body, plain)).toEqual({ kind: 'unreachable' });
  });
});
