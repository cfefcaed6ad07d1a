import { type Alert, behind, type FindingSketch, type Incident } from '#hub/contracts';
import { beganAbout, isDone, isSettling } from '../../incidents/incident.js';
import type { LiveState } from '../../live/live-state.js';
import { readsNow, type Smelt, smeltNow } from '../map/smelt.js';
import { isSmoke } from '../map/smoke.js';
import { isDrill, marked } from './drill.js';
import { byUrgency, isShown, isTold } from '../stations/station-state.js';

/** What stands on a card: an incident in the words of its leading alert, or an alert that is of none. */
export interface Matter extends Alert {
  /** The incident that it stands for. */
  matter?: {
    id: string;
    /** How many boxes are behind it. */
    devices: number;
    /** Somebody was told to deal with it. */
    assigned: boolean;
    /** Somebody dealt with it; its sensors tell of it still. */
    settles: boolean;
    /** It began at about that time. */
    beganAbout: boolean;
    /** When the next one is called, while nobody has it. Server time. */
    nextCallAt?: number;
  };
  /** What the hub concluded behind it, of a fire: the same that the case at the desk has. */
  finding?: FindingSketch;
  /** PM2.5 that its station smells now, where that is what it rests on. µg/m³. */
  pm25?: Smelt;
}

/** Devices that fell silent wait so long for others before they are a matter: eighty of them are one. */
const TOGETHER_MS = 100_000;

const waits = (alert: Alert, now: number): boolean =>
  alert.incident === undefined &&
  alert.facts.value === undefined &&
  alert.facts.event === undefined &&
  alert.facts.command === undefined &&
  now - alert.learntAt < TOGETHER_MS;

/** Matters for people out of what is told of alerts, the most urgent first: one for each incident. */
type Told = Pick<LiveState, 'alerts' | 'incidents' | 'escalations' | 'findings' | 'latest'>;
export function mattersOf({ alerts, incidents, escalations, findings, latest }: Told, now: number): Matter[] {
  const single: Alert[] = [];
  const groups = new Map<string, Alert[]>();
  for (const alert of alerts.values()) {
    if (!isShown(alert) || waits(alert, now)) continue;
    const incident = alert.incident === undefined ? undefined : incidents.get(alert.incident);
    if (incident) groups.set(incident.id, [...(groups.get(incident.id) ?? []), alert]);
    else if (isTold(alert)) single.push(alert);
  }
  const grouped = [...groups].flatMap(([id, own]): Matter[] => {
    const incident = incidents.get(id)!;
    return incident.shelved || isDone(incident) ? [] : [matterOf(incident, own, escalations.get(id)?.nextAt)];
  });
  // whatever is real goes before a drill
  return [...single, ...grouped]
    .sort((a, b) => Number(isDrill(a)) - Number(isDrill(b)) || byUrgency(a, b))
    .map((one) => {
      const finding = isSmoke(one) ? findingOf(one, incidents, [...findings.values()], now) : undefined;
      const pm25 = smeltBy(one, finding, latest, now);
      return marked({ ...one, ...(finding && { finding }), ...(pm25 && { pm25 }) });
    });
}

/** An alert that is of no incident has what fits its own station and time. */
function findingOf(one: Matter, incidents: Told['incidents'], findings: readonly FindingSketch[], now: number) {
  const { target, startedAt, simulated } = one;
  const incident = one.matter && incidents.get(one.matter.id);
  return behind(incident ?? { cause: 'fire', target, startedAt, simulated }, findings, now);
}

/** A rule keeps the value that it last spoke of, and a finding its newest bin: neither is what the air is like now. */
function smeltBy(one: Matter, finding: FindingSketch | undefined, latest: Told['latest'], now: number) {
  const { facts, target } = one;
  const values = latest.get(target);
  if (facts.event === 'burning') return finding?.target === target ? smeltNow(finding, values, now) : undefined;
  if (facts.metric !== 'pm25' || facts.background === undefined) return undefined;
  const value = readsNow(values, now);
  return value === undefined ? undefined : { value, background: facts.background };
}

function matterOf(incident: Incident, own: readonly Alert[], nextCallAt: number | undefined): Matter {
  const lead = own.find(({ id }) => id === incident.lead) ?? [...own].sort(byUrgency)[0]!;
  const { id, severity, state, startedAt, text, acknowledgement, assigned, counts } = incident;
  return {
    ...lead,
    ...{ severity, startedAt, text, acknowledgement },
    state: state === 'acknowledged' ? 'acknowledged' : 'unacknowledged',
    matter: {
      ...{ id, devices: counts.devices, assigned: assigned !== undefined },
      ...{ settles: isSettling(incident), beganAbout: beganAbout(incident) },
      ...(nextCallAt !== undefined && state === 'unacknowledged' && { nextCallAt }),
    },
  };
}
