import { GONE, type Hamlet, type Thing, type ThingKind } from '#hub/contracts';
import { type EntityManager, type FindOptionsWhere, In, IsNull, Not } from 'typeorm';
import { DeviceRow } from '../entities/device.entity.js';
import { GrantRow, IdentityRow } from '../entities/identity.entity.js';
import { ThingRow } from '../entities/thing.entity.js';
import type { User } from '../registry.errors.js';
import { whatIs } from './check-thing.js';
import { ALL_KINDS } from './kinds/kinds.js';
import { thingIn } from './thing-row.js';

/** Kinds that have a column of their own in the rows of those who name them. */
const COLUMN = { hamlet: 'hamlet', block: 'block', plot: 'plot' } as const;
/** Fields of devices that name a thing by its id. */
const DEVICE_FIELD: Partial<Record<ThingKind, keyof DeviceRow>> = {
  site: 'site',
  block: 'block',
  plot: 'plot',
  'camera-group': 'cameraGroup',
};

/** Whatever names a thing, which cannot be taken out while it does. */
export async function usersOf(m: EntityManager, kind: ThingKind, thing: Thing): Promise<User[]> {
  return [
    ...(await things(m, kind, thing.id)),
    ...(await devices(m, kind, thing)),
    ...(await people(m, kind, thing.id)),
  ];
}

async function things(m: EntityManager, kind: ThingKind, id: string): Promise<User[]> {
  const rows = await m.find(ThingRow, { where: whereNamed(kind, id), order: { kind: 'ASC', id: 'ASC' } });
  return rows.flatMap((row) => {
    const named = kindNames(row, kind, id);
    return named ? [{ what: whatIs(row.kind), id: row.id }] : [];
  });
}

/** Rows that may name it. Few kinds name others without a column for it, and there are few of each. */
function whereNamed(kind: ThingKind, id: string): FindOptionsWhere<ThingRow>[] {
  const column = COLUMN[kind as keyof typeof COLUMN] as keyof typeof COLUMN | undefined;
  if (column) return [{ [column]: id, removed: IsNull() }];
  return kind === 'canal'
    ? [
        { kind: 'canal', removed: IsNull() },
        { kind: 'structure', removed: IsNull() },
      ]
    : [];
}

const kindNames = (row: ThingRow, kind: ThingKind, id: string): boolean => {
  const refs = ALL_KINDS.find((one) => one.kind === row.kind)?.refs?.(thingIn(row)) ?? [];
  return refs.some((ref) => ref.kind === kind && ref.id === id);
};

async function devices(m: EntityManager, kind: ThingKind, thing: Thing): Promise<User[]> {
  const field = DEVICE_FIELD[kind];
  const where: FindOptionsWhere<DeviceRow> | undefined =
    kind === 'hamlet'
      ? { commune: thing.commune, hamlet: (thing as Hamlet).name, state: Not(In(GONE)) }
      : field && { [field]: thing.id, state: Not(In(GONE)) };
  const rows = where ? await m.find(DeviceRow, { select: { id: true }, where, order: { id: 'ASC' } }) : [];
  return rows.map(({ id }) => ({ what: whatIs('device'), id }));
}

/** By their number: names of people are not for everybody who may look after the registry. */
async function people(m: EntityManager, kind: ThingKind, id: string): Promise<User[]> {
  const granted = await m.countBy(GrantRow, { scopeKind: kind, scopeId: id });
  const living = kind === 'hamlet' ? await m.countBy(IdentityRow, { hamlet: id, deleted: IsNull() }) : 0;
  const users: User[] = [];
  if (granted > 0) users.push({ what: 'quyền giao cho', id: `${granted} người` });
  if (living > 0) users.push({ what: 'nơi ở của', id: `${living} người` });
  return users;
}
