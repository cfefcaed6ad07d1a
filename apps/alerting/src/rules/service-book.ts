import {
  type OutOfService,
  type RequestRefused,
  type Rule,
  serviceKey,
  type ServiceRequest,
  type ServiceTransition,
} from '#hub/contracts';
import type { Commit, CommittedState } from '#hub/event-log';
import { writtenTime } from '../texts/figures.js';

const SERVICE = 'o/';

/** Out of service, or taken back then: what was over before that is not told of. */
type Kept = OutOfService & { backAt?: number };

/** What is out of service on which device; commits with the requests. */
export class ServiceBook {
  #kept = new Map<string, Kept>();
  /** Something was changed in a batch that is not known to be committed. */
  #unsure = false;

  load(state: CommittedState): void {
    this.#kept = new Map([...state<Kept>(SERVICE)].map(([key, kept]) => [key.slice(SERVICE.length), kept]));
    this.#unsure = false;
  }

  /** The rules with what is out of service laid over them. */
  over(rules: readonly Rule[]): readonly Rule[] {
    if (this.#kept.size === 0) return rules;
    return rules.map((rule) => {
      const service: NonNullable<Rule['service']> = {};
      for (const { device, rule: one, backAt = 'out' } of this.#kept.values()) {
        if (one !== undefined && one !== rule.id) continue;
        const known = service[device];
        service[device] = known === 'out' || backAt === 'out' ? 'out' : Math.max(known ?? 0, backAt);
      }
      return { ...rule, service };
    });
  }

  /** Says what becomes of a request; it holds when that is committed. `known`: whether there are such a device and rule. */
  answer(request: ServiceRequest, known: boolean, commit: Commit): ServiceTransition | RequestRefused {
    const { id, change, device, rule, note, by, person, at } = request;
    const refused = (reason: string): RequestRefused => ({ type: 'refused', request: id, reason, at });
    const key = serviceKey({ device, ...(rule !== undefined && { rule }) });
    const before = this.#kept.get(key);
    const out = before && before.backAt === undefined;
    if (change === 'out') {
      if (!known) return refused('Không có thiết bị hoặc luật này');
      if (out) return refused(`${before.by} đã ngừng theo dõi lúc ${writtenTime(before.at, at)}`);
      if (!note) return refused('Cần nói vì sao ngừng theo dõi');
    } else if (!out) return refused('Việc này đang được theo dõi');
    const who = { by, ...(person !== undefined && { person }) };
    const entry: OutOfService =
      change === 'out' ? { device, ...(rule !== undefined && { rule }), reason: note!, ...who, at } : entryOf(before!);
    const kept: Kept = change === 'out' ? entry : { ...entry, backAt: at };
    this.#kept.set(key, kept);
    this.#unsure = true;
    commit.put(SERVICE + key, kept);
    return { type: 'service', change, entry, at, ...who, ...(change === 'back' && note && { note }), request: id };
  }
  committed(): void {
    this.#unsure = false;
  }
  /** The commit of the last changes may not have happened. */
  get unsure(): boolean {
    return this.#unsure;
  }
}

const entryOf = ({ backAt: _, ...entry }: Kept): OutOfService => entry;
