import { useEffect } from 'react';

const REST_MS = 4000;

/** Hides the pointer while nobody moves it: a television is not a desk. */
export function useQuietPointer(): void {
  useEffect(() => {
    const root = document.documentElement;
    let timer: ReturnType<typeof setTimeout>;
    const rest = () => root.classList.add('pointer-rests');
    const moved = () => {
      root.classList.remove('pointer-rests');
      clearTimeout(timer);
      timer = setTimeout(rest, REST_MS);
    };
    rest();
    window.addEventListener('pointermove', moved);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointermove', moved);
      root.classList.remove('pointer-rests');
    };
  }, []);
}
