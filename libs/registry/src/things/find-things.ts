import type { Scope, Thing, ThingKind } from '#hub/contracts';
import { Brackets, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { ThingRow } from '../entities/thing.entity.js';
import { defined } from '../input/present.js';
import { likeAny } from '../input/searchable.js';
import { thingIn } from './thing-row.js';

export interface ThingFilter {
  /** Part of an id or a name, with or without diacritics. */
  search?: string | undefined;
  hamlet?: string | undefined;
  block?: string | undefined;
  /** Id of a person. */
  owner?: string | undefined;
  /** Narrows to what lies in one of them; absent: everywhere. */
  within?: readonly Scope[] | undefined;
  limit?: number;
  offset?: number;
}

const PAGE = 100;

const ALL_PAGE = 1000;

/** All of a kind that fit, by id: in pages, so that others have the processor in between. */
export async function allThings<K extends ThingKind>(
  m: EntityManager,
  kind: K,
  filter: Omit<ThingFilter, 'limit' | 'offset'> = {},
): Promise<Thing<K>[]> {
  const all: Thing<K>[] = [];
  for (;;) {
    const rows = await thingsQuery(m, kind, filter).take(ALL_PAGE).skip(all.length).getMany();
    all.push(...(rows.map(thingIn) as Thing<K>[]));
    if (rows.length < ALL_PAGE) return all;
  }
}

export async function findThings<K extends ThingKind>(
  m: EntityManager,
  kind: K,
  { limit = PAGE, offset = 0, ...filter }: ThingFilter,
): Promise<{ things: Thing<K>[]; total: number }> {
  const [rows, total] = await thingsQuery(m, kind, filter).take(limit).skip(offset).getManyAndCount();
  return { things: rows.map(thingIn) as Thing<K>[], total };
}

function thingsQuery(
  m: EntityManager,
  kind: ThingKind,
  { search, within, hamlet, block, owner }: Omit<ThingFilter, 'limit' | 'offset'>,
): SelectQueryBuilder<ThingRow> {
  const query = m.createQueryBuilder(ThingRow, 'thing').where('thing.kind = :kind AND thing.removed IS NULL', { kind });
  query.andWhere(defined({ hamlet, block, owner }));
  if (search) query.andWhere(`thing.search LIKE :search ESCAPE '\\'`, { search: likeAny(search) });
  if (within) narrow(query, kind, within);
  // papers count: plot 12-9 stands before 12-10
  if (kind === 'plot') query.orderBy('LENGTH(thing.id)', 'ASC');
  return query.addOrderBy('thing.id', 'ASC');
}

/** The same as `covers` of the contracts, for the database. */
function narrow(query: SelectQueryBuilder<ThingRow>, kind: ThingKind, within: readonly Scope[]): void {
  const ids = (of: Scope['kind']) => within.filter((scope) => scope.kind === of).map(({ id }) => id);
  query.andWhere(
    new Brackets((or) => {
      or.where('1 = 0');
      for (const column of ['commune', 'hamlet', 'block', 'plot'] as const)
        if (ids(column).length > 0)
          or.orWhere(`thing.${column} IN (:...in_${column})`, { [`in_${column}`]: ids(column) });
      const groups = kind === 'camera-group' ? ids('camera-group') : [];
      if (groups.length > 0) or.orWhere('thing.id IN (:...groups)', { groups });
    }),
  );
}
