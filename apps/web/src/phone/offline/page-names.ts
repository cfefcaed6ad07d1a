/** Names of a page's own things on the phone. */
export interface Names {
  /** Its store. */
  store: string;
  /** Held while somebody sends: the page, or its service worker. */
  sending: string;
  /** Where the service worker tells open pages that something has changed. */
  news: string;
}
