/** Asks the browser not to make room by throwing away what waits here. It may say no; nothing else depends on it. */
export async function keepForGood(): Promise<void> {
  try {
    if (!(await navigator.storage.persisted())) await navigator.storage.persist();
  } catch {
    // not on pages without HTTPS
  }
}
