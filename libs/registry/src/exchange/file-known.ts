import type { Plot, Thing, ThingKind } from '#hub/contracts';
import { type EntityManager, IsNull } from 'typeorm';
import { DeviceRow } from '../entities/device.entity.js';
import { IdentityRow } from '../entities/identity.entity.js';
import { ThingRow } from '../entities/thing.entity.js';
import { inChunks } from '../input/in-chunks.js';
import { searchable } from '../input/searchable.js';
import { whatIs } from '../things/check-thing.js';
import type { Ref } from '../things/kinds/kind.js';
import { kindOf } from '../things/kinds/kinds.js';
import type { Known } from '../things/known.js';
import { outlineOf } from '../things/thing-row.js';

interface Named {
  id: string;
  name?: string | undefined;
}

/** Capitals and spaces aside, which say nothing; diacritics do: Thôn Cỗ is not Thôn Cổ. */
const asWritten = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

/** What is registered, all at once, and the rows of a file as they are taken in. */
export class FileKnown implements Known {
  readonly #named = new Map<Ref['kind'], Map<string, Named>>();
  readonly #byName = new Map<string, string[]>();
  readonly #outlines = new Map<string, string>();

  /** What stands in the registry of the kind that is imported, the removed too. */
  readonly before = new Map<string, { thing: Thing; removed: boolean }>();

  private constructor(readonly kind: ThingKind) {}

  /** `people`: whether people may be told by their names, and not by ids alone. */
  static async of(m: EntityManager, kind: ThingKind, people: boolean): Promise<FileKnown> {
    const known = new FileKnown(kind);
    const refs = kindOf(kind).columns.flatMap((column) => (column.as === 'ref' ? [column.kind] : []));
    for (const ref of new Set<Ref['kind']>([...refs, ...(kind === 'camera' ? (['device'] as const) : []), kind]))
      await known.#load(m, ref, people);
    return known;
  }

  async #load(m: EntityManager, kind: Ref['kind'], people: boolean): Promise<void> {
    if (kind === 'device') return this.#put(kind, await m.find(DeviceRow, { select: { id: true, name: true } }));
    if (kind === 'person') {
      const where = { kind: 'person' as const, deleted: IsNull() };
      const rows = await m.find(IdentityRow, { select: { id: true, name: true }, where });
      return this.#put(kind, people ? rows : rows.map(({ id }) => ({ id })));
    }
    const ids = (await m.find(ThingRow, { select: { id: true }, where: { kind } })).map(({ id }) => id);
    await inChunks(ids, async (some) => {
      const rows = await m.findBy(
        ThingRow,
        some.map((id) => ({ kind, id })),
      );
      for (const { body, removed } of rows) this.#take(kind, body as Thing, removed !== null);
    });
  }

  #take(kind: ThingKind, thing: Thing, removed: boolean): void {
    if (kind === this.kind) this.before.set(thing.id, { thing, removed });
    if (removed) return;
    this.#put(kind, [thing]);
    if (kind === 'plot') this.#outlines.set(outlineOf(thing as Plot), thing.id);
  }

  #put(kind: Ref['kind'], all: readonly Named[]): void {
    const named = this.#named.get(kind) ?? new Map<string, Named>();
    this.#named.set(kind, named);
    for (const one of all) {
      named.set(one.id, one);
      const key = `${kind} ${searchable(one.name ?? '')}`;
      const same = this.#byName.get(key) ?? [];
      if (one.name && !same.includes(one.id)) this.#byName.set(key, [...same, one.id]);
    }
  }

  /** The id of what a cell names by its id or its name; `taken`: the name, where it is written with other diacritics. */
  resolve(kind: Ref['kind'], text: string): { id: string; taken?: string } | { problem: string } {
    const named = this.#named.get(kind);
    if (named?.has(text)) return { id: text };
    const [only, ...others] = this.#byName.get(`${kind} ${searchable(text)}`) ?? [];
    if (only === undefined) return { problem: `không có ${whatIs(kind)} "${text}"` };
    if (others.length > 0) return { problem: `có ${others.length + 1} mục tên "${text}": hãy ghi mã` };
    const name = named?.get(only)?.name ?? '';
    return asWritten(name) === asWritten(text) ? { id: only } : { id: only, taken: name };
  }

  /** Rows of the file that are to be changed or added: what they were before says nothing any more. */
  expect(things: readonly Thing[]): void {
    for (const thing of things) {
      const before = this.before.get(thing.id);
      if (this.kind === 'plot' && before && !before.removed) this.#outlines.delete(outlineOf(before.thing as Plot));
      this.#put(this.kind, [thing as Named & Thing]);
    }
  }

  /** A row was taken in: its outline is taken. */
  taken(thing: Thing): void {
    if (this.kind === 'plot') this.#outlines.set(outlineOf(thing as Plot), thing.id);
  }

  find({ kind, id }: Pick<Ref, 'kind' | 'id'>): Promise<object | undefined> {
    return Promise.resolve(this.#named.get(kind)?.get(id));
  }
  sameOutline(outline: string, id: string): Promise<string | undefined> {
    const other = this.#outlines.get(outline);
    return Promise.resolve(other === id ? undefined : other);
  }
  all(kind: ThingKind): Promise<Thing[]> {
    return Promise.resolve([...(this.#named.get(kind)?.values() ?? [])] as unknown as Thing[]);
  }
}
