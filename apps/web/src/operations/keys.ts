/** What a key does, by where it lies on the keyboard: input methods for Vietnamese change what it writes. */
export const KEYS = {
  ArrowUp: 'previous',
  ArrowDown: 'next',
  KeyA: 'acknowledge',
  KeyG: 'assign',
  KeyB: 'comment',
  KeyH: 'shelve',
  KeyN: 'false',
  KeyX: 'resolve',
  KeyZ: 'undo',
  KeyC: 'handover',
  KeyT: 'bulletin',
  KeyP: 'broadcasts',
  KeyK: 'smokeReport',
  Slash: 'search',
} as const;
export type Command = (typeof KEYS)[keyof typeof KEYS] | 'keys';

type Pressed = Pick<KeyboardEvent, 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'isComposing'>;

/** The command of a key, or undefined. "?" is the shifted "/". */
export function commandOf(pressed: Pressed): Command | undefined {
  const { code, shiftKey, ctrlKey, altKey, metaKey, isComposing } = pressed;
  if (ctrlKey || altKey || metaKey || isComposing || !Object.hasOwn(KEYS, code)) return undefined;
  if (code === 'Slash') return shiftKey ? 'keys' : 'search';
  return shiftKey ? undefined : KEYS[code as keyof typeof KEYS];
}

/** Whether a key belongs to what has the focus: letters to a text, arrows to a choice, everything to a dialog and a map. */
export function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('dialog[open], [contenteditable], textarea, select, [role="application"]')) return true;
  return target instanceof HTMLInputElement && target.type !== 'checkbox';
}
