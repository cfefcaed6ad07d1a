/** Injection token of the push services that browsers may name. */
export const PUSH_SERVICES = 'PUSH_SERVICES';

/**
 * Whether a browser's address lies at a push service that is allowed: the hub posts to it, and must not be made to post
 * anywhere else. "*.name" is any host below it; an entry with "http://" is that origin, for tests and services of one's own.
 */
export function isPushService(endpoint: string, allowed: readonly string[]): boolean {
  const { protocol, origin, hostname, port, username } = new URL(endpoint);
  if (username) return false;
  return allowed.some((one) => {
    if (one.includes('://')) return origin === one;
    if (protocol !== 'https:' || (port !== '' && port !== '443')) return false;
    return one.startsWith('*.') ? hostname.endsWith(one.slice(1)) : hostname === one;
  });
}
