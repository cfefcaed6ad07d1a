/** How it went: the sheet of the system was used or closed, or the text lies on the clipboard. */
export type Shared = 'shared' | 'copied' | 'left' | 'failed';

/** Hands a text to whatever somebody writes with; where a browser has no such sheet it is copied. */
export async function share(text: string): Promise<Shared> {
  if (navigator.share) {
    try {
      await navigator.share({ text });
      return 'shared';
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return 'left';
    }
  }
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    return 'failed';
  }
}
