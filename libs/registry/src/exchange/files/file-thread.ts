import { Worker } from 'node:worker_threads';
import type { ImportFormat } from '#hub/contracts';
import { Turns } from '../../database/turns.js';
import { UnreadableFileError } from '../exchange.errors.js';
import type { FileRows, Sheet } from './file-rows.js';

export type FileTask =
  | { do: 'read'; format: ImportFormat; bytes: Uint8Array }
  | { do: 'write'; format: Exclude<ImportFormat, 'geojson'>; sheet: Sheet };
export type FileAnswer = { rows: FileRows } | { bytes: Uint8Array } | { unreadable: string };

/** Beside this file in the build. Tests run the sources, and a thread of its own must be taught TypeScript first. */
const here = import.meta.url;
const FROM_SOURCES = here.endsWith('.ts');
const ENTRY = new URL(`./files.worker.${FROM_SOURCES ? 'ts' : 'js'}`, here);
const LOADER = new URL('../../../../../tools/typescript-thread.mjs', here);

/** What a file may cost at most: a thread that needs more is ended. */
const LIMITS = { maxOldGenerationSizeMb: 384 };

/**
 * Reads and writes whole files in a thread: a workbook takes a second, in which sockets must not wait, and what a
 * stranger's file does to a reader stays there. One file after the other. Nothing of it is loaded until the first.
 */
export class FileThread {
  readonly #turns = new Turns();

  /** @throws UnreadableFileError */
  async read(format: ImportFormat, bytes: Uint8Array): Promise<FileRows> {
    const answer = await this.#ask({ do: 'read', format, bytes });
    if ('unreadable' in answer) throw new UnreadableFileError(answer.unreadable);
    if (!('rows' in answer)) throw new Error('a file was written where one was to be read');
    return answer.rows;
  }

  async write(format: Exclude<ImportFormat, 'geojson'>, sheet: Sheet): Promise<Uint8Array> {
    const answer = await this.#ask({ do: 'write', format, sheet });
    if (!('bytes' in answer)) throw new Error('a file was read where one was to be written');
    return answer.bytes;
  }

  #ask(task: FileTask): Promise<FileAnswer> {
    return this.#turns.take(
      () =>
        new Promise((resolve, reject) => {
          const worker = new Worker(ENTRY, {
            resourceLimits: LIMITS,
            execArgv: FROM_SOURCES ? ['--import', LOADER.href] : [],
            name: 'files',
          });
          worker.once('message', resolve);
          worker.once('error', (error: NodeJS.ErrnoException) => {
            const large = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
            reject(large ? new UnreadableFileError('tệp quá lớn để đọc', { cause: error }) : error);
          });
          worker.once('exit', () => reject(new Error('the thread for files ended without an answer')));
          worker.postMessage(task);
        }),
    );
  }
}
