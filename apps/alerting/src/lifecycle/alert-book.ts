import type { Alert } from '#hub/contracts';
import type { Commit } from '../commit.js';
import { type Acknowledgement, acknowledged, isOpen, unseen } from './alert.js';

const ALERT = 'a/';
const SEEN = 'k/';
const HOUR_MS = 3_600_000;
/** An alert that is over may be corrected by late data for this long, or waits for somebody to look at it. */
const CLOSED_KEPT_MS = 26 * HOUR_MS;
const RETURNED_KEPT_MS = 7 * 24 * HOUR_MS;
/** However many come and go: alerts that are over beyond this number are forgotten, the oldest first. */
const MOST = 3000;
const MOST_LEFT = 2500;

type State = <T>(prefix: string) => Iterable<[key: string, value: T]>;

/**
 * Alerts that may still change. Acknowledgements have keys of their own, because they are committed with another stream's
 * position than the alerts: neither commit can undo the other's.
 */
export class AlertBook {
  #alerts = new Map<string, Alert>();
  /** Alerts acknowledged in a batch that is not known to be committed. */
  #unsure: string[] = [];
  #expiredAt = 0;

  load(state: State): void {
    const alerts = [...state<Alert>(ALERT)].map(([, alert]) => alert).sort((x, y) => x.updatedAt - y.updatedAt);
    this.#alerts = new Map(alerts.map((alert) => [alert.id, unseen(alert)]));
    for (const [key, seen] of state<Acknowledgement>(SEEN)) {
      const alert = this.#alerts.get(key.slice(SEEN.length));
      if (alert) this.#alerts.set(alert.id, acknowledged(alert, seen));
    }
    this.#unsure = [];
  }

  get(id: string): Alert | undefined {
    return this.#alerts.get(id);
  }
  all(): Iterable<Alert> {
    return this.#alerts.values();
  }

  put(alert: Alert, commit: Commit): void {
    // moved to the end: the order is that of the last change
    this.#alerts.delete(alert.id);
    this.#alerts.set(alert.id, alert);
    commit.put(ALERT + alert.id, alert);
    if (this.#alerts.size > MOST) this.#forgetOldest(commit);
  }

  acknowledge(alert: Alert, commit: Commit): void {
    this.#alerts.set(alert.id, alert);
    this.#unsure.push(alert.id);
    commit.put(SEEN + alert.id, alert.acknowledgement);
  }
  acknowledgementsCommitted(): void {
    this.#unsure = [];
  }
  /** The commit of the last acknowledgements did not happen. */
  takeBackUnsure(): void {
    for (const id of this.#unsure) {
      const alert = this.#alerts.get(id);
      if (alert) this.#alerts.set(id, unseen(alert));
    }
    this.#unsure = [];
  }

  /** Once an hour forgets what is over for long. */
  expire(now: number, commit: Commit): void {
    // both ways, for the clock may have been set
    if (Math.abs(now - this.#expiredAt) < HOUR_MS) return;
    this.#expiredAt = now;
    for (const alert of this.#alerts.values()) {
      const kept = alert.state === 'returned' ? RETURNED_KEPT_MS : CLOSED_KEPT_MS;
      if (!isOpen(alert) && now - alert.updatedAt > kept) this.#forget(alert.id, commit);
    }
  }

  #forgetOldest(commit: Commit): void {
    for (const alert of this.#alerts.values()) {
      if (this.#alerts.size <= MOST_LEFT) return;
      if (!isOpen(alert)) this.#forget(alert.id, commit);
    }
  }

  #forget(id: string, commit: Commit): void {
    this.#alerts.delete(id);
    commit.put(ALERT + id, undefined);
    commit.put(SEEN + id, undefined);
  }
}
