import { REGISTRY, type Registry } from '#hub/registry';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../access/caller.js';
import { Looks } from '../audit/looks.js';

/** Whom the ids in a record mean, for whoever may know it. */
@Injectable()
export class Names {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly looks: Looks,
  ) {}

  /**
   * By id: everybody's for whoever reads people in the whole commune, nobody's but the own for others. What is looked at
   * is written down once an hour, since pages ask again and again.
   */
  async of(who: Caller, ids: readonly (string | undefined)[]): Promise<Record<string, string>> {
    const asked = new Set(ids.filter((id) => id !== undefined));
    const own = asked.delete(who.id) ? { [who.id]: who.name } : {};
    if (asked.size === 0 || !who.canEverywhere('people.read')) return own;
    const names = await this.registry.people.names([...asked]);
    for (const id of names.keys()) await this.looks.note(who, 'person.read', id);
    return { ...Object.fromEntries(names), ...own };
  }
}
