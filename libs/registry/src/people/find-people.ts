import type { EntityManager } from 'typeorm';
import { GrantRow, IdentityRow } from '../entities/identity.entity.js';
import { likeAny } from '../input/searchable.js';

export interface PeopleFilter {
  /** Part of a name, login or number, with or without diacritics. */
  search?: string | undefined;
  role?: string | undefined;
  hamlets?: readonly string[] | undefined;
  limit?: number;
  offset?: number;
}

export async function findPeople(
  m: EntityManager,
  { search, role, hamlets, limit = 100, offset = 0 }: PeopleFilter,
): Promise<{ rows: IdentityRow[]; total: number }> {
  const query = m.createQueryBuilder(IdentityRow, 'i').where("i.kind = 'person' AND i.deleted IS NULL");
  if (search) query.andWhere(`i.search LIKE :search ESCAPE '\\'`, { search: likeAny(search) });
  if (hamlets) query.andWhere(hamlets.length > 0 ? 'i.hamlet IN (:...hamlets)' : '1 = 0', { hamlets });
  if (role)
    query.andWhere(
      (q) => {
        const some = q.subQuery().select('1').from(GrantRow, 'g').where('g.identity = i.id AND g.role = :role');
        return `EXISTS ${some.getQuery()}`;
      },
      { role },
    );
  const [rows, total] = await query
    .orderBy('i.search', 'ASC')
    .addOrderBy('i.id', 'ASC')
    .take(limit)
    .skip(offset)
    .getManyAndCount();
  return { rows, total };
}
