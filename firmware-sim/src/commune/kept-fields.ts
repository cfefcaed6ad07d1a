/** How the farmer of a paddy keeps it, cm against its surface, and where it is to stand when the commune begins. */
export interface KeptField {
  from: number;
  to: number;
  begins: number;
}

/**
 * Paddies that stand on registered plots, each in another case: one that may wait for rain, one in flower that may not,
 * and one that is wet enough. What they are in now follows from the weather that they had.
 */
export const KEPT_FIELDS: ReadonlyMap<string, KeptField> = new Map([
  ['ruong-trung', { from: -14, to: 5, begins: -12.5 }],
  ['ruong-hau', { from: 0.5, to: 5, begins: 1.2 }],
  ['ruong-dong', { from: -9, to: 5, begins: -6 }],
]);
