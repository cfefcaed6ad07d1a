/** How a text is kept to be searched: small letters without diacritics, so that "thon dong" finds "Thôn Đông". */
export const searchable = (text: string): string =>
  text.toLowerCase().replaceAll('đ', 'd').normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim();

/** For LIKE … ESCAPE '\': what was typed stands for itself. */
export const likeAny = (text: string): string => `%${searchable(text).replace(/[\\%_]/g, '\\$&')}%`;
