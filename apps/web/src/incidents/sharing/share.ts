/** How it went: the sheet of the system was used or closed, or the text lies on the clipboard. */
export type Shared = 'shared' | 'copied' | 'left' | 'failed';

/** Hands a text, and a picture where that goes, to whatever somebody writes with; where a browser has no such sheet the text is copied. */
export async function share(text: string, picture?: File): Promise<Shared> {
  if (navigator.share) {
    const both = { text, ...(picture && { files: [picture] }) };
    try {
      await navigator.share(picture && navigator.canShare?.(both) ? both : { text });
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
