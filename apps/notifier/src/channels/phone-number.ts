/** A Vietnamese mobile number: 84, then 3, 5, 7, 8 or 9 and eight digits. */
const MOBILE = /^84[35789]\d{8}$/;

/** "0912 345 678", "+84 912…", "84912…" as "84912345678"; undefined where it is no mobile number of today. */
export function normalised(typed: string): string | undefined {
  const digits = typed.replace(/[^\d+]/g, '');
  const number = digits
    .replace(/^\+?84/, '84')
    .replace(/^0084/, '84')
    .replace(/^0/, '84');
  return MOBILE.test(number) ? number : undefined;
}
