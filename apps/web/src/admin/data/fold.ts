/** Without capitals and diacritics: "Kênh Đông" is found by "kenh dong". */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();

/** Whether each word of a search stands in one of the texts. */
export function finds(search: string, ...texts: (string | undefined)[]): boolean {
  const words = fold(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const all = fold(texts.filter(Boolean).join('  '));
  return words.every((word) => all.includes(word));
}
