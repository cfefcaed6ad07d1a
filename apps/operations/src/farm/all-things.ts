import type { Thing, ThingKind } from '#hub/contracts';
import type { Registry, ThingFilter } from '#hub/registry';

const PAGE = 1000;

/** All of a kind that fit, by id. */
export async function allThings<K extends ThingKind>(
  { things }: Pick<Registry, 'things'>,
  kind: K,
  filter: Omit<ThingFilter, 'limit' | 'offset'>,
): Promise<Thing<K>[]> {
  const found: Thing<K>[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const page = await things.find(kind, { ...filter, limit: PAGE, offset });
    found.push(...page.things);
    if (page.things.length < PAGE) return found;
  }
}
