import type { Alert, Cause, Incident, IncidentTransition, Severity } from '#hub/contracts';
import { type EntityManager, Not, type SelectQueryBuilder } from 'typeorm';
import type { Database } from '../database/database.js';
import { AlertEventRow, AlertRow } from '../entities/alert.entity.js';
import { IncidentEventRow, IncidentRow } from '../entities/incident.entity.js';
import { defined } from '../input/present.js';
import { ofTargets } from './of-targets.js';
import { recordIncidents } from './record-incidents.js';
import { type Moment, timelineOf } from './timeline.js';

export interface IncidentFilter {
  /** Not closed. */
  active?: boolean;
  /** Put aside until later than `now`. */
  shelved?: boolean;
  cause?: Cause;
  severity?: Severity;
  /** Those that one of these devices has a part in. */
  targets?: readonly string[];
  /** Id of the person it was given to. */
  assigned?: string;
  /** Milliseconds; those whose time from start to end touches `[from, to]`. */
  from?: number;
  to?: number;
  now: number;
  limit?: number;
  offset?: number;
}

/** An incident, its alerts, and all that happened to either, in order. */
export interface WholeIncident {
  incident: Incident;
  alerts: Alert[];
  timeline: Moment[];
}

const PAGE = 100;
/** Of a power cut of the whole commune a page shows the newest. */
const MOST_ALERTS = 500;

/** What the alerts stream says of incidents, where it can be searched. It may be a moment behind the stream. */
export class IncidentsRepository {
  constructor(private readonly db: Database) {}

  /** Takes transitions in the order of the log. What was recorded before changes nothing. */
  async record(transitions: readonly IncidentTransition[]): Promise<void> {
    if (transitions.length > 0) await this.db.write((m) => recordIncidents(m, transitions));
  }

  /** One page, the latest first, and how many there are in all. */
  find(filter: IncidentFilter): Promise<{ incidents: Incident[]; total: number }> {
    const { limit = PAGE, offset = 0 } = filter;
    return this.db.read(async (m) => {
      const query = matching(m, filter).orderBy('incident.openedAt', 'DESC').addOrderBy('incident.id', 'DESC');
      const [rows, total] = await query.take(limit).skip(offset).getManyAndCount();
      return { incidents: rows.map(({ body }) => body), total };
    });
  }

  /** Undefined when it was not recorded, or not yet. */
  get(id: string): Promise<WholeIncident | undefined> {
    return this.db.read(async (m) => {
      const row = await m.findOneBy(IncidentRow, { id });
      if (!row) return undefined;
      const alerts = await m.find(AlertRow, {
        ...{ where: { incident: id }, order: { startedAt: 'DESC', id: 'DESC' }, take: MOST_ALERTS },
      });
      const own = await m.find(IncidentEventRow, {
        where: { incident: id, change: Not('updated') },
        order: { seq: 'ASC' },
      });
      const ofAlerts = await eventsOf(m, id);
      return { incident: row.body, alerts: alerts.map(({ body }) => body), timeline: timelineOf(own, ofAlerts) };
    });
  }

  /** Whether a photo belongs to something that was said of the incident. */
  hasPhoto(id: string, photo: string): Promise<boolean> {
    return this.db.read(async (m) => {
      const query = m
        .createQueryBuilder(AlertEventRow, 'event')
        .innerJoin(AlertRow, 'alert', 'alert.id = event.alert')
        .where('event.photo = :photo AND alert.incident = :id', { photo, id });
      return (await query.getCount()) > 0;
    });
  }
}

/** The newest of what happened to its alerts, updates aside. */
async function eventsOf(m: EntityManager, incident: string): Promise<AlertEventRow[]> {
  return m
    .createQueryBuilder(AlertEventRow, 'event')
    .innerJoin(AlertRow, 'alert', 'alert.id = event.alert')
    .where('alert.incident = :incident AND event.change <> :updated', { incident, updated: 'updated' })
    .orderBy('event.at', 'DESC')
    .addOrderBy('event.seq', 'DESC')
    .limit(2 * MOST_ALERTS)
    .getMany();
}

function matching(m: EntityManager, filter: IncidentFilter): SelectQueryBuilder<IncidentRow> {
  const { active, shelved, cause, severity, targets, assigned, from, to, now } = filter;
  const query = m.createQueryBuilder(IncidentRow, 'incident').where(defined({ cause, severity, assignedTo: assigned }));
  if (targets) ofTargets(query, targets);
  if (active !== undefined) query.andWhere(`incident.state ${active ? '<>' : '='} :closed`, { closed: 'closed' });
  const until = 'incident.shelvedUntil IS NOT NULL AND incident.shelvedUntil > :now';
  if (shelved !== undefined) query.andWhere(shelved ? `(${until})` : `NOT (${until})`, { now });
  if (to !== undefined) query.andWhere('incident.startedAt <= :to', { to: Math.ceil(to) });
  if (from !== undefined)
    query.andWhere('(incident.endedAt IS NULL OR incident.endedAt >= :from)', { from: Math.floor(from) });
  return query;
}
