import { z } from 'zod';

/** Something that is wrong with a row of an imported file. */
export const badRowSchema = z.object({
  /** Row of the sheet, the heading being row 1; of GeoJSON the feature, counted from 1. 0: the file as a whole. */
  row: z.int(),
  /** Its id, where it could be read. */
  id: z.string().optional(),
  field: z.string().optional(),
  problem: z.string(),
});
export type BadRow = z.infer<typeof badRowSchema>;
/** A name in an imported file that was taken for another one, whose diacritics differ. */
export const importGuessSchema = z.object({
  field: z.string(),
  written: z.string(),
  taken: z.string(),
  /** The first row that has it, and how many have. */
  row: z.int(),
  rows: z.int(),
});
export type ImportGuess = z.infer<typeof importGuessSchema>;
export const importAnswerSchema = z.object({
  /** Things in the file. */
  rows: z.int(),
  /** Of them, what can be taken in as it is. */
  ready: z.int(),
  /** Of `ready`, how many are new; the others change what is there. */
  added: z.int(),
  bad: z.array(badRowSchema),
  guesses: z.array(importGuessSchema),
  /** By field: what the file calls its column, or files of the hub do where it has none. */
  columns: z.record(z.string(), z.string()),
  /** Whether anything was written: not in a preview, and not while rows are bad, unless they are to be left out. */
  imported: z.boolean(),
  /** What would be in the registry, for a look before. */
  things: z.array(z.record(z.string(), z.unknown())),
});
export type ImportAnswer = z.infer<typeof importAnswerSchema>;

export const IMPORT_FORMATS = ['csv', 'xlsx', 'geojson'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];
