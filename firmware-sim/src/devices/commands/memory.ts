import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const answerSchema = z.object({ ok: z.boolean(), detail: z.string().optional() });
export type Answer = z.infer<typeof answerSchema>;

const rememberedSchema = z.object({
  /** After this the id need not be known any more: the command would not be acted on anyway. */
  expiresAt: z.number(),
  /** Absent: it was begun, and what became of it is not known. */
  answer: answerSchema.optional(),
});
type Remembered = z.infer<typeof rememberedSchema>;
const fileSchema = z.record(z.string(), rememberedSchema);

/** Longer than any device's clock is off. */
const KEPT_MS = 3_600_000;

/** Ids of commands that a device has seen, in its flash: a command that comes again is answered again, and not done again. */
export class CommandMemory {
  #seen: Map<string, Remembered>;

  /** Without a path it forgets with the power. */
  constructor(readonly path?: string) {
    this.#seen = new Map(Object.entries(path === undefined ? {} : read(path)));
  }

  get(id: string): Remembered | undefined {
    return this.#seen.get(id);
  }
  /** Before anything moves. */
  begin(id: string, expiresAt: number): void {
    this.#seen.set(id, { expiresAt });
    this.#write();
  }
  finish(id: string, expiresAt: number, answer: Answer): void {
    this.#seen.set(id, { expiresAt, answer });
    this.#write();
  }
  /** Answers that the hub may still be waiting for. */
  recent(now: number): [id: string, answer: Answer][] {
    return [...this.#seen].flatMap(([id, { answer, expiresAt }]) =>
      answer && now < expiresAt + KEPT_MS ? [[id, answer] as [string, Answer]] : [],
    );
  }
  forget(now: number): void {
    for (const [id, { expiresAt }] of this.#seen) if (now > expiresAt + KEPT_MS) this.#seen.delete(id);
  }

  /** The whole old file or the whole new one. */
  #write(): void {
    if (this.path === undefined) return;
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    writeFileSync(`${this.path}.part`, JSON.stringify(Object.fromEntries(this.#seen)), { mode: 0o600, flush: true });
    renameSync(`${this.path}.part`, this.path);
  }
}

function read(path: string): Record<string, Remembered> {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {};
  }
}
