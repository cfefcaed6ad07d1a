import { REGISTRY, type Registry } from '#hub/registry';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../access/caller.js';
import { Looks } from '../audit/looks.js';

/** Whom the ids in a record mean: the name alone, for whoever the record itself may be shown to. */
@Injectable()
export class Names {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly looks: Looks,
  ) {}

  /**
   * By id. Whoever is to say yes must learn who asks: what may be seen of a record are the names in it. What is looked at
   * is written down once an hour, since pages ask again and again.
   */
  async of(who: Caller, ids: readonly (string | undefined)[]): Promise<Record<string, string>> {
    const asked = new Set(ids.filter((id) => id !== undefined));
    const own = asked.delete(who.id) ? { [who.id]: who.name } : {};
    if (asked.size === 0) return own;
    const names = await this.registry.people.names([...asked]);
    await this.noteLooks(who, names.keys());
    return { ...Object.fromEntries(names), ...own };
  }

  /** The same with a telephone number, for whoever is to call them: each look is written down. */
  async callable(
    who: Caller,
    ids: readonly (string | undefined)[],
  ): Promise<ReadonlyMap<string, { name: string; phone?: string }>> {
    const people = await this.registry.people.callable(ids.filter((id) => id !== undefined));
    await this.noteLooks(who, people.keys());
    return people;
  }

  /** Writes down whose names somebody is about to be shown; nobody is written down for the own. */
  async noteLooks(who: Caller, ids: Iterable<string>): Promise<void> {
    for (const id of ids) if (id !== who.id) await this.looks.note(who, 'person.read', id);
  }
}
