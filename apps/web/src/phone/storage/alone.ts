/** Does something while no other tab, and not the service worker, does it. Answers undefined where somebody is at it. */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
  // a page without HTTPS has no locks, and no service worker either
  if (!('locks' in navigator)) return work();
  return navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : undefined));
}
