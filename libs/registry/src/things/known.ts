import type { Thing, ThingKind } from '#hub/contracts';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { DeviceRow } from '../entities/device.entity.js';
import { IdentityRow } from '../entities/identity.entity.js';
import { ThingRow } from '../entities/thing.entity.js';
import type { Ref } from './kinds/kind.js';
import { thingIn } from './thing-row.js';

/** What is registered, for whoever checks a thing against it. */
export interface Known {
  /** What a reference names; undefined when it is not there. */
  find(ref: Pick<Ref, 'kind' | 'id'>): Promise<object | undefined>;
  /** Another plot with this outline. */
  sameOutline(outline: string, id: string): Promise<string | undefined>;
  /** All of a kind that is few. */
  all(kind: ThingKind): Promise<Thing[]>;
}

/** Asked one by one, within a transaction. */
export function knownTo(m: EntityManager): Known {
  return {
    async find({ kind, id }) {
      if (kind === 'device') return (await m.findOneBy(DeviceRow, { id })) ?? undefined;
      if (kind === 'person')
        return (await m.findOneBy(IdentityRow, { id, kind: 'person', deleted: IsNull() })) ?? undefined;
      const row = await m.findOneBy(ThingRow, { kind, id, removed: IsNull() });
      return row ? thingIn(row) : undefined;
    },
    async sameOutline(outline, id) {
      const other = await m.findOneBy(ThingRow, { outline, id: Not(id), removed: IsNull() });
      return other?.id;
    },
    async all(kind) {
      return (await m.findBy(ThingRow, { kind, removed: IsNull() })).map(thingIn);
    },
  };
}
