/** Said to a service worker that waits: take over now. */
export const TAKE_OVER = 'take-over';
/** Name of what the browser wakes the service worker for, once there is a network. */
export const SYNC = 'outbox';
