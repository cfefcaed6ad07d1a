import type { Lang } from '../i18n/lang.js';

const vi = {
  seconds: (n: number) => `${n} giây`,
  minutes: (n: number) => `${n} phút`,
  hours: (n: number) => `${n} giờ`,
  days: (n: number) => `${n} ngày`,
  hoursMinutes: (h: number, m: number) => `${h} giờ ${m} phút`,
  ago: (age: string) => `${age} trước`,
  justNow: 'vừa mới',
  on: 'có',
  off: 'không',
  stepOn: 'Bật',
  stepOff: 'Tắt',
};
export type FormatWords = typeof vi;

const en: FormatWords = {
  seconds: (n) => `${n} s`,
  minutes: (n) => `${n} min`,
  hours: (n) => `${n} h`,
  days: (n) => `${n} ${n === 1 ? 'day' : 'days'}`,
  hoursMinutes: (h, m) => `${h} h ${m} min`,
  ago: (age) => `${age} ago`,
  justNow: 'just now',
  on: 'yes',
  off: 'no',
  stepOn: 'On',
  stepOff: 'Off',
};

/** Words that go with figures on every page. */
export const formatWords: Record<Lang, FormatWords> = { vi, en };
