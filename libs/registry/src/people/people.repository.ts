import type { Person, Role } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { note } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import { GrantRow, IdentityRow, InvitationRow } from '../entities/identity.entity.js';
import { ContactRow, PushSubscriptionRow } from '../entities/notice.entity.js';
import { SessionRow } from '../entities/session.entity.js';
import { parseInput } from '../input/parse-input.js';
import { defined, present } from '../input/present.js';
import { searchable } from '../input/searchable.js';
import { newId } from '../input/tokens.js';
import { ChangedMeanwhileError, LastAdministratorError, LoginTakenError, NotFoundError } from '../registry.errors.js';
import { ADMINISTRATOR, checkGrants, grantsOf, replaceGrants } from './grants.js';
import { findPeople, type PeopleFilter } from './find-people.js';
import { bumpPeople } from './people-revision.js';
import { newPersonSchema, personPatchSchema } from './person.schema.js';

/** A person, and what the register knows beside. */
export interface KnownPerson extends Person {
  version: number;
  created: number;
  /** Has a password, and so can sign in with it. */
  password: boolean;
  totp: boolean;
  /** Open sessions. */
  sessions: number;
  /** An invitation that still works, and until when. */
  invited?: { expires: number };
}

/** The people of the hub. Passwords and sessions have repositories of their own. */
export class PeopleRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly roles: readonly Role[],
  ) {}

  /** By name; `hamlets` narrows to those who live in one of them. */
  find(filter: PeopleFilter): Promise<{ people: KnownPerson[]; total: number }> {
    return this.db.read(async (m) => {
      const { rows, total } = await findPeople(m, filter);
      return { people: await known(m, rows, this.clock.now()), total };
    });
  }

  /** @throws NotFoundError */
  get(id: string): Promise<KnownPerson> {
    return this.db.read(async (m) => (await known(m, [await personRow(m, id)], this.clock.now()))[0]!);
  }

  /** @throws InvalidInputError, LoginTakenError */
  async add(person: unknown): Promise<KnownPerson> {
    const { grants, ...given } = parseInput(newPersonSchema, person);
    checkGrants(this.roles, grants);
    const now = this.clock.now();
    return this.db.write(async (m) => {
      const row = rowOf({ id: newId('p'), ...given }, now);
      await freeLogin(m, row.login, row.id);
      await m.insert(IdentityRow, row);
      await replaceGrants(m, row.id, grants);
      await bumpPeople(m);
      await note(m, { action: 'person.add', target: row.id, detail: { grants } }, now);
      return (await known(m, [row], now))[0]!;
    });
  }

  /**
   * Changes some of it. Whoever is disabled is signed out everywhere.
   * @throws NotFoundError, InvalidInputError, ChangedMeanwhileError, LoginTakenError, LastAdministratorError
   */
  async update(id: string, patch: unknown): Promise<KnownPerson> {
    const { version, grants, ...given } = parseInput(personPatchSchema, patch);
    if (grants) checkGrants(this.roles, grants);
    const now = this.clock.now();
    return this.db.write(async (m) => {
      const before = await personRow(m, id);
      if (before.version !== version) throw new ChangedMeanwhileError('Người này', (await known(m, [before], now))[0]!);
      const after = { ...before, ...defined(given), version: version + 1 };
      after.search = searchOf(after);
      await freeLogin(m, after.login, id);
      await m.update(IdentityRow, { id }, after);
      if (grants) await replaceGrants(m, id, grants);
      await someAdministrator(m);
      if (after.disabled) await m.delete(SessionRow, { identity: id });
      await bumpPeople(m);
      // which fields, not what is in them: a name that is to be forgotten must not stay in the log
      const changed = Object.keys(defined(given));
      await note(m, { action: 'person.update', target: id, detail: { changed, ...(grants && { grants }) } }, now);
      return (await known(m, [after], now))[0]!;
    });
  }

  /** Forgets who it was: name, telephone and ways in are gone, the id stays for what refers to it. */
  async remove(id: string, version: number): Promise<void> {
    const now = this.clock.now();
    await this.db.write(async (m) => {
      const before = await personRow(m, id);
      if (before.version !== version) throw new ChangedMeanwhileError('Người này', (await known(m, [before], now))[0]!);
      const gone = { name: '', search: '', login: null, phone: null, hamlet: null, password: null, totp: null };
      await m.update(IdentityRow, { id }, { ...gone, disabled: true, deleted: now, version: version + 1 });
      for (const table of [GrantRow, SessionRow, InvitationRow, ContactRow, PushSubscriptionRow])
        await m.delete(table, { identity: id });
      await someAdministrator(m);
      await bumpPeople(m);
      await note(m, { action: 'person.remove', target: id }, now);
    });
  }

  /** Names by id, of walls and programs too: for what is shown of a log. Those who were forgotten are left out. */
  names(ids: readonly string[]): Promise<Map<string, string>> {
    return this.db.read(async (m) => {
      const rows = await m.findBy(IdentityRow, { id: In([...new Set(ids)].slice(0, 1000)), deleted: IsNull() });
      return new Map(rows.map(({ id, name }) => [id, name]));
    });
  }

  /** Whom to call, by id: those who were forgotten, and walls and programs, are left out. */
  callable(ids: readonly string[]): Promise<Map<string, { name: string; phone?: string }>> {
    return this.db.read(async (m) => {
      const wanted = In([...new Set(ids)].slice(0, 1000));
      const rows = await m.findBy(IdentityRow, { id: wanted, kind: 'person', deleted: IsNull() });
      return new Map(rows.map(({ id, name, phone }) => [id, { name, ...(phone !== null && { phone }) }]));
    });
  }

  /** Whether somebody can administer the hub: while nobody can, it answers its own machine alone. */
  hasAdministrator(): Promise<boolean> {
    return this.db.read(async (m) => (await administrators(m)) > 0);
  }
}

/** @throws NotFoundError */
export async function personRow(m: EntityManager, id: string): Promise<IdentityRow> {
  const row = await m.findOneBy(IdentityRow, { id, kind: 'person', deleted: IsNull() });
  if (!row) throw new NotFoundError('người', id);
  return row;
}

const searchOf = ({ name, login, phone }: Pick<IdentityRow, 'name' | 'login' | 'phone'>): string =>
  searchable([name, login, phone?.replace(/\D/g, '')].filter(Boolean).join(' '));

type Given = Partial<Pick<IdentityRow, 'login' | 'phone' | 'hamlet'>> &
  Pick<IdentityRow, 'id' | 'name' | 'language' | 'disabled'>;

function rowOf(
  given: { [K in keyof Given]: Given[K] | undefined } & Pick<Given, 'id' | 'name' | 'language' | 'disabled'>,
  now: number,
): IdentityRow {
  const row = {
    ...{ kind: 'person' as const, login: null, phone: null, hamlet: null, password: null, totp: null, totpStep: null },
    ...{ created: now, deleted: null, version: 1, search: '' },
    ...defined(given),
  } as IdentityRow;
  row.search = searchOf(row);
  return row;
}

async function freeLogin(m: EntityManager, login: string | null, id: string): Promise<void> {
  if (login !== null && (await m.existsBy(IdentityRow, { login, id: Not(id) }))) throw new LoginTakenError(login);
}

function administrators(m: EntityManager): Promise<number> {
  return m
    .createQueryBuilder(IdentityRow, 'i')
    .innerJoin(GrantRow, 'g', 'g.identity = i.id AND g.role = :role', { role: ADMINISTRATOR })
    .where('i.deleted IS NULL AND i.disabled = :no', { no: false })
    .getCount();
}

/** Asked after a change, in its transaction. Before the first administrator there is none to lose. */
async function someAdministrator(m: EntityManager): Promise<void> {
  if ((await administrators(m)) > 0) return;
  throw new LastAdministratorError();
}

async function known(m: EntityManager, rows: readonly IdentityRow[], now: number): Promise<KnownPerson[]> {
  const ids = rows.map(({ id }) => id);
  const grants = await grantsOf(m, ids);
  const invitations = await m.findBy(InvitationRow, { identity: In(ids) });
  const sessions = await m.find(SessionRow, { select: { id: true, identity: true }, where: { identity: In(ids) } });
  return rows.map((row) => {
    const { id, name, login, phone, hamlet, language, disabled, version, created } = row;
    const invited = invitations.find((one) => one.identity === id && one.expires > now);
    return {
      ...present({ id, name, login, phone, hamlet }),
      language: language as Person['language'],
      ...{ grants: grants.get(id) ?? [], disabled, version, created },
      password: row.password !== null,
      totp: row.totp !== null && row.totpStep !== null,
      sessions: sessions.filter((session) => session.identity === id).length,
      ...(invited && { invited: { expires: invited.expires } }),
    };
  });
}
