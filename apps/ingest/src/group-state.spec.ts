import { beforeEach, describe, expect, it } from '@jest/globals';
import { GROUP } from '#hub/contracts';
import { GroupState } from './group-state.js';
import { MemoryGroup } from './testing/memory-context.js';

let group: MemoryGroup;
beforeEach(() => {
  group = new MemoryGroup(GROUP.decode);
});
const all = <T>(state: GroupState<T>) => group.run((context) => [...state.view(context).entries()], false);

describe("a part of a group's state", () => {
  it('is what the batches that were committed made of it', () => {
    const state = new GroupState<number>('n/');
    group.run((context) => state.view(context).set('a', 1));
    group.run((context) => state.view(context).set('b', 2), false);
    group.run((context) => {
      const view = state.view(context);
      expect([view.get('a'), view.get('b')]).toEqual([1, undefined]);
      view.set('a', undefined);
      view.set('c', 3);
      expect([...view.entries()]).toEqual([['c', 3]]);
    });
    expect(all(state)).toEqual([['c', 3]]);
    // another process finds the same
    expect(all(new GroupState<number>('n/'))).toEqual([['c', 3]]);
  });

  it('does not see what others keep beside it', () => {
    group.run((context) => new GroupState<number>('n/').view(context).set('a', 1));
    expect(all(new GroupState<number>('m/'))).toEqual([]);
  });

  it('stays as it was where a batch deletes and fails', () => {
    const state = new GroupState<number>('n/');
    group.run((context) => state.view(context).set('a', 1));
    group.run((context) => state.view(context).set('a', undefined), false);
    expect(all(state)).toEqual([['a', 1]]);
  });
});
