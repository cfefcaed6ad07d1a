import { type Refusal, RequestFailed } from '../live/rest.js';
import type { Lang } from '../i18n/lang.js';

const OWN = {
  vi: {
    unreachable: 'Chưa tới được máy chủ: không có mạng, hoặc máy chủ đang tắt. Chưa có gì thay đổi; hãy thử lại.',
    'signed-out': 'Phiên đăng nhập đã hết. Hãy đăng nhập lại.',
    forbidden: 'Tài khoản này không được làm việc đó.',
    'not-found': 'Không còn ở đây nữa: có thể ai đó vừa xóa.',
    conflict: 'Người khác vừa sửa trước. Hãy xem bản mới rồi sửa lại.',
    wrong: 'Thông tin chưa đúng',
    refused: 'Máy chủ không nhận. Hãy xem lại rồi thử lần nữa.',
  },
  en: {
    unreachable: 'The hub was not reached: no network, or the hub is off. Nothing has changed; try again.',
    'signed-out': 'Your session is over. Sign in again.',
    forbidden: 'This account may not do that.',
    'not-found': 'It is no longer there: somebody may just have removed it.',
    conflict: 'Somebody else was faster. Look at how it is now, then change it again.',
    wrong: 'Something is not right',
    refused: 'The hub did not take it. Look again and try once more.',
  },
} as const;

/** What to tell somebody whose request was refused: the hub's own words, and ours where it has none. */
export function refusalWords(error: unknown, lang: Lang): string {
  if (!(error instanceof RequestFailed)) return OWN[lang].refused;
  return error.answer.message ?? OWN[lang][error.reason];
}

/** What is wrong with which field, by the name that it has on the page: `overrides.0.limit` is of `overrides`. */
export function fieldWords(
  fields: NonNullable<Refusal['fields']>,
  labels: Readonly<Record<string, string>>,
  lang: Lang,
): string {
  const words = fields.map(({ field, problem }) => {
    const label = labels[field] ?? labels[field.split('.')[0]!] ?? field;
    return label ? `${label}: ${problem}` : problem;
  });
  return `${OWN[lang].wrong}: ${words.join('; ')}`;
}
