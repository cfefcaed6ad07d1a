import { ANY_COMMUNE, type Grant } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import { In, IsNull } from 'typeorm';
import { z } from 'zod';
import { note } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import { GrantRow, IdentityRow } from '../entities/identity.entity.js';
import { SessionRow } from '../entities/session.entity.js';
import { parseInput } from '../input/parse-input.js';
import { searchable } from '../input/searchable.js';
import { newId } from '../input/tokens.js';
import { NotFoundError } from '../registry.errors.js';
import { replaceGrants } from '../people/grants.js';
import { bumpPeople } from '../people/people-revision.js';

/** A wall display or a program: one identity, one session. */
export interface Machine {
  id: string;
  kind: 'wall' | 'program';
  name: string;
  created: number;
  lastSeen?: number;
  address?: string;
}

const ROLE = { wall: 'wall', program: 'supervisor' } as const;
const nameSchema = z.string().trim().min(1).max(120);

export class MachinesRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  list(kind: Machine['kind']): Promise<Machine[]> {
    return this.db.read(async (m) => {
      const rows = await m.find(IdentityRow, { where: { kind, deleted: IsNull() }, order: { created: 'ASC' } });
      const sessions = await m.findBy(SessionRow, { identity: In(rows.map(({ id }) => id)) });
      return rows.map(({ id, name, created }) => {
        const session = sessions.find(({ identity }) => identity === id);
        return { id, kind, name, created, ...(session && { lastSeen: session.seen, address: session.address }) };
      });
    });
  }

  /** An identity that reads and changes nothing. @throws InvalidInputError */
  async add(kind: Machine['kind'], name: unknown): Promise<Machine> {
    const given = parseInput(z.object({ name: nameSchema }), { name }).name;
    const now = this.clock.now();
    const row = {
      ...{ id: newId(kind === 'wall' ? 'w' : 'm'), kind, name: given, search: searchable(given), language: 'vi' },
      ...{ login: null, phone: null, hamlet: null, password: null, totp: null, totpStep: null },
      ...{ disabled: false, created: now, deleted: null, version: 1 },
    };
    const grant: Grant = { role: ROLE[kind], scope: { kind: 'commune', id: ANY_COMMUNE } };
    await this.db.write(async (m) => {
      await m.insert(IdentityRow, row);
      await replaceGrants(m, row.id, [grant]);
      await note(m, { action: `${kind}.add`, target: row.id, detail: { name: given } }, now);
    });
    return { id: row.id, kind, name: given, created: now };
  }

  /** Signs it out for good. @throws NotFoundError */
  async remove(kind: Machine['kind'], id: string): Promise<void> {
    const now = this.clock.now();
    await this.db.write(async (m) => {
      const { affected } = await m.update(
        IdentityRow,
        { id, kind, deleted: IsNull() },
        { disabled: true, deleted: now },
      );
      if (!affected) throw new NotFoundError(kind === 'wall' ? 'màn hình' : 'chương trình', id);
      await m.delete(SessionRow, { identity: id });
      await m.delete(GrantRow, { identity: id });
      await bumpPeople(m);
      await note(m, { action: `${kind}.remove`, target: id }, now);
    });
  }
}
