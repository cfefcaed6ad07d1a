import { useEffect } from 'react';
import { createStore } from '../../live/store.js';
import { go, guardWays } from '../../ui/way.js';

/** Where somebody wanted to go while something was not saved. */
export const held = createStore<string | undefined>(undefined);
/** Parts of the page with something in them that would be lost. */
const unsaved = new Set<object>();

const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
let release: (() => void) | undefined;

function guard(): void {
  if (unsaved.size > 0 && !release) {
    const letGo = guardWays((to) => {
      held.set(to);
      return true;
    });
    window.addEventListener('beforeunload', onLeave);
    release = () => {
      letGo();
      window.removeEventListener('beforeunload', onLeave);
    };
  } else if (unsaved.size === 0) {
    release?.();
    release = undefined;
  }
}

/** Goes, whatever is lost. */
export function goAnyway(): void {
  const to = held.get();
  unsaved.clear();
  guard();
  held.set(undefined);
  if (to !== undefined) go(to);
}

/** Says that something here would be lost by leaving. */
export function useUnsaved(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const mark = {};
    unsaved.add(mark);
    guard();
    return () => {
      unsaved.delete(mark);
      guard();
    };
  }, [dirty]);
}
