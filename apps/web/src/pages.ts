/** Every page of index.html, by the first step of its address. */
export const PAGES = ['', 'wall', 'sign-in', 'setup', 'join', 'account', 'admin', 'operations'] as const;
export type PageName = (typeof PAGES)[number] | 'unknown';

/** Which page an address asks for. */
export function pageAt(pathname: string): PageName {
  const first = pathname.split('/')[1] ?? '';
  return (PAGES as readonly string[]).includes(first) ? (first as PageName) : 'unknown';
}
