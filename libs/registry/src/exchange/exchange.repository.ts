import type { BadRow, ImportFormat, ImportGuess, Thing, ThingKind } from '#hub/contracts';
import { meridiansOf, type Vn2000, vn2000, type Vn2000Parameters } from '#hub/geodesy';
import type { Clock } from '#hub/service-kit';
import type { EntityManager } from 'typeorm';
import { note } from '../audit/audit.js';
import { defaultCommune } from '../communes/communes.repository.js';
import type { Database } from '../database/database.js';
import { CommuneRow } from '../entities/commune.entity.js';
import { allThings, type ThingFilter } from '../things/find-things.js';
import { landOf } from '../things/kinds/land.js';
import { type CheckedFile, checkImport } from './check-import.js';
import { FileKnown } from './file-known.js';
import { FileThread } from './files/file-thread.js';
import type { FileRows, Sheet } from './files/file-rows.js';
import type { Crs } from './positions.js';
import { geoJsonOf, sheetOf } from './export-shape.js';
import { guarded } from './headings.js';
import { writeImport } from './write-import.js';

export interface ImportOptions {
  format: ImportFormat;
  crs: Crs;
  /** A look, and nothing is written. */
  dryRun?: boolean;
  /** Rows that are wrong are left out; otherwise nothing is written while there are any. */
  skipBad?: boolean;
  /** People may be told by their names, and not by ids alone. */
  people?: boolean;
}
export interface Imported {
  rows: number;
  ready: number;
  added: number;
  bad: BadRow[];
  guesses: ImportGuess[];
  columns: Record<string, string>;
  imported: boolean;
  /** The first of what is ready. */
  things: Thing[];
}

const SHOWN = 1000;

/** Files of things, in and out. */
export class ExchangeRepository {
  readonly #files = new FileThread();
  readonly #datum: Vn2000;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly parameters: Vn2000Parameters,
  ) {
    this.#datum = vn2000(parameters);
  }

  /**
   * Takes a file in: all of it or nothing, unless bad rows are to be left out. A row whose id is known changes what is
   * there, in the columns that the file has. @throws UnreadableFileError
   */
  async import(kind: ThingKind, bytes: Uint8Array, options: ImportOptions): Promise<Imported> {
    const file = await this.#files.read(options.format, bytes);
    if (options.dryRun)
      return this.db.read(async (m) => this.#answer(await this.#check(m, kind, file, options), false));
    return this.db.write(async (m) => {
      const checked = await this.#check(m, kind, file, options);
      const imported = checked.ready.length > 0 && (checked.bad.length === 0 || options.skipBad === true);
      if (imported) {
        const now = this.clock.now();
        const written = await writeImport(m, kind, checked.ready, now);
        const detail = { rows: checked.rows, left: checked.bad.length, ...written };
        await note(m, { action: `${kind}.import`, detail }, now);
      }
      return this.#answer(checked, imported);
    });
  }

  /** What there is of a kind, as a file that can be imported again. */
  async export(kind: ThingKind, format: ImportFormat, filter: ThingFilter = {}): Promise<Uint8Array> {
    const { things, simulated } = await this.db.read(async (m) => {
      const commune = await m.findOneBy(CommuneRow, { code: await defaultCommune(m) });
      return { things: await allThings(m, kind, filter), simulated: commune?.simulated ?? false };
    });
    if (format === 'geojson') return geoJsonOf(kind, things, simulated);
    return this.#files.write(format, sheetOf(kind, things, { simulated, format }));
  }

  /** Any sheet as a file. No cell of it is run as a formula. */
  sheet(format: 'csv' | 'xlsx', { rows, ...sheet }: Sheet): Promise<Uint8Array> {
    return this.#files.write(format, { ...sheet, rows: rows.map((cells) => cells.map(guarded)) });
  }

  /** Central meridians of VN-2000: all by province, and those of the commune's own. */
  async meridians(): Promise<{ provinces: Vn2000Parameters['provinces']; suggested: number[] }> {
    const province = await this.db.read(async (m) => (await onlyCommune(m)).province);
    return { provinces: this.parameters.provinces, suggested: meridiansOf(this.parameters, province ?? '') };
  }

  async #check(m: EntityManager, kind: ThingKind, file: FileRows, { crs, people = false }: ImportOptions) {
    const { code, commune, province } = await onlyCommune(m);
    const own = meridiansOf(this.parameters, province ?? '');
    const meridian = crs.meridian ?? (own.length === 1 ? own[0] : undefined);
    const meridians = new Set(this.parameters.provinces.flatMap((one) => one.meridians.map(({ degrees }) => degrees)));
    return checkImport(file, {
      kind,
      crs: { ...crs, meridian },
      commune: code,
      land: landOf(commune ?? undefined),
      known: await FileKnown.of(m, kind, people),
      datum: this.#datum,
      meridians: [...own, ...meridians],
    });
  }

  #answer({ rows, ready, bad, guesses, columns }: CheckedFile, imported: boolean): Imported {
    return {
      ...{ rows, ready: ready.length, bad, guesses, columns, imported },
      added: ready.filter(({ before }) => !before || before.removed).length,
      things: ready.slice(0, SHOWN).map(({ thing }) => thing),
    };
  }
}

async function onlyCommune(m: EntityManager) {
  const code = await defaultCommune(m);
  const commune = await m.findOneBy(CommuneRow, { code });
  return { code, commune, province: commune?.province };
}
