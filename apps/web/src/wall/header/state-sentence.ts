import type { Alert, Severity } from '#hub/contracts';
import { localHour, startOfDay } from '../../format/clock.js';
import type { Words } from '../words/vi.js';
import type { LinkState } from '../../live/link.js';
import { rank } from '../stations/station-state.js';
import { type Away, awayWords, type Tally } from '../stations/tally.js';

export interface StateSentence {
  text: string;
  shape: { kind: 'severity'; severity: Severity; accepted: boolean } | { kind: 'normal' | 'stale' };
}

export interface SentenceFacts {
  link: LinkState;
  active: readonly Alert[];
  /** Ended incidents of the period that `reportPeriod` names. */
  ended: number;
  /** No device is registered. */
  empty: boolean;
  /** The hub takes packets: without that nothing new can be known. */
  taking: boolean;
  tally: Tally;
  now: number;
}

/** The night counts from 18:00; from noon on people ask about today. */
export function reportPeriod(now: number): { name: 'night' | 'day'; from: number } {
  const midnight = startOfDay(now);
  return localHour(now) < 12 ? { name: 'night', from: midnight - 6 * 3_600_000 } : { name: 'day', from: midnight };
}

const UNKNOWN_SHARE = 0.2;

/** The one sentence that says how the commune is. */
export function stateSentence(facts: SentenceFacts, t: Words): StateSentence {
  if (facts.link === 'lost') return { text: t.lostSentence, shape: { kind: 'stale' } };
  if (facts.link !== 'live') return { text: t.connectingSentence, shape: { kind: 'stale' } };
  const open = facts.active.filter((a) => a.state === 'unacknowledged');
  const taken = facts.active.length - open.length;
  const emergencies = facts.active.filter((a) => a.severity === 'emergency');
  if (facts.active.length > 0) {
    const top = facts.active.reduce((a, b) => (rank(b.severity) > rank(a.severity) ? b : a));
    const worst = open.length > 0 ? open.reduce((a, b) => (rank(b.severity) > rank(a.severity) ? b : a)) : top;
    const shape = {
      kind: 'severity',
      severity: emergencies.length > 0 ? 'emergency' : worst.severity,
      accepted: open.length === 0,
    } as const;
    const counts = [open.length > 0 && t.open(open.length), taken > 0 && t.taken(taken)].filter(Boolean).join(' – ');
    if (emergencies.length === 0) return { text: counts, shape };
    return { text: open.length > 0 ? t.emergencyOpen(open.length) : t.emergencyTaken(taken), shape };
  }
  if (facts.empty) return { text: t.noStationsSentence, shape: { kind: 'stale' } };
  if (!facts.taking) return { text: t.notTaking, shape: { kind: 'stale' } };
  const { stations, known } = facts.tally;
  if (stations > 0 && known === 0) return { text: unknownSentence(facts.tally, t), shape: { kind: 'stale' } };
  // "normal" is said of what is known: with many stations away the sentence says how many it speaks for
  if (stations - known > UNKNOWN_SHARE * stations)
    return { text: t.partlyNormal(known, stations, awayWords(facts.tally, t)), shape: { kind: 'stale' } };
  const text = reportPeriod(facts.now).name === 'night' ? t.normalNight(facts.ended) : t.normalDay(facts.ended);
  return { text, shape: { kind: 'normal' } };
}

const all = (tally: Tally, why: Away) => tally.away.every((a) => a.why === why);

/** Why no station tells how things are now. */
export function whyUnknown(tally: Tally, t: Words): string {
  if (all(tally, 'untold')) return t.noHistory;
  return all(tally, 'silent') ? t.allSilent : t.awayStations(awayWords(tally, t));
}
const unknownSentence = (tally: Tally, t: Words): string =>
  all(tally, 'silent') ? t.allSilent : t.unknownBecause(whyUnknown(tally, t));
