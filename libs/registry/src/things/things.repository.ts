import type { Stay, Thing, ThingKind } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database.js';
import { StayRow, ThingRow } from '../entities/thing.entity.js';
import { recordChange } from '../history/record-change.js';
import { unchangedSince } from '../history/unchanged-since.js';
import { parseInput } from '../input/parse-input.js';
import { present } from '../input/present.js';
import { InUseError, NotFoundError } from '../registry.errors.js';
import { whatIs } from './check-thing.js';
import { thingOf } from './find-thing.js';
import { allThings, findThings, type ThingFilter } from './find-things.js';
import { follow } from './follow.js';
import { thingPatchSchema } from './thing.schema.js';
import { toRow } from './thing-row.js';
import { usersOf } from './users-of.js';
import { addThing, changeThing } from './write-thing.js';

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

  /** All that fit, by id. */
  all<K extends ThingKind>(kind: K, filter: Omit<ThingFilter, 'limit' | 'offset'> = {}): Promise<Thing<K>[]> {
    return this.db.read((m) => allThings(m, kind, filter));
  }

  /** @throws NotFoundError */
  get<K extends ThingKind>(kind: K, id: string): Promise<Thing<K>> {
    return this.db.read((m) => existing(m, kind, id));
  }

  /** Registers a thing; one that was taken out comes back with its history. @throws InvalidInputError, IdTakenError */
  add<K extends ThingKind>(kind: K, input: unknown): Promise<Thing<K>> {
    return this.db.write((m) => addThing(m, kind, input, this.clock.now()));
  }

  /**
   * Changes some of it; null takes away what need not be there. `version` is that of the thing that was looked at.
   * @throws NotFoundError, InvalidInputError, ChangedMeanwhileError
   */
  async update<K extends ThingKind>(kind: K, id: string, input: unknown): Promise<Thing<K>> {
    const { version, ...patch } = parseInput(thingPatchSchema(kind), input);
    return this.db.write(async (m) => {
      const before = await existing(m, kind, id);
      unchangedSince(titleOf(kind, id), before, version as number);
      return changeThing(m, kind, before, patch, this.clock.now());
    });
  }

  /**
   * What the owner calls a plot; null: nothing. Whatever else somebody changes at the same time stays.
   * @throws NotFoundError, InvalidInputError
   */
  nameOfOwn(id: string, ownName: string | null): Promise<Thing<'plot'>> {
    return this.db.write(async (m) =>
      changeThing(m, 'plot', await existing(m, 'plot', id), { ownName }, this.clock.now()),
    );
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
