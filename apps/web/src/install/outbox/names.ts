/** Held while somebody sends: a tab, or the service worker. */
export const SENDING = 'hub-outbox';
/** Where the service worker tells open pages that jobs have changed. */
export const NEWS = 'hub-install';
