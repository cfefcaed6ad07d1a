import { DRILL_SENSORS } from '#hub/contracts';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** Incidents (as `incident`) that are about one of these devices: the one that leads, or any of its alerts. */
export function ofTargets<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, targets: readonly string[]): void {
  if (targets.length === 0) query.andWhere('1 = 0');
  else
    query.andWhere(
      `(incident.target IN (:...targets) OR EXISTS (
        SELECT 1 FROM alert part WHERE part.incident = incident.id AND part.target IN (:...targets)))`,
      { targets },
    );
}

/** Drills count nowhere. */
export function counted<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  table: 'incident' | 'alert',
  targets: readonly string[] | undefined,
): void {
  query.andWhere(`${table}.target NOT IN (:...drills)`, { drills: Object.values(DRILL_SENSORS) });
  if (!targets) return;
  if (table === 'incident') ofTargets(query, targets);
  else query.andWhere(targets.length > 0 ? 'alert.target IN (:...targets)' : '1 = 0', { targets });
}
