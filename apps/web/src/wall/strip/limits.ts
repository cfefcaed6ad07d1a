import type { Metric, Rule } from '#hub/contracts';
import { alarmLevel } from '../../incidents/alarm-level.js';
import type { Station } from '../stations/station-state.js';

export interface Limit {
  value: number;
  direction: 'above' | 'below';
}

/** The configured limit nearest to normal that watches this metric on this station: from its alert, else from the rules. */
export function limitFor(station: Station, metric: Metric, rules: readonly Rule[]): Limit | undefined {
  const own = rules.flatMap((rule) =>
    rule.type === 'threshold' &&
    rule.enabled &&
    rule.metric === metric &&
    (station.profile === undefined || rule.kinds.includes(station.profile.kind)) &&
    (!rule.devices || rule.devices.includes(station.device.id)) &&
    !(rule.water === 'surface' && station.device.effluent)
      ? [{ value: rule.limit, direction: rule.direction, id: rule.id }]
      : [],
  );
  const facts = station.alert?.facts;
  const level = facts && alarmLevel(facts);
  if (station.alert && facts?.metric === metric && level !== undefined) {
    const rule = own.find((r) => r.id === station.alert!.rule);
    const direction = rule?.direction ?? ((facts.value ?? level) >= level ? 'above' : 'below');
    return { value: level, direction };
  }
  const above = own.filter((r) => r.direction === 'above').sort((a, b) => a.value - b.value)[0];
  const chosen = above ?? own.filter((r) => r.direction === 'below').sort((a, b) => b.value - a.value)[0];
  return chosen && { value: chosen.value, direction: chosen.direction };
}
