import { deviceOfAlert, type Incident, targetsOf } from '#hub/contracts';

/**
 * The incident as somebody is shown it who sees some of its devices alone: its words and counts are whole, and no device of
 * another place is named. Undefined: none of it is theirs to see.
 */
export function narrowed(incident: Incident, sees: (device: string) => boolean): Incident | undefined {
  const all = targetsOf(incident);
  const seen = all.filter(sees);
  if (seen.length === 0) return undefined;
  const alerts = incident.alerts.filter((id) => sees(deviceOfAlert(id)));
  if (seen.length === all.length && alerts.length === incident.alerts.length) return incident;
  const leads = sees(incident.target);
  const target = leads ? incident.target : seen[0]!;
  const lead = leads ? incident.lead : (alerts.find((id) => deviceOfAlert(id) === target) ?? alerts.at(-1) ?? '');
  return { ...incident, alerts, target, targets: seen, lead };
}
