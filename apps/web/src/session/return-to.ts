/**
 * Where to go after signing in, as the address asks for it: a page of this hub, or undefined. Anything that a browser could
 * read as another site is left.
 */
export function returnTo(search: string): string | undefined {
  const to = new URLSearchParams(search).get('to');
  return to && /^\/(?![/\\])[\w\-./?=&%,:]*$/.test(to) && !/^\/(sign-in|setup|join)\b/.test(to) ? to : undefined;
}

/** The sign-in page, and the way back from it. */
export const signInFrom = ({ pathname, search }: { pathname: string; search: string }): string => {
  const to = pathname + search;
  return to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`;
};
