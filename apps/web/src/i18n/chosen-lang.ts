import { createStore } from '../live/plain-store.js';

export type Lang = 'vi' | 'en';

const KEPT = 'language';
const isLang = (text: string | null | undefined): text is Lang => text === 'vi' || text === 'en';

/** The language of this page. The address asks first, then what was chosen on this machine; Vietnamese otherwise. */
export const lang = createStore<Lang>('vi');

/** Reads the choice at the start of a page. */
export function startLang(): void {
  const asked = new URLSearchParams(window.location.search).get('lang');
  const kept = window.localStorage.getItem(KEPT);
  show(isLang(asked) ? asked : isLang(kept) ? kept : 'vi');
}

/** Chooses a language for this machine. */
export function chooseLang(next: Lang): void {
  window.localStorage.setItem(KEPT, next);
  show(next);
}

/** The language somebody has in the hub: taken where nobody chose one on this machine. */
export function offerLang(next: Lang): void {
  if (!isLang(window.localStorage.getItem(KEPT)) && !new URLSearchParams(window.location.search).has('lang'))
    show(next);
}

function show(next: Lang): void {
  document.documentElement.lang = next;
  lang.set(next);
}
