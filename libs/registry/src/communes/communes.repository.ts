import { isDeepStrictEqual } from 'node:util';
import { type Commune, communeSchema } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database.js';
import { CommuneRow } from '../entities/commune.entity.js';
import { recordChange } from '../history/record-change.js';
import { unchangedSince } from '../history/unchanged-since.js';
import { parseInput } from '../input/parse-input.js';
import { InvalidInputError, NotFoundError } from '../registry.errors.js';

/** Code of the commune until one is set. */
const NO_COMMUNE = '00000';

export class CommunesRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** By code. */
  list(): Promise<Commune[]> {
    return this.db.read(async (m) => (await m.find(CommuneRow, { order: { code: 'ASC' } })).map(toCommune));
  }

  /** @throws NotFoundError */
  async get(code: string): Promise<Commune> {
    const row = await this.db.read((m) => m.findOneBy(CommuneRow, { code }));
    if (!row) throw new NotFoundError('xã', code);
    return toCommune(row);
  }

  /**
   * Adds it or takes the place of the one with its code; where a version is given, of that version alone.
   * @throws InvalidInputError, ChangedMeanwhileError
   */
  async put(commune: unknown): Promise<Commune> {
    const { version, ...given } = parseInput(communeSchema, commune);
    return this.db.write(async (m) => {
      const row = await m.findOneBy(CommuneRow, { code: given.code });
      const before = row ? toCommune(row) : undefined;
      if (before) unchangedSince(before.name, before, version);
      if (before && isDeepStrictEqual({ ...given, version: before.version }, before)) return before;
      const after = { ...given, version: (before?.version ?? 0) + 1 };
      await m.upsert(CommuneRow, { ...after, support: after.support ?? null }, ['code']);
      const change = before ? 'changed' : 'added';
      await recordChange(m, { kind: 'commune', id: after.code, change, before, after }, this.clock.now());
      return after;
    });
  }

  /** Code of the one commune; "00000" until it is set. @throws InvalidInputError where there are several */
  defaultCommune(): Promise<string> {
    return this.db.read(defaultCommune);
  }
}

export async function defaultCommune(manager: EntityManager): Promise<string> {
  const rows = await manager.find(CommuneRow, { select: { code: true }, order: { code: 'ASC' } });
  if (rows.length > 1) {
    const codes = rows.map(({ code }) => code).join(', ');
    throw new InvalidInputError([{ field: 'commune', problem: `hub có nhiều xã, chọn một trong: ${codes}` }]);
  }
  return rows[0]?.code ?? NO_COMMUNE;
}

function toCommune({ support, ...row }: CommuneRow): Commune {
  return { ...row, ...(support !== null && { support }) };
}
