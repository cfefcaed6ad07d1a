import './toast.css';
import { useEffect, useSyncExternalStore } from 'react';
import { wordsIn } from '../i18n/lang.js';
import { createStore } from '../live/store.js';
import { Button } from './button.js';
import { Icon } from './icon.js';

interface Toast {
  words: string;
  /** Takes it back; nothing was sent so far. */
  undo?: () => void;
  /** Does it, when nobody took it back. */
  settle?: () => void;
  ms: number;
}

const toast = createStore<Toast | undefined>(undefined);
const SHOWN_MS = 4000;
const UNDO_MS = 5000;

const useWords = wordsIn({ undo: 'LẤY LẠI' }, { undo: 'UNDO' });

function show(next: Toast | undefined): void {
  // what was not taken back is done before the next thing is told
  toast.get()?.settle?.();
  toast.set(next);
}

/** Tells that something was done. */
export const say = (words: string): void => show({ words, ms: SHOWN_MS });

/** Does something in five seconds, unless it is taken back before: until then nothing is sent. */
export const sayWithUndo = (words: string, act: () => void, undo: () => void = () => {}): void =>
  show({ words, settle: act, undo, ms: UNDO_MS });

/** Takes back what can be taken back still, as its button does. Answers whether there was anything. */
export function takeBack(): boolean {
  const shown = toast.get();
  if (!shown?.undo) return false;
  toast.set(undefined);
  shown.undo();
  return true;
}

/** Where a page tells what it did. Once a page. */
export function Toasts() {
  const t = useWords();
  const shown = useSyncExternalStore(toast.subscribe, toast.get);
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => show(undefined), shown.ms);
    return () => clearTimeout(timer);
  }, [shown]);
  useEffect(() => {
    // whoever leaves the page meant what he did
    const leave = () => show(undefined);
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, []);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown && (
        <div className="toast" key={shown.words}>
          <p>
            {!shown.undo && <Icon name="check" />}
            {shown.words}
          </p>
          {shown.undo && (
            <Button kind="quiet" icon="undo" onClick={takeBack}>
              {t.undo}
            </Button>
          )}
          {shown.undo && <span className="left" />}
        </div>
      )}
    </div>
  );
}
