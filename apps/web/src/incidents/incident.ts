import {
  type Alert,
  type AlertChange,
  type Escalation,
  type Guidances,
  type Incident,
  type IncidentChange,
  type Notice,
  SEVERITIES,
} from '#hub/contracts';
import type { Lang } from '../i18n/lang.js';
import type { Life } from '../ui/severity.js';

/** One line of what became of an incident: of itself, or of one of its alerts. */
export interface TimelineEntry {
  at: number;
  change: AlertChange | IncidentChange;
  alert?: string;
  by?: string;
  person?: string;
  /** Of `assigned`: to whom, by name. */
  to?: string;
  note?: string;
  /** Name of a photo that came with it. */
  photo?: string;
}
export interface IncidentDetail {
  incident: Incident;
  alerts: readonly Alert[];
  timeline: readonly TimelineEntry[];
  /** What is usually behind it, what it leads to, and what to do. */
  guidance?: Guidances[string];
}
export interface IncidentNotices {
  notices: readonly Notice[];
  escalation?: Escalation;
}

/** Somebody dealt with it, and its sensors tell of it still: it closes when they do not. */
export const isSettling = (incident: Incident): boolean => incident.verdict?.kind === 'resolved' && holds(incident);
/** Nobody needs to look at it any more. What settles stays in sight: that it burns on must not hide behind a verdict. */
export const isDone = (incident: Incident): boolean =>
  incident.state === 'closed' || (incident.verdict !== undefined && !isSettling(incident));
/** Its condition is there still: whatever is said of it, it goes on. */
export const holds = (incident: Incident): boolean =>
  incident.state === 'unacknowledged' || incident.state === 'acknowledged';
/** Somebody took it, and something joined since that nobody has looked at: it is to be taken again (ISA-18.2). */
export const hasNews = ({ state, acknowledgement }: Pick<Incident, 'state' | 'acknowledgement'>): boolean =>
  state === 'unacknowledged' && acknowledgement !== undefined;
/**
 * It waits for somebody to take it: nobody has, whoever it was given to has not, or it has news. The hub calls people for
 * all of these alike, and so one count has them; hence it says "chờ nhận", which is so of each, and not "chưa ai nhận".
 */
export const isFree = (incident: Incident): boolean => incident.state === 'unacknowledged' && !incident.shelved;

export function lifeOf(incident: Incident): Life {
  if (incident.shelved) return 'shelved';
  if (incident.state === 'unacknowledged') return 'active';
  return incident.state === 'acknowledged' ? 'accepted' : 'returned';
}

/** Drills after whatever is real; what waits for somebody before what has somebody, worse before better, and of equals the one that waits longest. */
export function byUrgency(a: Incident, b: Incident): number {
  return (
    Number(a.drill === true) - Number(b.drill === true) ||
    Number(isFree(b)) - Number(isFree(a)) ||
    Number(holds(b)) - Number(holds(a)) ||
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
    a.startedAt - b.startedAt ||
    (a.id < b.id ? -1 : 1)
  );
}

/** Nobody saw when a fire was lit: the time is said as "about". */
export const beganAbout = ({ cause }: Pick<Incident, 'cause'>): boolean => cause === 'fire';

export const titleOf = ({ text }: Pick<Incident, 'text'>, lang: Lang): string =>
  lang === 'en' ? text.titleEn : text.title;
export const sentenceOf = ({ text }: Pick<Incident, 'text'>, lang: Lang): string =>
  lang === 'en' ? text.sentenceEn : text.sentence;
