import type { BurningFigures } from '#hub/contracts';
import type { EntityManager } from 'typeorm';
import { IncidentRow } from '../entities/incident.entity.js';
import { counted } from './of-targets.js';

export interface BurningAsked {
  /** Milliseconds. */
  from: number;
  to: number;
  now: number;
  /** Within how long a person should have looked into it. */
  withinMs: number;
  /** Devices that count; absent: all. */
  targets?: readonly string[];
}

/** Each figure is defined in docs/cases.md. */
export async function burningFigures(m: EntityManager, asked: BurningAsked): Promise<BurningFigures> {
  const { from, to, now, withinMs, targets } = asked;
  const query = m
    .createQueryBuilder(IncidentRow, 'incident')
    .where('incident.openedAt >= :from AND incident.openedAt < :to', { from, to })
    .andWhere({ cause: 'fire', backdated: false, simulated: false });
  counted(query, 'incident', targets);
  // what another incident explains is counted there
  const own = (await query.getMany()).filter(({ body }) => body.suppressed === undefined && body.drill !== true);
  const looked = ({ takenAt, body: { verdict } }: IncidentRow) =>
    Math.min(takenAt ?? Infinity, verdict?.at ?? Infinity);
  const inTime = (row: IncidentRow) => looked(row) - row.openedAt <= withinMs;
  return {
    detected: own.length,
    withinMs,
    verifiedInTime: own.filter(inTime).length,
    due: own.filter((row) => looked(row) < Infinity || now - row.openedAt > withinMs).length,
    judged: own.filter(({ verdict }) => verdict !== null).length,
    falseAlarms: own.filter(({ verdict }) => verdict === 'false').length,
  };
}
