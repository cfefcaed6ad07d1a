import { parseArgs } from 'node:util';
import type { Registry } from '#hub/registry';

/** The command line was used in a way it does not know. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Command {
  /** What follows the command's name. */
  takes: string;
  /** What it does, Vietnamese and English. */
  does: string;
  /** Gives the lines to print. */
  run(registry: Registry, args: string[]): Promise<string[]>;
}

/** One word that must be there, and options with a value each. @throws UsageError that names what is wrong */
export function parse(
  args: string[],
  options: readonly string[],
  word?: string,
): { word: string; given: Record<string, string> } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: Object.fromEntries(options.map((name) => [name, { type: 'string' as const }])),
    });
    if (word !== undefined && positionals.length !== 1)
      throw new UsageError(`Cần đúng một <${word}> / exactly one <${word}>`);
    if (word === undefined && positionals.length > 0)
      throw new UsageError(`Không hiểu / unknown: ${positionals.join(' ')}`);
    const given = Object.fromEntries(
      Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
    return { word: positionals[0] ?? '', given };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(wordsOf(error as NodeJS.ErrnoException));
  }
}

/** Node names the option at the beginning of what it says, in English alone. */
function wordsOf({ code, message }: NodeJS.ErrnoException): string {
  const option = /'?(--?[\w-]+)/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `Không có mục / no such option: ${option}`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `${option}: còn thiếu giá trị / needs a value`;
  return message;
}
