import { describe, expect, it } from '@jest/globals';
import { commandOf } from './keys.js';

const press = (code: string, over = {}) =>
  commandOf({
    code,
    ...{ shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, isComposing: false },
    ...over,
  });

describe('a key at the duty desk', () => {
  it('is known by its place, whatever an input method writes with it', () => {
    expect(['KeyA', 'KeyG', 'KeyB', 'KeyH', 'KeyN', 'KeyX', 'KeyZ'].map((code) => press(code))).toEqual([
      'acknowledge',
      'assign',
      'comment',
      'shelve',
      'false',
      'resolve',
      'undo',
    ]);
    expect([press('ArrowUp'), press('ArrowDown')]).toEqual(['previous', 'next']);
    expect([press('Slash'), press('Slash', { shiftKey: true })]).toEqual(['search', 'keys']);
  });
  it('is left to the browser and to the input method', () => {
    for (const held of ['ctrlKey', 'altKey', 'metaKey', 'isComposing', 'shiftKey'])
      expect(press('KeyA', { [held]: true })).toBeUndefined();
    expect([press('KeyQ'), press('toString')]).toEqual([undefined, undefined]);
  });
});
