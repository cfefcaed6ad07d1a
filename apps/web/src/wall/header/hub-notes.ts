import type { HubStatus } from '#hub/contracts';
import { ageWords } from '../../format/age.js';
import { hhmm, upToWords, whenShort } from '../../format/clock.js';
import { figure } from '../../format/figures.js';
import type { Words } from '../words/vi.js';
import type { LinkState } from '../../live/link.js';

export interface SubLineFacts {
  link: LinkState;
  status?: HubStatus;
  /** Event time of the newest value. */
  newest?: number;
  /** Last sign of life, server time. */
  heardAt?: number;
  reporting: number;
  /** Stations that send what they kept. */
  backlog: number;
  stations: number;
  soundBlocked: boolean;
  now: number;
}

/** History is behind from here on; a second or two is how the store works. */
const BEHIND_MS = 30_000;
const OUTAGE_SHOWN_MS = 12 * 3_600_000;
/** Readings older than this are no longer "new". */
const FRESH_MS = 10 * 60_000;

/** Grouping for counts: 1.214 in Vietnamese. */
export const count = (n: number, lang: 'vi' | 'en' = 'vi'): string =>
  figure(n, 0, lang).replace(/\B(?=(\d{3})+$)/g, lang === 'vi' ? '.' : ',');

/** What is wrong with the hub itself, gravest first. */
export function hubTroubles(status: HubStatus | undefined, t: Words): string[] {
  if (!status) return [];
  return [
    !status.logWritable && t.logFull,
    status.clock !== 'ok' && t.clockWrong,
    status.storeBehindMs >= BEHIND_MS && t.historyBehind(ageWords(status.storeBehindMs, t)),
    status.storeError !== undefined && status.storeBehindMs < BEHIND_MS && t.historyError,
  ].filter((x): x is string => x !== false);
}

export function outageWords(status: HubStatus | undefined, now: number, t: Words): string | undefined {
  const outage = status?.outage;
  if (!outage || now - outage.to > OUTAGE_SHOWN_MS) return undefined;
  return t.outage(whenShort(outage.from, now), hhmm(outage.to), count(outage.backfilled));
}

/** The line under the state sentence: what is wrong with the hub, how old the data are, who reports. */
export function subLine(facts: SubLineFacts, t: Words): { text: string; trouble: boolean } {
  if (facts.link === 'connecting' || facts.link === 'never') return { text: t.noDataYet, trouble: false };
  if (facts.link === 'lost') {
    const times = [facts.heardAt, facts.newest].filter((x) => x !== undefined);
    const last = times.length > 0 ? Math.min(...times) : undefined;
    return { text: last === undefined ? t.noDataYet : t.lastData(ageWords(facts.now - last, t)), trouble: false };
  }
  const troubles = hubTroubles(facts.status, t);
  if (facts.soundBlocked) troubles.push(t.soundBlocked);
  const outage = outageWords(facts.status, facts.now, t);
  const age = facts.newest === undefined ? undefined : Math.max(0, facts.now - facts.newest);
  if (troubles.length > 0)
    return {
      text: [...troubles.slice(0, 2), t.reportingShort(facts.reporting, facts.stations)].join(' · '),
      trouble: true,
    };
  const old = age === undefined || age >= FRESH_MS;
  const data =
    facts.newest === undefined || age === undefined
      ? t.noDataYet
      : !old
        ? t.freshData(ageWords(age, t))
        : facts.backlog > 0
          ? t.backlogUpTo(upToWords(facts.newest, facts.now))
          : t.staleData(ageWords(age, t));
  const parts = outage ? [outage, t.reportingShort(facts.reporting, facts.stations)] : [data];
  if (!outage && facts.stations > 0) parts.push(t.reporting(facts.reporting, facts.stations));
  if (facts.backlog > 0 && (outage || !old)) parts.push(t.backlogShort(facts.backlog));
  return { text: parts.join(' · '), trouble: false };
}
