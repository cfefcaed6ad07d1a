export interface PageChoice {
  page: 'wall';
  /** Address to show instead of the one that was asked for. */
  redirect?: string;
}

/** Which page an address asks for. So far there is one: every address leads to the wall. */
export const pageAt = (pathname: string): PageChoice =>
  pathname.replace(/\/+$/, '') === '/wall' ? { page: 'wall' } : { page: 'wall', redirect: '/wall' };
