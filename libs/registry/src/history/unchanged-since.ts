import { ChangedMeanwhileError } from '../registry.errors.js';

/** The version that a change was made from is still the newest; a change that names none goes over whatever is there. @throws ChangedMeanwhileError */
export function unchangedSince(what: string, current: { version?: number | undefined }, made?: number): void {
  if (made !== undefined && made !== current.version) throw new ChangedMeanwhileError(what, current);
}
