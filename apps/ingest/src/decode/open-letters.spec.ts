import { describe, expect, it, jest } from '@jest/globals';
import { type DeadLetter, type DeadLetterItem, STREAM } from '#hub/contracts';
import { openLog } from '../testing/crashing-log.js';
import { OpenLetters } from './open-letters.js';

jest.setTimeout(60_000);

const letter = (id: string, reason = 'x'): DeadLetter => ({
  type: 'dead-letter',
  id,
  kind: 'undecodable',
  reason,
  group: 'decode',
  received: 1,
});
const resolved = (id: string): DeadLetterItem => ({ type: 'resolved', id, at: 2 });

async function over(
  items: DeadLetterItem[],
  body: (open: OpenLetters, add: (...more: DeadLetterItem[]) => Promise<void>) => Promise<void>,
) {
  const { log, close } = await openLog();
  const add = (...more: DeadLetterItem[]) => log.append(STREAM.deadLetters, more);
  const open = new OpenLetters(log);
  try {
    if (items.length > 0) await add(...items);
    await body(open, add);
  } finally {
    await open.stop();
    await close();
  }
}

describe('open letters', () => {
  it('are found as they were last written, until they are resolved', () =>
    over([letter('a'), letter('b'), letter('a', 'y'), resolved('b')], async (open, add) => {
      expect(open.find('a')).toBeUndefined();
      await open.refresh();
      expect(open.find('a')).toEqual(letter('a', 'y'));
      expect(open.find('b')).toBeUndefined();
      await add(resolved('a'), letter('b', 'again'));
      await open.refresh();
      expect([open.find('a'), open.find('b')]).toEqual([undefined, letter('b', 'again')]);
      expect(open.find('never')).toBeUndefined();
    }));

  it('are right however many look at once', () =>
    over(
      Array.from({ length: 1500 }, (_, i) => letter(`l-${i}`)),
      async (open, add) => {
        const first = open.refresh();
        await add(...Array.from({ length: 1500 }, (_, i) => resolved(`l-${i}`)), letter('last'));
        await Promise.all([first, open.refresh(), open.refresh()]);
        expect([open.find('l-0'), open.find('l-1499'), open.find('last')]).toEqual([
          undefined,
          undefined,
          letter('last'),
        ]);
      },
    ));

  it('beyond the newest 20,000 are forgotten', () =>
    over(
      Array.from({ length: 20_001 }, (_, i) => letter(`l-${i}`)),
      async (open) => {
        await open.refresh();
        expect([open.find('l-0')?.id, open.find('l-1')?.id]).toEqual([undefined, 'l-1']);
      },
    ));
});
