import type { Field, FieldMap } from '#hub/contracts';
import { compilePath, type Path } from './path.js';

/** A line of a field map with its path cut once. */
export interface CompiledField extends Omit<Field, 'path'> {
  path: Path;
}
/** A field map with its paths cut once. */
export interface CompiledFieldMap {
  devicePath: Path | undefined;
  topicIndex: number | undefined;
  timePath: Path | undefined;
  timeUnit: 'ms' | 's' | 'iso' | 'local';
  fields: readonly CompiledField[];
}

export function compileFieldMap(map: FieldMap): CompiledFieldMap {
  return {
    devicePath: map.devicePath === undefined ? undefined : compilePath(map.devicePath),
    topicIndex: map.topicIndex,
    timePath: map.timePath === undefined ? undefined : compilePath(map.timePath),
    timeUnit: map.timeUnit,
    fields: map.fields.map(compileField),
  };
}

export const compileField = (field: Field): CompiledField => ({ ...field, path: compilePath(field.path) });
