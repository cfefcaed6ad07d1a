import type { Alert, AlertTransition, Severity } from '#hub/contracts';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Database } from '../database/database.js';
import { AlertEventRow, AlertRow } from '../entities/alert.entity.js';
import { defined, present } from '../input/present.js';
import { recordTransitions } from './record-transitions.js';

export interface AlertFilter {
  /** Open now: nobody took it yet, or somebody is at it. */
  active?: boolean;
  severity?: Severity;
  rule?: string;
  target?: string;
  /** One of these alone. */
  targets?: readonly string[];
  commune?: string;
  /** Milliseconds; those whose time from start to end touches `[from, to]`. What is open has no end. */
  from?: number;
  to?: number;
  limit?: number;
  offset?: number;
}

/** Something that happened to an alert. */
export interface AlertEvent {
  change: AlertTransition['change'];
  at: number;
  /** After it. */
  state: Alert['state'];
  by?: string;
  /** Id of whoever signed in. */
  person?: string;
  note?: string;
  photo?: string;
}

const OPEN: Alert['state'][] = ['unacknowledged', 'acknowledged'];
const PAGE = 100;

/** What the alerts stream says, where it can be searched. It may be a moment behind the stream. */
export class AlertsRepository {
  constructor(private readonly db: Database) {}

  /** Takes transitions in the order of the log. What was recorded before changes nothing. */
  async record(transitions: readonly AlertTransition[]): Promise<void> {
    if (transitions.length > 0) await this.db.write((m) => recordTransitions(m, transitions));
  }

  /** One page, the latest start first, and how many there are in all. */
  find(filter: AlertFilter = {}): Promise<{ alerts: Alert[]; total: number }> {
    const { limit = PAGE, offset = 0 } = filter;
    return this.db.read(async (m) => {
      const query = matching(m, filter).orderBy('alert.startedAt', 'DESC').addOrderBy('alert.id', 'DESC');
      const [rows, total] = await query.take(limit).skip(offset).getManyAndCount();
      return { alerts: rows.map(({ body }) => body), total };
    });
  }

  /** With what happened to it, in order; of a long row of updates the newest. Undefined when it was not recorded, or not yet. */
  get(id: string): Promise<{ alert: Alert; events: AlertEvent[] } | undefined> {
    return this.db.read(async (m) => {
      const row = await m.findOneBy(AlertRow, { id });
      if (!row) return undefined;
      const events = await m.find(AlertEventRow, { where: { alert: id }, order: { seq: 'ASC' } });
      return { alert: row.body, events: events.map(toEvent) };
    });
  }
}

function matching(m: EntityManager, filter: AlertFilter): SelectQueryBuilder<AlertRow> {
  const { active, severity, rule, target, targets, commune, from, to } = filter;
  const query = m.createQueryBuilder(AlertRow, 'alert').where(defined({ severity, rule, target, commune }));
  if (targets) query.andWhere(targets.length > 0 ? 'alert.target IN (:...targets)' : '1 = 0', { targets });
  if (active !== undefined) query.andWhere(`alert.state ${active ? '' : 'NOT '}IN (:...open)`, { open: OPEN });
  if (to !== undefined) query.andWhere('alert.startedAt <= :to', { to: Math.ceil(to) });
  if (from !== undefined)
    query.andWhere('(alert.endedAt IS NULL OR alert.endedAt >= :from)', { from: Math.floor(from) });
  return query;
}

function toEvent({ change, at, state, by, person, note, photo }: AlertEventRow): AlertEvent {
  return present({
    change: change as AlertEvent['change'],
    at,
    state: state as Alert['state'],
    by,
    person,
    note,
    photo,
  });
}
