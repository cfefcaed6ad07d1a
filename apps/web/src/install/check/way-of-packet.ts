import type { DeviceCheck, Metric, RefusalReason } from '#hub/contracts';
import { BOX_METRICS, METRICS } from '#hub/contracts';
import { ageWords } from '../../format/age.js';
import { hhmm } from '../../format/clock.js';
import { withUnit } from '../../format/figures.js';
import { formatWords } from '../../format/words.js';
import type { Lang } from '../../i18n/lang.js';
import type { Joint } from '../../phone/packet-way.js';
import type { Words } from '../words/vi.js';

/** Slower than this a box is not waited for at its pole. */
export const SLOW_MS = 60_000;
/** What the phone saw and when: the hub tells how things are, not since when. */
export interface Seen {
  /** The box asked for its account, or signed in. */
  boxAt?: number;
  admittedAt?: number;
  /** Since when values are waited for. */
  since: number;
}

/** dBm above which a signal is good, and above which it is fair: common limits of LTE and LoRa receivers. */
const GOOD_DBM = -90;
const FAIR_DBM = -110;
export type SignalWord = keyof Words['signal'];
export const signalWord = (dbm: number): SignalWord => (dbm >= GOOD_DBM ? 'good' : dbm >= FAIR_DBM ? 'fair' : 'weak');

type Stage = 'box' | 'admission' | 'value' | 'off-profile' | 'heard' | 'refused';
/** It is in. */
const ADMITTED: readonly Stage[] = ['value', 'off-profile', 'heard'];
/** Where a box is on its way. */
export function stageOf(check: DeviceCheck | undefined): Stage {
  if (check?.state === 'heard') return 'heard';
  if (check?.state === 'refused') return 'refused';
  if (check?.state === 'off-profile') return 'off-profile';
  switch (check?.provisioning) {
    case 'in-use':
      return 'value';
    case 'handed-out':
      return 'admission';
    default:
      return 'box';
  }
}

/** Notes what is new in an answer. */
export function seenIn(check: DeviceCheck, seen: Seen, now: number): Seen {
  const stage = stageOf(check);
  const boxAt = seen.boxAt ?? (stage === 'box' ? undefined : (check.refusal?.last ?? now));
  const admittedAt = seen.admittedAt ?? (ADMITTED.includes(stage) ? now : undefined);
  return { ...seen, ...(boxAt && { boxAt }), ...(admittedAt && { admittedAt }) };
}

/** From the box to its first value, as far as it came. */
export function wayOf(
  check: DeviceCheck | undefined,
  seen: Seen,
  { t, lang, now }: { t: Words; lang: Lang; now: number },
): Joint[] {
  const stage = stageOf(check);
  const at = (ms: number | undefined) => (ms === undefined ? undefined : hhmm(ms));
  const passed = stage !== 'box';
  const signal = check?.signal?.metric === 'rssi' ? t.signal[signalWord(check.signal.value)] : undefined;
  const waited = t.since(ageWords(Math.max(1000, now - seen.since), formatWords[lang]));
  const refusal = stage === 'refused' ? check?.refusal : undefined;
  const value = stage === 'heard' && check ? valuesInOrder(check)[0] : undefined;
  return [
    {
      icon: 'box',
      state: passed ? 'done' : 'next',
      words: passed ? (signal ? t.boxOnSignal(signal) : t.boxOn) : t.boxWaits,
      when: passed ? at(seen.boxAt) : waited,
    },
    {
      icon: 'signal',
      state: passed ? 'done' : 'next',
      words: passed ? t.called : t.callWaits,
      when: passed ? at(seen.boxAt) : undefined,
    },
    refusal
      ? {
          icon: 'home',
          state: 'bad',
          words: t.refusedAt(refusalWord(refusal.reason, refusal.words, lang), hhmm(refusal.last)),
          more: t.refusedMore,
        }
      : {
          icon: 'home',
          state: ADMITTED.includes(stage) ? 'done' : 'next',
          words: ADMITTED.includes(stage) ? t.admitted : t.admissionWaits,
          when: ADMITTED.includes(stage) ? at(seen.admittedAt) : undefined,
        },
    stage === 'off-profile'
      ? {
          icon: 'water',
          state: 'bad',
          words: t.offProfile,
          more: missingWords(check!, { t, lang }),
          when: at(check!.lastAt),
        }
      : {
          icon: 'water',
          state: value ? 'done' : 'next',
          words: value ? t.valueHere(valueWords(value.metric, value.value, lang)) : t.valueWaits,
          when: value ? at(value.ts) : passed ? waited : undefined,
        },
  ];
}

const REFUSED_EN: Record<RefusalReason, string> = {
  'unknown-account': 'Not registered',
  'wrong-secret': 'Wrong password',
  revoked: 'Withdrawn',
  'topic-denied': 'It sends to a topic that is not its own',
  'subscribe-denied': 'It listens to a topic that is not its own',
  'payload-too-large': 'Packet too large',
  'packet-malformed': 'Broken MQTT packet',
  'protocol-version': 'It speaks MQTT 5: choose 3.1.1 on the device',
  'too-many-topics': 'Too many topics',
  'rate-slowed': 'It sends too fast',
  'too-many-connections': 'Too many connections',
  'connect-timeout': 'It connects and does not sign in',
  'log-unavailable': 'The hub has no room',
  'backlog-overflow': 'It sends too much at once',
  'claim-unknown': 'No such label, or its key is another',
  'claim-used': 'The label was used before',
  'claim-ended': 'The label has expired or was withdrawn',
  'claim-too-often': 'Too many wrong labels: it has to wait',
  'claim-malformed': 'Its request is malformed',
  'approval-rejected': 'It was not let in',
  'registry-unavailable': 'The hub cannot read its register just now',
  'plain-provisioning': 'The centre has opened no way for new boxes: call the administrator',
};
/** Where the hub's words are for its administrator. */
const REFUSED_VI: Partial<Record<RefusalReason, string>> = {
  'plain-provisioning': 'Trung tâm chưa mở đường cho hộp mới: gọi quản trị',
};
/** The hub's own words in Vietnamese, where an installer can use them; ours in English. */
export const refusalWord = (reason: RefusalReason, words: string, lang: Lang): string =>
  lang === 'vi' ? (REFUSED_VI[reason] ?? words) : REFUSED_EN[reason];

/** The one thing to do now. */
export function toDo(check: DeviceCheck | undefined): keyof Words['doNow'] | undefined {
  const stage = stageOf(check);
  if (stage === 'box') return 'power';
  if (stage === 'off-profile') return 'probe';
  if (stage !== 'refused') return stage === 'heard' ? undefined : 'wait';
  switch (check!.refusal?.reason) {
    case 'wrong-secret':
    case 'unknown-account':
    case 'claim-used':
      return 'secret';
    case 'claim-unknown':
    case 'claim-ended':
      return 'label';
    case 'revoked':
    case 'approval-rejected':
      return 'approval';
    case 'plain-provisioning':
      return 'administrator';
    case 'rate-slowed':
    case 'too-many-connections':
    case 'connect-timeout':
    case 'log-unavailable':
    case 'backlog-overflow':
    case 'claim-too-often':
    case 'registry-unavailable':
      return 'later';
    default:
      return 'settings';
  }
}

/** "pH 7,1", "Độ mặn 0,6 ‰": a value as it is said beside its name. */
export function valueWords(metric: Metric, value: number, lang: Lang): string {
  const figure = withUnit(metric, value, lang);
  return `${METRICS[metric][lang]} ${figure}`;
}

/** More than these are counted. */
const MOST_NAMED = 4;
/** "Chưa thấy: pH, ôxy hòa tan": what its profile measures and has not come; undefined where all is there. */
export function missingWords({ missing = [] }: DeviceCheck, { t, lang }: { t: Words; lang: Lang }): string | undefined {
  if (missing.length === 0) return undefined;
  const names = missing.slice(0, MOST_NAMED).map((metric) => inSentence(METRICS[metric][lang]));
  return t.missing(names.join(', '), missing.length - names.length);
}
/** A name that is no abbreviation begins small within a sentence. */
const inSentence = (name: string) => (/^\p{Lu}\p{Ll}/u.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name);

/** What it was put up to measure first, its battery and signal last; values that are fit to be shown foremost. */
export function valuesInOrder({ values, expected }: DeviceCheck): DeviceCheck['values'] {
  const rank = ({ metric, inRange, quality }: DeviceCheck['values'][number]) =>
    (expected?.includes(metric) ? 0 : BOX_METRICS.includes(metric) ? 4 : expected ? 2 : 0) +
    (inRange && !quality ? 0 : 1);
  return [...values].sort((a, b) => rank(a) - rank(b));
}
