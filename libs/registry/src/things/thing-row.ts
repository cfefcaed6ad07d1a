import type { Place, Plot, Thing, ThingKind } from '#hub/contracts';
import { outlineKey } from '#hub/geodesy';
import { ThingRow } from '../entities/thing.entity.js';
import { digestOf } from '../input/digest.js';
import { searchable } from '../input/searchable.js';
import { kindOf } from './kinds/kinds.js';

export const thingIn = (row: ThingRow): Thing => row.body as Thing;

export function toRow(kind: ThingKind, thing: Thing, removed: number | null = null): ThingRow {
  const { words, place } = kindOf(kind);
  const { hamlet, block, plot } = place(thing);
  return {
    kind,
    id: thing.id,
    commune: thing.commune,
    version: thing.version,
    hamlet: hamlet ?? null,
    block: block ?? null,
    plot: plot ?? null,
    owner: (thing as Partial<Plot>).owner ?? null,
    outline: kind === 'plot' ? outlineOf(thing as Plot) : null,
    search: searchable([thing.id, ...words(thing)].filter(Boolean).join(' ')),
    removed,
    body: thing,
  };
}

export const outlineOf = ({ area }: Pick<Plot, 'area'>): string => digestOf(outlineKey(area));

/** Where a thing is, for who may see it. */
export const placeOfThing = (kind: ThingKind, thing: Thing): Place => kindOf(kind).place(thing);
