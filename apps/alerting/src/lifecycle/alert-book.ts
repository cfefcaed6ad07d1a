import type { Alert } from '#hub/contracts';
import type { Commit, CommittedState } from '#hub/event-log';
import { isOpen, unseen, withHands } from './alert.js';
import { Hands } from './hands.js';

const ALERT = 'a/';
const SEEN = 'k/';
const HOUR_MS = 3_600_000;
/** An alert that is over may be corrected by late data for this long, or waits for somebody to look at it. */
const CLOSED_KEPT_MS = 26 * HOUR_MS;
const RETURNED_KEPT_MS = 7 * 24 * HOUR_MS;
/** However many come and go: alerts that are over beyond this number are forgotten, the oldest first. */
const MOST = 3000;
const MOST_LEFT = 2500;

/** Alerts that may still change: what the hub found, and what people made of it. */
export class AlertBook {
  readonly hands = new Hands(SEEN);
  #found = new Map<string, Alert>();
  #expiredAt = 0;
  /** Forgotten before their time, because there were too many. */
  #dropped: Alert[] = [];

  /** `unshelvedOf` says of an incident which of its shelvings is over. */
  constructor(private readonly unshelvedOf: (incident: string) => number | undefined) {}

  load(state: CommittedState): void {
    const found = [...state<Alert>(ALERT)].map(([, alert]) => unseen(alert));
    this.#found = new Map(found.sort((x, y) => x.updatedAt - y.updatedAt).map((alert) => [alert.id, alert]));
  }

  /** As the hub found it. */
  found(id: string): Alert | undefined {
    return this.#found.get(id);
  }
  allFound(): Iterable<Alert> {
    return this.#found.values();
  }
  /** As it stands, with what people made of it. */
  get(id: string): Alert | undefined {
    const alert = this.#found.get(id);
    return alert && this.#whole(alert);
  }
  *all(): Iterable<Alert> {
    for (const alert of this.#found.values()) yield this.#whole(alert);
  }

  put(alert: Alert, commit: Commit): void {
    // moved to the end: the order is that of the last change
    this.#found.delete(alert.id);
    this.#found.set(alert.id, alert);
    commit.put(ALERT + alert.id, alert);
    if (this.#found.size > MOST) this.#forgetOldest(commit);
  }

  /** Once an hour forgets what is over for long, and gives it as it was; undefined: it was not time. */
  expire(now: number, commit: Commit): Alert[] | undefined {
    // both ways, for the clock may have been set
    if (Math.abs(now - this.#expiredAt) < HOUR_MS) return undefined;
    this.#expiredAt = now;
    const forgotten = this.#dropped.splice(0);
    for (const alert of this.all()) {
      const kept = alert.state === 'returned' ? RETURNED_KEPT_MS : CLOSED_KEPT_MS;
      if (isOpen(alert) || now - alert.updatedAt <= kept) continue;
      forgotten.push(alert);
      this.#forget(alert.id, commit);
    }
    return forgotten;
  }

  #whole(alert: Alert): Alert {
    const unshelved = alert.incident === undefined ? undefined : this.unshelvedOf(alert.incident);
    return withHands(alert, this.hands.get(alert.id), unshelved);
  }

  #forgetOldest(commit: Commit): void {
    for (const alert of this.all()) {
      if (this.#found.size <= MOST_LEFT) return;
      if (isOpen(alert)) continue;
      this.#dropped.push(alert);
      this.#forget(alert.id, commit);
    }
  }

  #forget(id: string, commit: Commit): void {
    this.#found.delete(id);
    commit.put(ALERT + id, undefined);
    this.hands.forget(id, commit);
  }
}
