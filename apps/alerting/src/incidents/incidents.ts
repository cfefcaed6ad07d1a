import type { Engine } from '#hub/alert-engine';
import type {
  Alert,
  AlertChange,
  AlertsItem,
  Cause,
  Incident,
  IncidentChange,
  IncidentTransition,
  Rule,
} from '#hub/contracts';
import type { DeviceDirectory } from '#hub/registry';
import type { Commit, CommittedState } from '#hub/event-log';
import { isOpen } from '../lifecycle/alert.js';
import type { AlertBook } from '../lifecycle/alert-book.js';
import type { Texts } from '../texts/texts.js';
import { alertsIn, belongsTo, viewOf } from './belonging.js';
import { bringUpToDate } from './bring-up-to-date.js';
import { Gathering } from './gathering.js';
import { changeOf, goesOn } from './incident.js';
import { IncidentBook } from './incident-book.js';
import { type Outage, outageAround, scopesOf } from './outage.js';
import { type IncidentRecord, newRecord, placeKey, scopeOf } from './record.js';
import type { IncidentSettings } from './settings.js';

/** Beyond so many an incident lets go of those of its alerts that are over. */
const MOST_ALERTS = 500;
export interface IncidentsDeps {
  alerts: AlertBook;
  book: IncidentBook;
  directory: DeviceDirectory;
  rules: Pick<ReadonlyMap<string, Rule>, 'get'>;
  settings: IncidentSettings;
  texts: Texts;
}
/** The commit and what is told with it. */
export interface Step {
  at: number;
  commit: Commit;
  tell: (item: AlertsItem) => void;
}

/**
 * Groups alerts into incidents. One step is one item of the log: `place` says of each alert that it changed where it
 * belongs, `settle` then tells what became of the incidents. Nothing in it depends on how items were batched.
 */
export class Incidents {
  /** Incidents of this step as they were before it; undefined: it opens them. */
  readonly #touched = new Map<string, Incident | undefined>();
  readonly #gathering = new Gathering();

  constructor(private readonly deps: IncidentsDeps) {}

  load(state: CommittedState): void {
    this.#touched.clear();
    this.deps.book.load(state);
    this.#gathering.load(state);
  }

  /** The incident as it stands. */
  get(id: string): Incident | undefined {
    const record = this.deps.book.get(id);
    return record && this.view(record);
  }
  view(record: IncidentRecord): Incident {
    return viewOf(record, this.deps);
  }
  alertsOf(record: IncidentRecord): Alert[] {
    return alertsIn(record, this.deps.alerts);
  }

  /** Before a changed alert is kept: writes into it what it belongs to. */
  place(alert: Alert, change: AlertChange, { at, commit }: Pick<Step, 'at' | 'commit'>): void {
    const before = this.deps.alerts.found(alert.id);
    const record = before?.incident === undefined ? undefined : this.deps.book.get(before.incident);
    if (record) {
      this.#touch(record);
      alert.incident = record.id;
      if (before!.suppressed) alert.suppressed = before!.suppressed;
      if (alert.suppressed && alert.state === 'returned') alert.state = 'closed';
      if (!alert.doubted && !alert.backdated) delete record.doubted;
      if (record.backdated && change === 'opened') Object.assign(record, { backdated: false, openedAt: at });
      return;
    }
    if (change === 'opened' && this.#isAbsence(alert)) {
      const outage = this.#goingOn(alert.target);
      if (outage) this.#suppress(alert, outage, at);
      else this.#gathering.add(alert.id, at + this.deps.settings.gatherMs, commit);
      return;
    }
    const gathered = this.#gathering.has(alert.id);
    if (gathered && isOpen(alert)) return;
    this.#gathering.remove(alert.id, commit);
    // what came back before anybody was told is for the record
    this.#join(alert, at, alert.backdated || gathered || !isOpen(alert));
  }

  /** Tells what became of the incidents that this step touched. */
  settle({ at, commit, tell }: Step): void {
    if (this.#touched.size === 0) return;
    // one that ends may open others
    for (const [id, before] of this.#touched) {
      const record = this.deps.book.get(id)!;
      this.#leaveDoubted(record, { at, commit, tell });
      bringUpToDate(record, this.alertsOf(record), at, this.deps);
      const change = changeOf(before, this.view(record));
      // whoever put it aside did so for what it was: worse, it comes back
      if (change === 'raised') this.#bringBack(record, tell, at);
      if (change) {
        record.revision++;
        tell({ type: 'incident', change, incident: this.view(record), at });
      }
      this.deps.book.put(record, commit);
    }
    this.#touched.clear();
  }

  /** What rested on values that are to be trusted is over with them: what doubted probes say goes on by itself. */
  #leaveDoubted(record: IncidentRecord, step: Step): void {
    if (record.doubted || goesOn(this.view(record).state)) return;
    for (const { id } of this.alertsOf(record).filter((alert) => alert.doubted && isOpen(alert)))
      this.#move(this.deps.alerts.found(id)!, 'updated', step, (moved) => {
        delete moved.suppressed;
        this.#join(moved, step.at, false);
      });
  }

  /** Open alerts of a release that knew no incidents: they get theirs, and nobody is told again. */
  adopt(step: Step): void {
    const { alerts } = this.deps;
    const lone = [...alerts.allFound()].filter(
      (alert) => isOpen(alert) && !alert.incident && !this.#gathering.has(alert.id),
    );
    for (const alert of lone) {
      const adopted = { ...alert, revision: (alert.revision ?? 0) + 1 };
      this.#join(adopted, step.at, false);
      alerts.put(adopted, step.commit);
      step.tell({ type: 'alert', change: 'updated', alert: alerts.get(alert.id)!, at: step.at });
    }
    this.settle({ ...step, tell: (item) => step.tell(item.type === 'incident' ? quietly(item) : item) });
  }

  /** What time alone brings about. */
  onTick(engine: Engine, step: Step): void {
    const { at } = step;
    for (const id of this.#gathering.due(at, this.deps.settings.gatherMs)) this.#decide(id, engine, step);
    for (const record of this.deps.book.timed) {
      if (record.outage) this.#release(record, engine, step);
      else this.#calm(record, at);
    }
    this.settle(step);
    for (const [id, { shelved }] of this.deps.book.hands.all())
      if (shelved && shelved.until <= at) this.#unshelve(id, shelved.at, step);
  }

  /** Once an hour: what has no alert left that could change. Nobody looked at it for long: it is closed. */
  expire(forgotten: readonly Alert[], { at, commit, tell }: Step): void {
    const unseen = new Set(forgotten.filter(({ state }) => state === 'returned').map(({ incident }) => incident));
    for (const record of this.deps.book.all()) {
      const alerts = this.alertsOf(record);
      const view = this.view(record);
      if (alerts.length > 0 || goesOn(view.state)) continue;
      if (record.suppressed && this.deps.book.get(record.suppressed.by)) continue;
      if (view.state === 'returned' || (unseen.has(record.id) && !record.backdated)) {
        record.revision++;
        tell({ type: 'incident', change: 'closed', incident: { ...this.view(record), state: 'closed' }, at });
      }
      this.deps.book.forget(record, commit);
    }
  }

  #isAbsence(alert: Alert): boolean {
    const type = this.deps.rules.get(alert.rule)?.type;
    return type === 'silence' || type === 'offline';
  }

  /** Into the incident that goes on where it happened, or one of its own. */
  #join(alert: Alert, at: number, recordOnly: boolean): void {
    const { alerts, directory, rules, book, settings } = this.deps;
    const cause: Cause = rules.get(alert.rule)?.cause ?? 'device';
    const device = directory.device(alert.target);
    const scope = device ? scopeOf(cause, device, directory) : ({ kind: 'device', id: alert.target } as const);
    const place = { cause, commune: alert.commune, scope };
    const known = belongsTo(alert, { cause, scope, device, at, recordOnly }, this.deps);
    const record =
      known ??
      book.enter(
        newRecord({ cause, scope }, alert, {
          id: book.freshId(place, alert.startedAt),
          startedAt: alert.startedAt,
          at,
          backdated: recordOnly,
        }),
      );
    this.#add(alert, record, known === undefined);
    const { opens, withinMs } = settings.flapping;
    const same = record.alerts.flatMap((id) => alerts.found(id) ?? []).filter(({ key }) => key === alert.key);
    const lately = same.filter(({ id, learntAt }) => id !== alert.id && at - learntAt < withinMs).length;
    if (recordOnly || cause === 'drill') return;
    if (!alert.doubted) delete record.doubted;
    if (record.flappingKeys?.includes(alert.key)) alert.suppressed = { by: record.id, at };
    else if (lately + 1 >= opens) {
      record.flappingSince ??= at;
      record.flappingKeys = [...(record.flappingKeys ?? []), alert.key];
    }
  }

  #add(alert: Alert, record: IncidentRecord, opens = false): void {
    this.#touch(record, opens);
    alert.incident = record.id;
    if (isOpen(alert)) delete record.suppressed;
    this.#standsFor(alert.target, record);
    if (record.alerts.includes(alert.id)) return;
    record.alerts.push(alert.id);
    record.total++;
    if (record.alerts.length <= MOST_ALERTS) return;
    const over = record.alerts.findIndex((id) => {
      const known = this.deps.alerts.found(id);
      return id !== alert.id && (!known || !isOpen(known));
    });
    if (over >= 0) record.alerts.splice(over, 1);
  }

  /** Whoever may see one of its places may see it, and goes on seeing it when another alert leads, or its alerts have left. */
  #standsFor(target: string, record: IncidentRecord): void {
    const { directory } = this.deps;
    const placeOf = (id: string) => {
      const device = directory.device(id);
      return device ? JSON.stringify(directory.placeOf(device)) : id;
    };
    const targets = record.targets ?? [record.target];
    if (targets.includes(target)) return;
    const place = placeOf(target);
    if (!targets.some((id) => placeOf(id) === place)) record.targets = [...targets, target];
  }

  #touch(record: IncidentRecord, opens = false): void {
    if (!this.#touched.has(record.id)) this.#touched.set(record.id, opens ? undefined : this.view(record));
  }

  /** The outage that goes on around a device. */
  #goingOn(target: string): IncidentRecord | undefined {
    const { directory, book } = this.deps;
    const device = directory.device(target);
    if (!device) return undefined;
    return scopesOf(device, directory)
      .flatMap((scope) => book.at({ cause: 'outage', commune: device.commune, scope }))
      .find(({ outage }) => outage && outage.overAt === undefined);
  }

  #suppress(alert: Alert, record: IncidentRecord, at: number): void {
    this.#add(alert, record);
    alert.suppressed = { by: record.id, at };
  }

  /** Its time to wait for others is over. */
  #decide(id: string, engine: Engine, step: Step): void {
    const alert = this.deps.alerts.found(id);
    // an outage that was found a moment ago may have taken it
    if (!this.#gathering.has(id)) return;
    this.#gathering.remove(id, step.commit);
    const { directory, settings } = this.deps;
    const device = alert && directory.device(alert.target);
    if (!device) return;
    const outage = outageAround(device, { directory, engine, now: step.at, settings });
    if (outage) this.#openOutage(alert, outage, step);
    else this.#move(alert, 'updated', step, (moved) => this.#join(moved, step.at, false));
  }

  #openOutage(first: Alert, { scope, since, members, places }: Outage, step: Step): void {
    const { book, alerts, settings } = this.deps;
    const place = { cause: 'outage' as const, commune: first.commune, scope };
    const known = book.at(place)[0];
    const goesOn = known && known.outage!.overAt === undefined;
    // what another took over was never over
    const still = known && (goesOn || known.suppressed || step.at - known.outage!.overAt! <= settings.reopenMs);
    const again = still && !book.hands.get(known.id)?.verdict;
    const record = again
      ? known
      : book.enter({
          ...newRecord({ cause: 'outage', scope }, first, {
            ...{ id: book.freshId(place, since), startedAt: since, at: step.at, backdated: false },
          }),
          severity: settings.outage.severity,
        });
    this.#touch(record, !again);
    if (!again || !goesOn) record.outage = { members: members.size, places, since, foundAt: step.at };
    const left = new Set<IncidentRecord>();
    const fitting = [...alerts.allFound()].filter((one) => this.#fits(one, record));
    const among = fitting.filter((one) => members.has(one.target));
    // what the commune's outage explains of one that goes on it explains of all of it
    const within = new Set(among.flatMap((one) => one.suppressed?.by ?? []));
    const goOn = ({ suppressed }: Alert) => suppressed && book.get(suppressed.by)?.outage?.overAt === undefined;
    const others = fitting.filter((one) => goOn(one) && within.has(one.suppressed!.by));
    const children = new Set([...among, ...others]);
    for (const child of [...children].sort(byStart)) {
      this.#gathering.remove(child.id, step.commit);
      const own = child.incident === undefined ? undefined : book.get(child.incident);
      if (own) {
        this.#touch(own);
        left.add(own);
      }
      this.#move(child, 'suppressed', step, (moved) => this.#suppress(moved, record, step.at));
    }
    for (const own of left)
      if (own.outage?.overAt === undefined && !this.alertsOf(own).some(isOpen))
        own.suppressed = { by: record.id, at: step.at };
  }

  /** May be explained by this outage: nothing explains it yet, or an outage that is over, or one within this. */
  #fits(alert: Alert, outage: IncidentRecord): boolean {
    if (!isOpen(alert) || !this.#isAbsence(alert)) return false;
    if (!alert.suppressed) return true;
    const by = this.deps.book.get(alert.suppressed.by);
    if (!by?.outage || by === outage) return false;
    return by.outage.overAt !== undefined || outage.scope.kind === 'commune';
  }

  /** Those that did not come back with the others tell for themselves, or are an outage of their own. */
  #release(record: IncidentRecord, engine: Engine, step: Step): void {
    const { alerts, directory, settings } = this.deps;
    const overAt = record.outage!.overAt;
    if (overAt === undefined || Math.abs(step.at - overAt) < settings.outage.releaseAfterMs) return;
    for (const { id, target } of this.alertsOf(record).filter(isOpen)) {
      const child = alerts.found(id)!;
      if (child.incident !== record.id) continue;
      this.#touch(record);
      const device = directory.device(target);
      const within = device && outageAround(device, { directory, engine, now: step.at, settings });
      if (within && placeKey({ ...record, scope: within.scope }) !== placeKey(record))
        this.#openOutage(child, within, step);
      else
        this.#move(child, 'released', step, (moved) => {
          delete moved.suppressed;
          this.#join(moved, step.at, false);
        });
    }
  }

  #calm(record: IncidentRecord, at: number): void {
    const alerts = this.alertsOf(record).filter(({ key }) => record.flappingKeys?.includes(key));
    if (alerts.some(isOpen)) return;
    const last = Math.max(...alerts.map(({ learntAt, endedAt = 0 }) => Math.max(learntAt, endedAt)));
    if (Math.abs(at - last) < this.deps.settings.flapping.calmMs) return;
    this.#touch(record);
    delete record.flappingSince;
    delete record.flappingKeys;
  }

  /** An alert goes from one incident to another, or into its first. */
  #move(found: Alert, change: AlertChange, { at, commit, tell }: Step, into: (alert: Alert) => void): void {
    const { alerts } = this.deps;
    const moved = { ...found, revision: (found.revision ?? 0) + 1, updatedAt: Math.max(found.updatedAt, at) };
    into(moved);
    alerts.put(moved, commit);
    tell({ type: 'alert', change, alert: alerts.get(moved.id)!, at });
  }

  /** Is not put aside any more, and neither are its alerts. */
  #bringBack(record: IncidentRecord, tell: Step['tell'], at: number): void {
    const { shelved } = this.deps.book.hands.get(record.id) ?? {};
    if (!shelved || record.unshelved === shelved.at) return;
    const alerts = this.alertsOf(record).filter((alert) => alert.shelved);
    record.unshelved = shelved.at;
    for (const { id } of alerts) tell({ type: 'alert', change: 'unshelved', alert: this.deps.alerts.get(id)!, at });
  }

  #unshelve(id: string, shelvedAt: number, { at, commit, tell }: Step): void {
    const record = this.deps.book.get(id);
    if (!record || record.unshelved === shelvedAt) return;
    this.#bringBack(record, tell, at);
    record.revision++;
    tell({ type: 'incident', change: 'unshelved', incident: this.view(record), at });
    this.deps.book.put(record, commit);
  }
}

/** After a restart they may be found in another order. */
const byStart = (a: Alert, b: Alert): number => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1);

const QUIET: Partial<Record<IncidentChange, IncidentChange>> = {
  opened: 'updated',
  grew: 'updated',
  raised: 'updated',
};
const quietly = (item: IncidentTransition): IncidentTransition => ({
  ...item,
  change: QUIET[item.change] ?? item.change,
});
