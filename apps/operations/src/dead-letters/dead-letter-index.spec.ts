import { describe, expect, it } from '@jest/globals';
import type { DeadLetter, DeadLetterItem } from '#hub/contracts';
import { DeadLetterIndex } from './dead-letter-index.js';

const letter = (id: string, kind: DeadLetter['kind'] = 'unrecognised'): DeadLetter => ({
  type: 'dead-letter',
  id,
  kind,
  reason: 'Chưa nhận dạng',
  group: 'decode',
  received: 0,
});
const at = (record: number, index = 0) => ({ record, index });

describe('open dead letters', () => {
  it('are counted by kind and listed newest first', () => {
    const index = new DeadLetterIndex();
    index.take(letter('a'), at(0));
    index.take(letter('b', 'undecodable'), at(0, 1));
    index.take(letter('c'), at(1));
    expect(index.count('unrecognised')).toBe(2);
    expect(index.page({ kind: 'unrecognised' }, 0, 10)).toEqual({ total: 2, positions: [at(1), at(0)] });
    expect(index.page({}, 1, 1)).toEqual({ total: 3, positions: [at(0, 1)] });
    index.take({ ...letter('d'), account: 'box' }, at(2));
    expect(index.page({ account: 'box' }, 0, 10)).toEqual({ total: 1, positions: [at(2)] });
  });

  it('go when they are resolved, and come again with a new reason in their new place', () => {
    const index = new DeadLetterIndex();
    index.take(letter('a'), at(0));
    index.take(letter('a', 'undecodable'), at(5));
    expect(index.count('unrecognised')).toBe(0);
    expect(index.position('a')).toEqual(at(5));
    index.take({ type: 'resolved', id: 'a', at: 1 }, at(6));
    expect(index.position('a')).toBeUndefined();
    expect(index.page({}, 0, 10).total).toBe(0);
  });

  it('are counted once when the stream is read twice', () => {
    const index = new DeadLetterIndex();
    const stream: DeadLetterItem[] = [letter('a'), letter('b'), { type: 'resolved', id: 'b', at: 1 }];
    for (let pass = 0; pass < 2; pass++) stream.forEach((item, i) => index.take(item, at(0, i)));
    expect(index.count('unrecognised')).toBe(1);
  });

  it('are forgotten oldest first when there are too many', () => {
    const index = new DeadLetterIndex();
    for (let i = 0; i < 25_000; i++) index.take(letter(`x${i}`), at(i));
    expect(index.page({}, 0, 1)).toEqual({ total: 20_000, positions: [at(24_999)] });
    expect(index.count('unrecognised')).toBe(20_000);
    expect(index.position('x0')).toBeUndefined();
  });

  it('tell who waits what became of one', () => {
    const index = new DeadLetterIndex();
    const heard: string[] = [];
    index.take(letter('a'), at(0));
    const stop = index.watch('a', (item) => heard.push(item.type));
    index.take({ type: 'resolved', id: 'a', at: 1 }, at(1));
    stop();
    index.take(letter('a'), at(2));
    expect(heard).toEqual(['resolved']);
  });
});
