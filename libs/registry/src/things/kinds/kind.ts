import type { Area, Place, Thing, ThingKind } from '#hub/contracts';
import type { Box } from '#hub/geodesy';
import type { z } from 'zod';
import type { InvalidInputError } from '../../registry.errors.js';

export type Problem = InvalidInputError['fields'][number];

/** Something that a thing names by its id. */
export interface Ref {
  field: string;
  kind: ThingKind | 'device' | 'person';
  id: string;
  /** What is wrong with it although it is there. */
  problem?(found: Thing): string | undefined;
}

/** Land of the commune, as far as its map tells. */
export interface Land {
  /** Its boundary; or, without one, the box around whatever its map shows, or around the country. */
  boundary: Area | Box;
}

/** A field of a thing as a column of a sheet; see exchange/. */
export type Column =
  | { as: 'text' | 'day' | 'number' | 'point' | 'area' | 'json'; field: string; vi: string; also?: readonly string[] }
  /** Monitoring points of a source, one after another; see exchange/source-points. */
  | { as: 'points'; field: string; vi: string; also?: readonly string[] }
  /** Written as an id; read as an id or a name. */
  | { as: 'ref'; field: string; vi: string; also?: readonly string[]; kind: Ref['kind'] }
  /** Written as the Vietnamese word. */
  | { as: 'choice'; field: string; vi: string; also?: readonly string[]; words: Readonly<Record<string, Words>> };
interface Words {
  vi: string;
  en: string;
}

/** All that there is to know of a kind beside its schema in the contracts. A new kind is one more of these. */
export interface KindDefinition<K extends ThingKind = ThingKind> {
  kind: K;
  /** Fields that may be left out, in the shape in which they are given. */
  given?: z.ZodRawShape;
  /** Fills in what was left out and can be computed from the rest. */
  complete?(given: Omit<Thing<K>, 'version'>): Omit<Thing<K>, 'version'>;
  refs?(thing: Thing<K>): Ref[];
  /** What neither its schema nor its refs say. */
  problems?(thing: Thing<K>, land: Land): Problem[];
  /** What it is found by when somebody searches, beside its id. */
  words(thing: Thing<K>): (string | undefined)[];
  /** Where it is, for who may see it. */
  place(thing: Thing<K>): Place;
  /** No two with the same within a commune, where it has one. */
  unique?(thing: Thing<K>): { field: string; value: string; problem: (other: string) => string };
  columns: readonly Column[];
}

/** The fields of a thing that name others by their ids. */
export function refsIn(thing: object, kinds: Readonly<Record<string, Ref['kind']>>): Ref[] {
  return Object.entries(kinds).flatMap(([field, kind]) => {
    const id = (thing as Record<string, unknown>)[field];
    return typeof id === 'string' ? [{ field, kind, id }] : [];
  });
}
