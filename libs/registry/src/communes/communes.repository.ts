import { type Commune, communeSchema } from '#hub/contracts';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database.js';
import { CommuneRow } from '../entities/commune.entity.js';
import { parseInput } from '../input/parse-input.js';
import { InvalidInputError, NotFoundError } from '../registry.errors.js';

/** Code of the commune until one is set. */
const NO_COMMUNE = '00000';

export class CommunesRepository {
  constructor(private readonly db: Database) {}

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

  /** Adds it or takes the place of the one with its code. @throws InvalidInputError */
  async put(commune: unknown): Promise<Commune> {
    const { support, ...given } = parseInput(communeSchema, commune);
    const row = { ...given, support: support ?? null };
    await this.db.write((m) => m.upsert(CommuneRow, row, ['code']));
    return toCommune(row);
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
