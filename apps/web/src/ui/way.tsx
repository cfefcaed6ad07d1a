import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react';

const current = () => window.location.pathname + window.location.search;
const listeners = new Set<() => void>();
/** The address that the page is drawn for: while somebody is asked whether to leave, the browser may be further. */
let here = '';
const tell = () => {
  here = current();
  for (const listener of listeners) listener();
};
const onPop = () => {
  const to = current();
  if (!stays(to)) return tell();
  // the browser has gone already: back to what is not saved
  window.history.pushState(null, '', here);
};
const subscribe = (listener: () => void) => {
  if (listeners.size === 0) {
    here = current();
    window.addEventListener('popstate', onPop);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('popstate', onPop);
  };
};

/** Address of the page without its query. */
export const usePath = (): string => useSyncExternalStore(subscribe, () => window.location.pathname);
/** Query of the page, e.g. what a list is narrowed to. */
export const useSearch = (): string => useSyncExternalStore(subscribe, () => window.location.search);

/** Whether the page stays where it is, because it asks first. */
type Guard = (to: string) => boolean;
let stays: Guard = () => false;
/** Asks the guard before each way within the page; returns how to let go again. */
export function guardWays(guard: Guard): () => void {
  stays = guard;
  return () => {
    if (stays === guard) stays = () => false;
  };
}

const pageOf = (path: string) => path.split(/[/?#]/)[1];

/** Goes there: within a page without loading it anew; another page comes as a document of its own. */
export function go(to: string, { replace = false } = {}): void {
  if (pageOf(to) !== pageOf(window.location.pathname)) return window.location.assign(to);
  if (!replace && stays(to)) return;
  if (replace) window.history.replaceState(null, '', to);
  else window.history.pushState(null, '', to);
  tell();
}

/** A link that stays within the page where it can. */
export function Way({ href, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(href);
  };
  return <a {...rest} href={href} onClick={follow} />;
}
