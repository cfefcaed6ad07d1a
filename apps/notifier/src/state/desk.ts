import {
  type Channel,
  type Escalation,
  type Notice,
  type NoticesItem,
  type Place,
  type Request,
  STREAM,
} from '#hub/contracts';
import type { Policy } from '../escalation/policy.js';
import type { People } from '../people/people.js';
import type { Book } from './book.js';
import type { Commit } from './commit.js';
import type { KeptEscalation, KeptNotice } from './kept.js';

/** What stands fixed while the hub runs. */
export interface Setting {
  policy: Policy;
  placeOf(device: string): Place;
  /** Why a channel cannot be used; undefined: it can. */
  offReason(channel: Channel): string | undefined;
  /** What a repeat of a message does that the provider may have already. */
  repeats(channel: Channel): Repeats;
  /** A message is tried for so long, milliseconds. */
  patienceMs(channel: Channel): number;
  /** What people of a role are called. */
  roleName(role: string, language: 'vi' | 'en'): string;
}
/** `keyed`: the provider knows it by its key. `replaces`: the second covers the first. `doubles`: it is heard twice. */
export type Repeats = 'keyed' | 'replaces' | 'doubles';

/** One handler's work: what it knows, and what it leaves for one commit. */
export class Desk {
  readonly #told: NoticesItem[] = [];
  readonly #asked: Request[] = [];

  constructor(
    readonly book: Book,
    readonly commit: Commit,
    readonly now: number,
    readonly people: People,
    readonly setting: Setting,
  ) {}

  keepEscalation(kept: KeptEscalation): KeptEscalation {
    this.book.put('escalation', kept.incident.id, kept, this.commit);
    return kept;
  }
  /** The same, and everybody hears where it stands. */
  tellEscalation(kept: KeptEscalation): KeptEscalation {
    this.#told.push({ type: 'escalation', escalation: escalationOf(kept), at: this.now });
    return this.keepEscalation(kept);
  }
  tellNotice(kept: KeptNotice): void {
    this.book.put('notice', kept.notice.id, kept, this.commit);
    this.#told.push({ type: 'notice', notice: kept.notice, at: this.now });
  }
  /** A notice moves on; what it says stays. */
  move(kept: KeptNotice, change: Partial<Notice>): KeptNotice {
    const moved = { ...kept, notice: { ...kept.notice, ...change, updatedAt: this.now } };
    this.tellNotice(moved);
    return moved;
  }
  ask(request: Request): void {
    this.#asked.push(request);
  }

  leave(): void {
    if (this.#told.length > 0) this.commit.append(STREAM.notices, this.#told);
    if (this.#asked.length > 0) this.commit.append(STREAM.requests, this.#asked);
  }
}

function escalationOf({ incident, policy, step, nextAt, stopped, at }: KeptEscalation): Escalation {
  return {
    ...{ incident: incident.id, target: incident.target, policy, step: Math.max(0, step), at },
    ...(incident.targets && { targets: incident.targets }),
    ...(nextAt !== undefined && stopped === undefined && { nextAt }),
    ...(stopped && { stopped }),
  };
}
