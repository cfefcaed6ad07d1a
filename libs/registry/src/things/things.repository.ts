import { isDeepStrictEqual } from 'node:util';
import type { Stay, Thing, ThingKind } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import type { EntityManager } from 'typeorm';
import { defaultCommune } from '../communes/communes.repository.js';
import type { Database } from '../database/database.js';
import { CommuneRow } from '../entities/commune.entity.js';
import { StayRow, ThingRow } from '../entities/thing.entity.js';
import { firstVersion, recordChange } from '../history/record-change.js';
import { unchangedSince } from '../history/unchanged-since.js';
import { parseInput } from '../input/parse-input.js';
import { present } from '../input/present.js';
import { IdTakenError, InUseError, InvalidInputError, NotFoundError } from '../registry.errors.js';
import { problemsOf, whatIs } from './check-thing.js';
import { findThings, type ThingFilter } from './find-things.js';
import { follow } from './follow.js';
import type { Land } from './kinds/kind.js';
import { kindOf } from './kinds/kinds.js';
import { landOf } from './kinds/land.js';
import { knownTo } from './known.js';
import { thingOf } from './find-thing.js';
import { newThingSchema, thingPatchSchema } from './thing.schema.js';
import { toRow } from './thing-row.js';
import { usersOf } from './users-of.js';

/** Hamlets, sites, blocks, plots, canals, structures, groups of cameras and what cameras see: kinds/ tells how they differ. */
export class ThingsRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** One page by id, and how many there are. */
  find<K extends ThingKind>(kind: K, filter: ThingFilter = {}): Promise<{ things: Thing<K>[]; total: number }> {
    return this.db.read((m) => findThings(m, kind, filter));
  }

  /** @throws NotFoundError */
  get<K extends ThingKind>(kind: K, id: string): Promise<Thing<K>> {
    return this.db.read((m) => existing(m, kind, id));
  }

  /**
   * Registers a thing; one that was taken out comes back with its history.
   * @throws InvalidInputError, IdTakenError
   */
  add<K extends ThingKind>(kind: K, input: unknown): Promise<Thing<K>> {
    return this.db.write(async (m) => {
      const given = await completed(m, kind, input);
      if (await thingOf(m, kind, given.id)) throw new IdTakenError(given.id, 'thing');
      const thing = { ...given, version: await firstVersion(m, kind, given.id) } as Thing<K>;
      await checked(m, kind, thing);
      return this.#write(m, kind, undefined, thing);
    });
  }

  /**
   * Changes some of it; null takes away what need not be there. `version` is that of the thing that was looked at.
   * @throws NotFoundError, InvalidInputError, ChangedMeanwhileError
   */
  update<K extends ThingKind>(kind: K, id: string, input: unknown): Promise<Thing<K>> {
    const { version, ...patch } = parseInput(thingPatchSchema(kind), input);
    return this.db.write(async (m) => {
      const before = await existing(m, kind, id);
      unchangedSince(titleOf(kind, id), before, version as number);
      return this.#change(m, kind, before, patch);
    });
  }

  /** What the owner calls a plot; null: nothing. Whatever else somebody changes at the same time stays. @throws NotFoundError, InvalidInputError */
  nameOfOwn(id: string, ownName: string | null): Promise<Thing<'plot'>> {
    return this.db.write(async (m) => this.#change(m, 'plot', await existing(m, 'plot', id), { ownName }));
  }

  /** Takes it out of use; its history stays. @throws NotFoundError, ChangedMeanwhileError, InUseError */
  async remove(kind: ThingKind, id: string, version: number): Promise<void> {
    await this.db.write(async (m) => {
      const before = await existing(m, kind, id);
      unchangedSince(titleOf(kind, id), before, version);
      const users = await usersOf(m, kind, before);
      if (users.length > 0) throw new InUseError(titleOf(kind, id), users);
      const [now, after] = [this.clock.now(), { ...before, version: version + 1 }];
      await m.update(ThingRow, { kind, id }, toRow(kind, after, now));
      await recordChange(m, { kind, id, change: 'removed', before, after }, now);
      await follow(m, kind, before, after, now);
    });
  }

  /** Which devices stood at a site, the latest first. */
  stays(site: string): Promise<Stay[]> {
    return this.db.read(async (m) => {
      const rows = await m.find(StayRow, { where: { site }, order: { from: 'DESC', device: 'ASC' } });
      return rows.map(({ device, from, to }) => present({ device, from, to }));
    });
  }

  async #change<K extends ThingKind>(m: EntityManager, kind: K, before: Thing<K>, patch: object): Promise<Thing<K>> {
    const { version, ...rest } = before;
    const given = await completed(m, kind, present({ ...rest, ...patch }));
    if (isDeepStrictEqual(given, rest)) return before;
    const after = { ...given, version: version + 1 } as Thing<K>;
    await checked(m, kind, after);
    return this.#write(m, kind, before, after);
  }

  async #write<K extends ThingKind>(m: EntityManager, kind: K, before: Thing<K> | undefined, after: Thing<K>) {
    const now = this.clock.now();
    await m.upsert(ThingRow, toRow(kind, after), ['kind', 'id']);
    const change = before ? 'changed' : after.version > 1 ? 'restored' : 'added';
    await recordChange(m, { kind, id: after.id, change, before, after }, now);
    await follow(m, kind, before, after, now);
    return after;
  }
}

const titleOf = (kind: ThingKind, id: string): string => {
  const what = whatIs(kind);
  return `${what[0]!.toUpperCase()}${what.slice(1)} "${id}"`;
};

async function existing<K extends ThingKind>(m: EntityManager, kind: K, id: string): Promise<Thing<K>> {
  const thing = await thingOf(m, kind, id);
  if (!thing) throw new NotFoundError(whatIs(kind), id);
  return thing;
}

/** As the schema of the kind has it, without a version. @throws InvalidInputError */
async function completed(m: EntityManager, kind: ThingKind, input: unknown): Promise<Omit<Thing, 'version'>> {
  const given = present(parseInput(newThingSchema(kind), input)) as Omit<Thing, 'version'>;
  const whole = { ...given, commune: given.commune ?? (await defaultCommune(m)) };
  return kindOf(kind).complete?.(whole) ?? whole;
}

/** @throws InvalidInputError */
async function checked(m: EntityManager, kind: ThingKind, thing: Thing): Promise<void> {
  const problems = await problemsOf(kind, thing, knownTo(m), await landIn(m, thing.commune));
  if (problems.length > 0) throw new InvalidInputError(problems);
}

export async function landIn(m: EntityManager, code: string): Promise<Land> {
  const row = await m.findOneBy(CommuneRow, { code });
  return landOf(row ?? undefined);
}
