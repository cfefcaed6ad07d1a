/** What a data URL holds, as base64 and in bytes. */
export const base64Of = (dataUrl: string): string => dataUrl.slice(dataUrl.indexOf(',') + 1);
export function bytesOf(dataUrl: string): number {
  const base64 = base64Of(dataUrl);
  return (base64.length * 3) / 4 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0);
}
