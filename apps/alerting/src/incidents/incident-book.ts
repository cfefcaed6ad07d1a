import type { Commit, CommittedState } from '#hub/event-log';
import { Hands } from '../lifecycle/hands.js';
import { type IncidentRecord, placeKey } from './record.js';

type Place = Parameters<typeof placeKey>[0];

const INCIDENT = 'i/';
const HANDS = 'q/';

/** Incidents that may still change: what the hub knows of them, and what people made of them. */
export class IncidentBook {
  readonly hands = new Hands(HANDS);
  #records = new Map<string, IncidentRecord>();
  /** By cause and scope, in the order in which they were opened. */
  #places = new Map<string, IncidentRecord[]>();
  /** Those that time alone changes. */
  readonly timed = new Set<IncidentRecord>();

  load(state: CommittedState): void {
    this.#records.clear();
    this.#places.clear();
    this.timed.clear();
    const records = [...state<IncidentRecord>(INCIDENT)].map(([, record]) => record);
    for (const record of records.sort((x, y) => x.openedAt - y.openedAt || (x.id < y.id ? -1 : 1))) this.#enter(record);
  }

  get(id: string): IncidentRecord | undefined {
    return this.#records.get(id);
  }
  all(): Iterable<IncidentRecord> {
    return this.#records.values();
  }
  /** Of this cause in this scope of the commune, the newest first. */
  at(place: Place): IncidentRecord[] {
    return [...(this.#places.get(placeKey(place)) ?? [])].reverse();
  }

  /** Cause, commune, scope and opening time; a second one that would get the same id gets a suffix. */
  freshId(place: Place, startedAt: number): string {
    const id = `${placeKey(place)}:${startedAt}`;
    for (let n = 1; ; n++) {
      const candidate = n === 1 ? id : `${id}.${n}`;
      if (!this.#records.has(candidate)) return candidate;
    }
  }

  put(record: IncidentRecord, commit: Commit): void {
    if (!this.#records.has(record.id)) this.#enter(record);
    if (isTimed(record)) this.timed.add(record);
    else this.timed.delete(record);
    commit.put(INCIDENT + record.id, record);
  }

  /** As soon as alerts belong to it, before it is kept. */
  enter(record: IncidentRecord): IncidentRecord {
    this.#enter(record);
    return record;
  }

  forget(record: IncidentRecord, commit: Commit): void {
    this.#records.delete(record.id);
    this.timed.delete(record);
    const key = placeKey(record);
    const rest = this.#places.get(key)?.filter((other) => other !== record) ?? [];
    if (rest.length > 0) this.#places.set(key, rest);
    else this.#places.delete(key);
    commit.put(INCIDENT + record.id, undefined);
    this.hands.forget(record.id, commit);
  }

  #enter(record: IncidentRecord): void {
    this.#records.set(record.id, record);
    const key = placeKey(record);
    const here = this.#places.get(key);
    if (here) here.push(record);
    else this.#places.set(key, [record]);
    if (isTimed(record)) this.timed.add(record);
  }
}

const isTimed = ({ outage, flappingSince }: IncidentRecord): boolean =>
  flappingSince !== undefined || outage !== undefined;
