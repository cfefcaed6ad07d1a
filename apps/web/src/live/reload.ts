/**
 * Loads the page again as soon as the hub serves it, tried every `everyMs`: a page that is loaded while the line is down
 * is none at all. Returns what puts an end to that.
 */
export function reloadWhenServed(everyMs: number): () => void {
  const timer = window.setInterval(() => void reloadIfServed(), everyMs);
  return () => window.clearInterval(timer);
}

async function reloadIfServed(): Promise<void> {
  const answer = await fetch(window.location.href, { cache: 'no-store', signal: AbortSignal.timeout(8000) }).catch(
    () => undefined,
  );
  if (answer?.ok) window.location.reload();
}
