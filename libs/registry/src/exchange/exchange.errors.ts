import { RegistryError } from '../registry.errors.js';

/** A file that is not what it should be, as a whole: its rows are not looked at. */
export class UnreadableFileError extends RegistryError {
  override readonly name = 'UnreadableFileError';
  readonly code = 'unreadable-file';
  constructor(why: string, options?: { cause?: unknown }) {
    super(`Không đọc được tệp: ${why}`, options);
  }
}
