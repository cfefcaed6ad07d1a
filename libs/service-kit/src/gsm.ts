/** Characters that one GSM-7 message may hold. */
export const SMS_LENGTH = 160;

// GSM 03.38 basic set without its Greek and accented letters: what every phone and every gateway passes on
const GSM = /[^A-Za-z0-9 \n@$_!"#%&'()*+,\-./:;<=>?]/g;

/** Vietnamese without diacritics in the GSM 7-bit alphabet. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replaceAll('µ', 'u')
    .replaceAll('³', '3')
    .replaceAll('²', '2')
    .replaceAll('₂', '2')
    .replace(/[–—−]/g, '-')
    .replace(/[“”]/g, '"')
    .replace(/\u00a0/g, ' ')
    .replace(GSM, '');
}
