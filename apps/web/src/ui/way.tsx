import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  if (listeners.size === 0) window.addEventListener('popstate', tell);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('popstate', tell);
  };
};

/** Address of the page without its query. */
export const usePath = (): string => useSyncExternalStore(subscribe, () => window.location.pathname);
/** Query of the page, e.g. what a list is narrowed to. */
export const useSearch = (): string => useSyncExternalStore(subscribe, () => window.location.search);

const pageOf = (path: string) => path.split(/[/?#]/)[1];

/** Goes there: within a page without loading it anew; another page comes as a document of its own. */
export function go(to: string, { replace = false } = {}): void {
  if (pageOf(to) !== pageOf(window.location.pathname)) window.location.assign(to);
  else {
    if (replace) window.history.replaceState(null, '', to);
    else window.history.pushState(null, '', to);
    tell();
  }
}

/** A link that stays within the page where it can. */
export function Way({ href, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(href);
  };
  return <a {...rest} href={href} onClick={follow} />;
}
