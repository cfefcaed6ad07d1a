import { type Alert, FINDING_KINDS } from '#hub/contracts';
import type { DeviceDirectory } from '#hub/registry';
import { isOpen } from '../lifecycle/alert.js';
import type { Texts } from '../texts/texts.js';
import { type IncidentRecord, rank } from './record.js';
import type { IncidentSettings } from './settings.js';
import { outageWords, withOthers } from './words.js';

export interface Around {
  directory: DeviceDirectory;
  settings: IncidentSettings;
  texts: Texts;
}

/** What follows from its alerts: how severe it is, since when, which of them stands for all, and the words. */
export function bringUpToDate(record: IncidentRecord, alerts: readonly Alert[], at: number, around: Around): void {
  record.updatedAt = Math.max(record.updatedAt, at);
  const worst = mostSevere(alerts)[0];
  if (worst && rank(worst.severity) > rank(record.severity)) record.severity = worst.severity;
  if (record.outage) return bringOutageUpToDate(record, alerts, at, around);
  if (alerts.length > 0) record.startedAt = Math.min(...alerts.map(({ startedAt }) => startedAt));
  // words of what is over do not stand for what goes on
  const going = alerts.filter(isOpen);
  // nor those of what is doubted for what is to be trusted
  const trusted = going.filter(({ doubted }) => !doubted);
  const open = trusted.length > 0 ? trusted : going;
  const among = open.length > 0 ? weightiest(open) : alerts;
  const lead = among.find(({ id }) => id === record.lead) ?? among[0];
  if (!lead) return;
  const others = going.filter(({ id }) => id !== lead.id).length;
  Object.assign(record, { lead: lead.id, target: lead.target });
  record.text = withOthers(lead.text, around.texts, { others, flaps: record.flappingSince !== undefined });
}

/**
 * Of the most severe ones those that the hub concluded from several signs, where there are any, before what a single
 * detection or value says. By kind and not by score: a score that moves must not move the words to and fro.
 */
function weightiest(alerts: readonly Alert[]): Alert[] {
  const most = mostSevere(alerts);
  const concluded = most.filter(({ facts: { event } }) => (FINDING_KINDS as readonly string[]).includes(event ?? ''));
  return concluded.length > 0 ? concluded : most;
}

function mostSevere(alerts: readonly Alert[]): Alert[] {
  const most = Math.max(...alerts.map(({ severity }) => rank(severity)));
  return alerts.filter(({ severity }) => rank(severity) === most);
}

function bringOutageUpToDate(
  record: IncidentRecord,
  children: readonly Alert[],
  at: number,
  { directory, settings, texts }: Around,
): void {
  const outage = record.outage!;
  const { foundAt = 0 } = outage;
  // what fell silent before, and came back, is not of this time
  const present = children.filter((child) => isOpen(child) || (child.suppressed?.at ?? 0) >= foundAt);
  const devices = new Set(present.map(({ target }) => target)).size;
  const silent = new Set(present.filter(isOpen).map(({ target }) => target)).size;
  outage.members = Math.max(outage.members, devices);
  if (silent > (1 - settings.outage.share) * devices) delete outage.overAt;
  else outage.overAt ??= at;
  const { kind, id } = record.scope;
  const names = {
    gateway: () => directory.account(id)?.gateway?.name,
    hamlet: () => directory.device(record.target)?.hamlet,
    commune: () => texts.vi.incidents.outage.commune.place,
  };
  if (kind !== 'gateway' && kind !== 'hamlet' && kind !== 'commune') return;
  record.text = outageWords(texts, {
    kind,
    name: names[kind]() ?? id,
    devices: outage.members,
    places: outage.places ?? 1,
    startedAt: outage.since ?? record.startedAt,
    overAt: outage.overAt,
    at,
  });
}
