import { readFile } from 'node:fs/promises';
import { replaceFile } from '#hub/service-kit';
import { z } from 'zod';

const headSchema = z.object({ seq: z.int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) });
/** A line of the audit log that was there. */
export type Head = z.infer<typeof headSchema>;

/**
 * How far the audit log had come, in a file beside the database: a chain that somebody cuts at its end is whole in itself,
 * and is found out only by somebody who remembers more of it.
 */
export class Anchor {
  constructor(private readonly file: string) {}

  /** Undefined where nothing was written down yet, or it cannot be read. */
  async read(): Promise<Head | undefined> {
    const text = await readFile(this.file, 'utf8').catch(() => '');
    try {
      return headSchema.safeParse(JSON.parse(text)).data;
    } catch {
      return undefined;
    }
  }

  write(head: Head): Promise<void> {
    return replaceFile(this.file, Buffer.from(`${JSON.stringify(head)}\n`));
  }
}
