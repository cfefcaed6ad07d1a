import { type BurningFigures, SEVERITIES, type Severity } from '#hub/contracts';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database.js';
import { AlertRow } from '../entities/alert.entity.js';
import { IncidentEventRow, IncidentRow } from '../entities/incident.entity.js';
import { type BurningAsked, burningFigures } from './burning-figures.js';
import { counted } from './of-targets.js';

export interface FiguresAsked {
  /** Milliseconds. */
  from: number;
  to: number;
  now: number;
  /** Within how long somebody should take it, by severity. */
  takenWithinMs: Readonly<Record<Severity, number>>;
  /** What goes on for longer stands. */
  standingAfterMs: number;
  /** Devices that count; absent: all. */
  targets?: readonly string[];
}

/** How the alert system does, of what is real alone; each figure is defined in docs/alerts.md. */
export interface AlertFigures {
  /** Times that people were told, how many dealt with it, and what comes on each in an hour. */
  told: number;
  operators: number;
  perOperatorHour: number;
  standing: number;
  /** Of those whose time to be taken is over. */
  due: number;
  takenInTime: number;
  /** Of those opened in the time. */
  opened: number;
  markedFalse: number;
  worst: { rule: string; alerts: number; markedFalse: number }[];
}

const REAL = { backdated: false, simulated: false };
const TELLING = ['opened', 'reopened', 'raised', 'flapping'];
const WORST = 10;
const HOUR_MS = 3_600_000;

export class AlertFiguresRepository {
  constructor(private readonly db: Database) {}

  of(asked: FiguresAsked): Promise<AlertFigures> {
    return this.db.read(async (m) => {
      const incidents = await incidentsOf(m, asked);
      const { told, operators } = await tellingsOf(m, asked);
      const due = incidents.filter((incident) => isDue(incident, asked));
      return {
        told,
        operators,
        perOperatorHour: told / Math.max(1, operators) / Math.max(1, (asked.to - asked.from) / HOUR_MS),
        standing: await standingOf(m, asked),
        due: due.length,
        takenInTime: due.filter((incident) => isInTime(incident, asked)).length,
        opened: incidents.length,
        markedFalse: incidents.filter(({ verdict }) => verdict === 'false').length,
        worst: await worstOf(m, asked),
      };
    });
  }

  /** What came of suspected burning, for indicator 16.3. */
  burning(asked: BurningAsked): Promise<BurningFigures> {
    return this.db.read((m) => burningFigures(m, asked));
  }
}

type Counted = Pick<IncidentRow, 'severity' | 'openedAt' | 'takenAt' | 'verdict'>;

function incidentsOf(m: EntityManager, { from, to, targets }: FiguresAsked): Promise<Counted[]> {
  const query = m
    .createQueryBuilder(IncidentRow, 'incident')
    .select(['incident.id', 'incident.severity', 'incident.openedAt', 'incident.takenAt', 'incident.verdict'])
    .where('incident.openedAt >= :from AND incident.openedAt < :to', { from, to })
    .andWhere(REAL);
  counted(query, 'incident', targets);
  return query.getMany();
}

const limitOf = ({ severity }: Counted, { takenWithinMs }: FiguresAsked): number =>
  takenWithinMs[SEVERITIES.find((one) => one === severity) ?? 'watch'];
const isInTime = (incident: Counted, asked: FiguresAsked): boolean =>
  incident.takenAt !== null && incident.takenAt - incident.openedAt <= limitOf(incident, asked);
/** It was taken, or its time is over. */
const isDue = (incident: Counted, asked: FiguresAsked): boolean =>
  incident.takenAt !== null || asked.now - incident.openedAt > limitOf(incident, asked);

async function tellingsOf(m: EntityManager, { from, to, targets }: FiguresAsked) {
  const events = m
    .createQueryBuilder(IncidentEventRow, 'event')
    .innerJoin(IncidentRow, 'incident', 'incident.id = event.incident')
    .where('event.at >= :from AND event.at < :to', { from, to })
    .andWhere('incident.simulated = :no AND incident.backdated = :no', { no: false });
  counted(events, 'incident', targets);
  const told = await events.clone().andWhere('event.change IN (:...telling)', { telling: TELLING }).getCount();
  const people = await events
    .clone()
    .select('DISTINCT COALESCE(event.person, event.by)', 'who')
    .andWhere('event.by IS NOT NULL')
    .getRawMany<{ who: string }>();
  return { told, operators: people.length };
}

function standingOf(m: EntityManager, { now, standingAfterMs, targets }: FiguresAsked) {
  const query = m
    .createQueryBuilder(IncidentRow, 'incident')
    .where('incident.state IN (:...open)', { open: ['unacknowledged', 'acknowledged'] })
    .andWhere('incident.openedAt < :before', { before: now - standingAfterMs })
    .andWhere({ simulated: false });
  counted(query, 'incident', targets);
  return query.getCount();
}

async function worstOf(m: EntityManager, { from, to, targets }: FiguresAsked) {
  const query = m
    .createQueryBuilder(AlertRow, 'alert')
    .select('alert.rule', 'rule')
    .addSelect('COUNT(*)', 'alerts')
    .addSelect(`SUM(CASE WHEN alert.verdict = 'false' THEN 1 ELSE 0 END)`, 'false')
    .where('alert.learntAt >= :from AND alert.learntAt < :to', { from, to })
    .andWhere(REAL);
  counted(query, 'alert', targets);
  const rows = await query
    .groupBy('alert.rule')
    .orderBy('COUNT(*)', 'DESC')
    .addOrderBy('alert.rule', 'ASC')
    .limit(WORST)
    .getRawMany<{ rule: string; alerts: number | string; false: number | string }>();
  return rows.map((row) => ({ rule: row.rule, alerts: Number(row.alerts), markedFalse: Number(row.false) }));
}
