import type { Alert } from '#hub/contracts';
import { spokenTime, writtenTime } from '../texts/figures.js';
import { fitted } from '../texts/sms.js';
import { fill, type Texts } from '../texts/texts.js';

type Words = Alert['text'];

/** Behind the words of the alert that stands for all: how many more there are, and whether it comes and goes. */
export function withOthers(words: Words, texts: Texts, { others, flaps }: { others: number; flaps: boolean }): Words {
  const behind = (sentence: string, { incidents }: Texts['vi'] | Texts['en']) =>
    [
      sentence,
      ...(others > 0 ? [fill(others === 1 ? incidents.other : incidents.others, { n: String(others) })] : []),
      ...(flaps ? [incidents.flapping] : []),
    ].join(' ');
  return {
    ...words,
    sentence: behind(words.sentence, texts.vi),
    voice: behind(words.voice, texts.vi),
    sentenceEn: behind(words.sentenceEn, texts.en),
  };
}

export interface OutageStory {
  kind: 'gateway' | 'hamlet' | 'commune';
  /** Of the gateway or the hamlet. */
  name: string;
  devices: number;
  /** Of the whole commune: hamlets, and gateways of what stands in none. */
  places: number;
  startedAt: number;
  overAt?: number | undefined;
  at: number;
}

/** "Nghi mất điện thôn Đoài: 6 thiết bị im cùng lúc từ 16:50." */
export function outageWords(texts: Texts, story: OutageStory): Words {
  const { kind, name, devices, places, startedAt, overAt, at } = story;
  const vi = texts.vi.incidents.outage[kind];
  const en = texts.en.incidents.outage[kind];
  const told = (
    words: { fact: string; over: string; action: string },
    time: (ms: number, now: number) => string,
    called = name,
  ) => {
    const filled = { name: called, n: String(devices), m: String(places), start: time(startedAt, at) };
    const rest = overAt === undefined ? words.action : fill(words.over, { end: time(overAt, at) });
    return `${fill(words.fact, filled)}. ${rest}.`;
  };
  const within = name.replace(/^(Thôn|Xóm|Ấp|Bản|Làng|Tổ|Khu|Khóm|Buôn)(?=\s)/u, (word) =>
    word.toLocaleLowerCase('vi'),
  );
  return {
    title: vi.title,
    place: name,
    sentence: told(vi, writtenTime, within),
    sms: fitted([told(vi, writtenTime, within)]),
    voice: told(vi, spokenTime, within),
    titleEn: en.title,
    sentenceEn: told(en, writtenTime),
  };
}
