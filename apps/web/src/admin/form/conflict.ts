import { same } from './draft.js';
import type { Fields, FieldSpec } from './spec.js';

/** A field that somebody else changed since it was opened. */
export interface Clash {
  spec: FieldSpec;
  mine: unknown;
  theirs: unknown;
  /** This form changed it, too: one of both has to go. */
  both: boolean;
}

/** What differs between the record as it was opened, what is to be saved, and what the hub has by now. */
export function clashesOf(specs: readonly FieldSpec[], before: Fields, patch: Fields, current: Fields): Clash[] {
  return specs
    .filter(({ name }) => !same(before[name], current[name]) && !(name in patch && same(patch[name], current[name])))
    .map((spec) => ({
      spec,
      mine: spec.name in patch ? patch[spec.name] : before[spec.name],
      theirs: current[spec.name],
      both: spec.name in patch,
    }));
}
