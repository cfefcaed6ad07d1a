/** Entry script of a page, the last of its scripts: its name carries a hash of all it loads, so it names the build. */
export const buildIn = (html: string): string | undefined =>
  [...html.matchAll(/<script[^>]+type="module"[^>]*src="([^"]+)"/g)].at(-1)?.[1];

const TRIED = 'reloaded-for';

/** Asks for the page anew and reloads once when the server has another build than the one running here. */
export async function reloadOnNewBuild(): Promise<void> {
  const running = [...document.querySelectorAll('script[type="module"][src]')].at(-1)?.getAttribute('src');
  if (!running?.startsWith('/assets/')) return;
  try {
    const response = await fetch(window.location.pathname, { cache: 'no-store', signal: AbortSignal.timeout(8000) });
    const served = response.ok ? buildIn(await response.text()) : undefined;
    if (!served || served === running || sessionStorage.getItem(TRIED) === served) return;
    sessionStorage.setItem(TRIED, served);
    window.location.reload();
  } catch {
    // asked again at the next connection
  }
}
