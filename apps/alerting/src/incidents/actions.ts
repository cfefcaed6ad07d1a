import type { Alert, AlertChange, AlertsItem, Incident, IncidentChange, IncidentRequest } from '#hub/contracts';
import type { Commit } from '#hub/event-log';
import type { AlertBook } from '../lifecycle/alert-book.js';
import type { Handled } from '../lifecycle/hands.js';
import { writtenTime } from '../texts/figures.js';
import type { IncidentBook } from './incident-book.js';
import type { Incidents } from './incidents.js';
import type { IncidentSettings } from './settings.js';

export interface ActionsDeps {
  alerts: AlertBook;
  book: IncidentBook;
  incidents: Incidents;
  settings: IncidentSettings;
}

/** What a request comes to: what is laid over the incident and over which of its alerts; or why not, in words. */
interface Done {
  change: IncidentChange;
  alertChange?: AlertChange;
  handled?: Partial<Handled>;
  alerts: readonly Alert[];
  /** Over an alert, where it is not what lies over the incident. */
  over?: (alert: Alert) => Partial<Handled>;
}

const DAY_MS = 86_400_000;
/** Requests of one incident that a repeat is known by. */
const REMEMBERED = 16;

/** What people do about an incident, or why it cannot be done. */
export class Actions {
  constructor(private readonly deps: ActionsDeps) {}

  act(request: IncidentRequest, commit: Commit): AlertsItem[] {
    const { alerts, book, incidents } = this.deps;
    const record = book.get(request.incident);
    const { id, by, person, note, at } = request;
    if (!record) return [{ type: 'refused', request: id, reason: GONE, at }];
    const before = incidents.view(record);
    const lately = book.hands.get(record.id)?.requests ?? [];
    // the answer was lost on its way
    if (lately.includes(id)) return [{ type: 'incident', change: 'updated', incident: before, at, request: id }];
    const done = this.#done(request, before, incidents.alertsOf(record));
    if (typeof done === 'string') return [{ type: 'refused', request: id, reason: done, at }];
    const who = { by, ...(person !== undefined && { person }), ...(note !== undefined && { note }) };
    const photo = request.action.do === 'comment' ? request.action.photo : undefined;
    book.hands.put(record.id, { ...done.handled, requests: [...lately, id].slice(-REMEMBERED) }, at, commit);
    const told: AlertsItem[] = [];
    for (const alert of done.alerts) {
      alerts.hands.put(alert.id, done.over?.(alert) ?? done.handled ?? {}, at, commit);
      told.push({
        ...{ type: 'alert', change: done.alertChange!, alert: alerts.get(alert.id)!, at },
        ...who,
        ...(photo !== undefined && { photo }),
      });
    }
    told.push({ type: 'incident', change: done.change, incident: incidents.view(record), at, ...who, request: id });
    return told;
  }

  /** Somebody took one alert: its incident follows. */
  follow(
    alert: Alert,
    { by, person, at }: Pick<IncidentRequest, 'by' | 'person' | 'at'>,
    commit: Commit,
  ): AlertsItem[] {
    const { book, incidents } = this.deps;
    const record = alert.incident === undefined ? undefined : book.get(alert.incident);
    if (!record || alert.suppressed) return [];
    const taken = incidents.view(record).state !== 'unacknowledged' && incidents.view(record).state !== 'returned';
    book.hands.put(record.id, taken ? { acknowledgement: alert.acknowledgement } : {}, at, commit);
    const change = taken ? 'acknowledged' : 'updated';
    const incident = incidents.view(record);
    return [{ type: 'incident', change, incident, at, by, ...(person !== undefined && { person }) }];
  }

  #done(request: IncidentRequest, incident: Incident, all: readonly Alert[]): Done | string {
    const { action, by, person, note, at } = request;
    const did = {
      by,
      ...(person !== undefined && { person }),
      at: Math.min(Math.max(request.doneAt ?? at, incident.startedAt), at),
    };
    const noted = { ...did, ...(note !== undefined && { note }) };
    // what another incident explains is that one's
    const own = all.filter(({ suppressed }) => !suppressed);
    const living = own.filter(({ state }) => state !== 'closed');
    const closed = incident.state === 'closed';
    switch (action.do) {
      case 'acknowledge': {
        if (incident.state === 'acknowledged' || closed) return takenBy(incident, at) ?? CLOSED;
        const untaken = own.filter(({ state }) => state === 'unacknowledged' || state === 'returned');
        return same('acknowledged', { acknowledgement: noted }, untaken);
      }
      case 'assign': {
        if (closed) return 'Việc này đã đóng, không giao được nữa';
        if (incident.assigned?.to === action.to) return `Việc này đã giao cho ${action.name}`;
        return same('assigned', { assigned: { ...did, to: action.to, name: action.name } }, living);
      }
      case 'comment': {
        // the alert that stood for all may belong to another incident by now
        const about = all.find(({ id }) => id === incident.lead) ?? all[0];
        if (!about) return 'Việc này đã gộp vào việc khác, hãy ghi ở đó';
        return { change: 'updated', alertChange: 'commented', alerts: [about], over: () => ({}) };
      }
      case 'shelve': {
        if (closed) return 'Việc này đã đóng, không cần tạm ẩn';
        const most = this.deps.settings.shelveMostMs;
        if (action.until <= at) return 'Giờ hết tạm ẩn phải ở sau bây giờ';
        if (action.until > at + most) return `Chỉ tạm ẩn được nhiều nhất ${Math.round(most / DAY_MS)} ngày`;
        // the incident and its alerts are shelved as one, and come back as one
        return same('shelved', { shelved: { ...did, at, until: action.until, reason: action.reason } }, living);
      }
      case 'unshelve': {
        if (!incident.shelved) return 'Việc này không đang tạm ẩn';
        const shelved = all.filter((alert) => alert.shelved);
        return same('unshelved', { shelved: undefined }, shelved);
      }
      case 'mark-false': {
        if (incident.verdict) return judgedBy(incident, at);
        const verdict = { ...noted, kind: 'false' as const, cause: action.cause };
        return this.#judged('marked-false', verdict, noted, incident, own);
      }
      case 'resolve': {
        // whoever put the fire out knows before the probes do: it closes when they are back to normal
        if (incident.verdict) return judgedBy(incident, at);
        return this.#judged('resolved', { ...noted, kind: 'resolved' as const }, noted, incident, own);
      }
    }
  }

  /** What is judged is taken with it. */
  #judged(
    change: 'marked-false' | 'resolved',
    verdict: NonNullable<Alert['verdict']>,
    noted: NonNullable<Alert['acknowledgement']>,
    incident: Incident,
    own: readonly Alert[],
  ): Done {
    const over = (alert: Pick<Alert, 'acknowledgement' | 'state'>) => ({
      verdict,
      ...(!alert.acknowledgement && alert.state !== 'closed' && { acknowledgement: noted }),
    });
    return { change, alertChange: change, handled: over(incident), alerts: own, over };
  }
}

export const GONE = 'Không có việc này, hoặc việc đã xong từ lâu';
export const CLOSED = 'Việc này đã đóng, không cần tiếp nhận';

const same = <C extends IncidentChange & AlertChange>(
  change: C,
  handled: Partial<Handled>,
  alerts: readonly Alert[],
): Done => ({ change, alertChange: change, handled, alerts });

/** Who was first, and when. */
export function takenBy({ acknowledgement }: Pick<Alert, 'acknowledgement'>, now: number): string | undefined {
  return acknowledgement && `${acknowledgement.by} đã tiếp nhận lúc ${writtenTime(acknowledgement.at, now)}`;
}

const VERDICTS = { false: 'báo nhầm', resolved: 'đã xử lý' } as const;
const judgedBy = ({ verdict }: Incident, now: number): string =>
  `${verdict!.by} đã kết luận “${VERDICTS[verdict!.kind]}” lúc ${writtenTime(verdict!.at, now)}`;
