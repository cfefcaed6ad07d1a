import {
  type AirTimes,
  type Broadcast,
  type Channel,
  type Escalation,
  type IncidentRequest,
  type Incident,
  type Notice,
  type NoticesItem,
  type Place,
  type Request,
  STREAM,
} from '#hub/contracts';
import type { Policy } from '../escalation/policy.js';
import type { People, Person } from '../people/people.js';
import type { Siren } from '../sirens/sirens-of.js';
import type { Book } from './book.js';
import type { Commit } from '#hub/event-log';
import type { KeptEscalation, KeptNotice } from './kept.js';

/** What stands fixed while the hub runs. */
export interface Setting {
  policy: Policy;
  placeOf(device: string): Place;
  /** Whether somebody may take what happened there. */
  mayTake(person: Person, place: Place): boolean;
  /** Why a channel cannot be used; undefined: it can. */
  offReason(channel: Channel): string | undefined;
  /** What a repeat of a message does that the provider may have already. */
  repeats(channel: Channel): Repeats;
  /** A message is tried for so long, milliseconds. */
  patienceMs(channel: Channel): number;
  /** Sirens that an incident concerns. */
  sirensOf(incident: Incident): readonly Siren[];
  /** What would leave the hub is written down, and does not. */
  dryRun: boolean;
  /** What people of a role are called. */
  roleName(role: string, language: 'vi' | 'en'): string;
  loudspeakers: {
    times: AirTimes;
    /** Loudspeakers of a hamlet as their vendor knows them; `*`: of the whole commune. */
    zonesOf(hamlet: string): readonly string[];
    /** Whether people of a role may say that a message is aired. */
    approves(role: string): boolean;
    /** Whether they can be told to stop. */
    stop: boolean;
  };
}
/** `keyed`: the provider knows it by its key. `replaces`: the second covers the first. `doubles`: it is heard twice. */
export type Repeats = 'keyed' | 'replaces' | 'doubles';

/** What a person did, for the audit log. */
export interface Deed {
  by: string;
  action: string;
  target: string;
}

/** One handler's work: what it knows, and what it leaves for one commit. */
export class Desk {
  readonly #told: NoticesItem[] = [];
  readonly #asked: Request[] = [];
  /** What people did by telephone. */
  readonly deeds: Deed[] = [];
  /** Public messages of which something moved. */
  readonly #moved = new Set<string>();

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
    if (kept.notice.broadcast !== undefined) this.#moved.add(kept.notice.broadcast);
  }
  /** A notice moves on; what it says stays. */
  move(kept: KeptNotice, change: Partial<Notice>): KeptNotice {
    const moved = { ...kept, notice: { ...kept.notice, ...change, updatedAt: this.now } };
    this.tellNotice(moved);
    return moved;
  }
  /** Its next revision, for everybody to hear; it answers a request. */
  tellBroadcast(broadcast: Broadcast, request?: string): Broadcast {
    const next = { ...broadcast, revision: broadcast.revision + 1, updatedAt: this.now };
    this.book.put('broadcast', next.id, next, this.commit);
    this.answer(next, request);
    return next;
  }
  /** As it stands already. */
  answer(broadcast: Broadcast, request?: string): void {
    this.#told.push({ type: 'broadcast', broadcast, at: this.now, ...(request !== undefined && { request }) });
  }
  refuse(request: string, reason: string): void {
    this.#told.push({ type: 'refused', request, reason, at: this.now });
  }
  /** Gives each public message of which something moved, once; what moves meanwhile comes after it. */
  *moved(): Iterable<Broadcast> {
    for (const id of this.#moved) {
      this.#moved.delete(id);
      const broadcast = this.book.get('broadcast', id);
      if (broadcast) yield broadcast;
    }
  }
  ask(request: Request): void {
    this.#asked.push(request);
  }
  /** Somebody does something by telephone. */
  askFor(person: string, request: IncidentRequest): void {
    this.ask(request);
    this.deeds.push({ by: person, action: `incident.${request.action.do}`, target: request.incident });
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
