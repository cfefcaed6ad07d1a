import { isDeepStrictEqual } from 'node:util';
import type { Thing, ThingKind } from '#hub/contracts';
import type { EntityManager } from 'typeorm';
import { defaultCommune } from '../communes/communes.repository.js';
import { CommuneRow } from '../entities/commune.entity.js';
import { ThingRow } from '../entities/thing.entity.js';
import { firstVersion, recordChange } from '../history/record-change.js';
import { parseInput } from '../input/parse-input.js';
import { present } from '../input/present.js';
import { IdTakenError, InvalidInputError } from '../registry.errors.js';
import { problemsOf } from './check-thing.js';
import { thingOf } from './find-thing.js';
import { follow } from './follow.js';
import { kindOf } from './kinds/kinds.js';
import { landOf } from './kinds/land.js';
import type { Land } from './kinds/kind.js';
import { knownTo } from './known.js';
import { newThingSchema } from './thing.schema.js';
import { toRow } from './thing-row.js';

/** Registers a thing; one that was taken out comes back with its history. @throws InvalidInputError, IdTakenError */
export async function addThing<K extends ThingKind>(
  m: EntityManager,
  kind: K,
  input: unknown,
  now: number,
): Promise<Thing<K>> {
  const given = await completed(m, kind, input);
  if (await thingOf(m, kind, given.id)) throw new IdTakenError(given.id, 'thing');
  const thing = { ...given, version: await firstVersion(m, kind, given.id) } as Thing<K>;
  await checked(m, kind, thing);
  return write(m, kind, undefined, thing, now);
}

/** Changes some fields of a thing; null takes away what need not be there. @throws InvalidInputError */
export async function changeThing<K extends ThingKind>(
  m: EntityManager,
  kind: K,
  before: Thing<K>,
  patch: object,
  now: number,
): Promise<Thing<K>> {
  const { version, ...rest } = before;
  const given = await completed(m, kind, present({ ...rest, ...patch }));
  if (isDeepStrictEqual(given, rest)) return before;
  const after = { ...given, version: version + 1 } as Thing<K>;
  await checked(m, kind, after);
  return write(m, kind, before, after, now);
}

async function write<K extends ThingKind>(
  m: EntityManager,
  kind: K,
  before: Thing<K> | undefined,
  after: Thing<K>,
  now: number,
): Promise<Thing<K>> {
  await m.upsert(ThingRow, toRow(kind, after), ['kind', 'id']);
  const change = before ? 'changed' : after.version > 1 ? 'restored' : 'added';
  await recordChange(m, { kind, id: after.id, change, before, after }, now);
  await follow(m, kind, before, after, now);
  return after;
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
