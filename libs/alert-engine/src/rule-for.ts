import type { Device, Rule } from '#hub/contracts';
import { laidOver } from './rule-faults.js';

/**
 * The rule as it is for one device: the first of its overrides that names the device, its site or its hamlet lies over it.
 * Where it is out of service it watches nothing, and taken back it looks at nothing that was over before.
 */
export function ruleFor(rule: Rule, { id, site, hamlet }: Pick<Device, 'id' | 'site' | 'hamlet'>): Rule {
  const own = rule.overrides?.find(
    (o) =>
      o.device === id || (o.site !== undefined && o.site === site) || (o.hamlet !== undefined && o.hamlet === hamlet),
  );
  const here = own ? laidOver(rule, own) : rule;
  const service = rule.service?.[id];
  if (service === undefined) return here;
  return service === 'out' ? { ...here, enabled: false } : { ...here, since: Math.max(here.since ?? 0, service) };
}
