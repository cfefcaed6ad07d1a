/** Entry script of a page: its name carries a hash, so it names the build. */
export const buildIn = (html: string): string | undefined =>
  /<script[^>]+type="module"[^>]*src="([^"]+)"/.exec(html)?.[1];

const TRIED = 'reloaded-for';

/** Asks for the page anew and reloads once when the server has another build than the one running here. */
export async function reloadOnNewBuild(): Promise<void> {
  const running = document.querySelector('script[type="module"][src]')?.getAttribute('src');
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
