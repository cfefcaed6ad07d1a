import { type Broadcast, type Incident, type Notice, spokenText } from '#hub/contracts';
import { plain, SMS_LENGTH } from '#hub/service-kit';
import type { Words } from '../state/kept.js';

type Language = 'vi' | 'en';
/** What is said before an incident's own sentence. */
const BEFORE: Record<Language, Record<'taken' | 'ended' | 'false' | 'resolved' | 'drill', string>> = {
  vi: {
    ...{ taken: 'Đã có người nhận', ended: 'Đã kết thúc', drill: 'DIỄN TẬP' },
    ...{ false: 'Báo nhầm', resolved: 'Đã xử lý' },
  },
  en: {
    ...{ taken: 'Somebody took it', ended: 'It is over', drill: 'DRILL' },
    ...{ false: 'False alarm', resolved: 'Dealt with' },
  },
};
const BELL: Record<Language, Words> = {
  vi: {
    ...{ title: 'Thử chuông', body: 'Ca trực bắt đầu. Chạm vào đây để báo bạn đã sẵn sàng.' },
    ...{ sms: 'Thu chuong: ca truc bat dau.', voice: 'Thử chuông. Ca trực bắt đầu.', url: '/security' },
  },
  en: {
    ...{ title: 'Test bell', body: 'Your watch begins. Tap here to say that you are ready.' },
    ...{ sms: 'Test bell: your watch begins.', voice: 'Test bell. Your watch begins.', url: '/security' },
  },
};

const pageOf = (incident: Incident): string => `/security?incident=${encodeURIComponent(incident.id)}`;
const cut = (text: string): string => plain(text).slice(0, SMS_LENGTH);

/** What is said of an incident. `by`: who took it, as a role and never by name. */
export function wordsOf(incident: Incident, kind: Notice['kind'], language: Language, by?: string): Words {
  const { text, verdict } = incident;
  const say = BEFORE[language];
  const [title, sentence] = language === 'vi' ? [text.title, text.sentence] : [text.titleEn, text.sentenceEn];
  const follow =
    kind === 'taken'
      ? by
        ? `${say.taken} (${by})`
        : say.taken
      : kind === 'ended'
        ? say[verdict?.kind ?? 'ended']
        : '';
  const before = [incident.drill ? say.drill : '', follow].filter(Boolean).join(' · ');
  const with_ = (rest: string) => (before ? `${before}: ${rest}` : rest);
  return {
    ...{ title: with_(title), body: incident.drill ? `${say.drill}: ${sentence}` : sentence },
    ...{ sms: cut(with_(text.sms)), voice: with_(text.voice), url: pageOf(incident), place: text.place },
  };
}

export const bellWords = (language: Language): Words => BELL[language];

/** That a public message waits for a yes. What it says is for everybody, and so may stand here. */
export function approvalWords(draft: Broadcast, language: Language): Words {
  const urgent = draft.urgency === 'emergency';
  const [vi, en] = urgent
    ? ['Tin KHẨN chờ duyệt', 'An EMERGENCY message waits for approval']
    : ['Tin phát thanh chờ duyệt', 'A public message waits for approval'];
  const title = language === 'vi' ? vi : en;
  const body = spokenText(draft);
  const how = language === 'vi' ? 'Mở trang Phát thanh để duyệt.' : 'Open Public messages to approve it.';
  return {
    title,
    body,
    sms: cut(`${title}. ${how} ${body}`),
    voice: `${title}. ${how}`,
    url: '/operations/phat-thanh',
  };
}

/** Of several things in one message so many are named: by voice whoever is called takes these. */
export const NAMED = 8;
/** Several things for one contact in one message; the first leads. */
export function bundled(all: readonly Words[], language: Language): Words {
  const [first] = all;
  if (!first || all.length === 1) return first!;
  const more = all.length - 1;
  const named = all.slice(0, NAMED).map(({ title, place }) => (place ? `${title} (${place})` : title));
  const rest =
    all.length > NAMED
      ? [language === 'vi' ? `và ${all.length - NAMED} việc khác` : `and ${all.length - NAMED} more`]
      : [];
  const tail = language === 'vi' ? `+${more} việc khác` : `+${more} more`;
  const sms = ` ${plain(tail)}`;
  // where all of it is one message, nothing is left out
  const whole = all.map((one) => one.sms).join(' ');
  return {
    title: language === 'vi' ? `${all.length} việc: ${first.title}` : `${all.length} matters: ${first.title}`,
    body: [first.body, ...named.slice(1), ...rest].join('\n'),
    sms: whole.length <= SMS_LENGTH ? whole : first.sms.slice(0, SMS_LENGTH - sms.length) + sms,
    voice: `${first.voice} ${language === 'vi' ? 'Và' : 'And'} ${[...named.slice(1), ...rest].join('. ')}.`,
    url: urlOf(all.map(({ url }) => url)),
  };
}

/** Of several matters the page that all of them are on, or else everything. */
function urlOf([first, ...others]: readonly string[]): string {
  if (others.every((url) => url === first)) return first!;
  const [page] = first!.split('?');
  return others.every((url) => url.split('?')[0] === page) && page === '/farm' ? page : '/security';
}
