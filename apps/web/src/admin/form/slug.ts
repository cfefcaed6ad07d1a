import { fold } from '../data/fold.js';
import type { Fields } from './spec.js';

/** Letters, digits and "-" of a name: an id that people recognise. */
export const slug = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 63);

/** Fills an id in from a name for as long as nobody typed another one. */
export const slugFor =
  (from: string, to: string) =>
  (before: Fields, changed: string, value: unknown): Fields =>
    changed === from && (before[to] ?? '') === slug(String(before[from] ?? '')) ? { [to]: slug(String(value)) } : {};
