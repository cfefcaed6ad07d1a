/** Limits are data (`reference/qcvn-water.json`): each carries where it comes from and how sure that is. */

/** What a parameter may be; in the parameter's unit. Without a bound it has none. */
export interface Limit {
  min?: number;
  max?: number;
  /** Another bound for each class of discharge, m³/day, smallest first; the last has no `upTo`. */
  byFlow?: readonly { upTo?: number; min?: number; max?: number }[];
  /** Any value, as long as nothing floats on the water (class C of QCVN 08:2023). */
  noFloatingRubbish?: boolean;
  onlyFor?: Words;
  source?: string;
  evidence?: string;
}
export interface Words {
  vi: string;
  en: string;
}
export interface Column {
  source: string;
  evidence: string;
  limits: Readonly<Record<string, Limit>>;
}
/** Factors by size: the first step whose `upTo` is not exceeded. */
export interface Steps {
  steps: readonly { upTo?: number; k: number }[];
  evidence: string;
}
export interface Standard extends Words {
  id: string;
  subject: 'effluent' | 'irrigation' | 'surface';
  /** `legacy`: replaced, and used by those who are on the transition roadmap. */
  status: 'current' | 'legacy' | 'unconfirmed';
  label: Words;
  /** yyyy-mm-dd; absent: not known here. */
  effectiveFrom?: string;
  replacedBy?: string;
  formula: 'kq-kf' | 'k' | 'none';
  noFactors: readonly string[];
  formulaEvidence: string;
  /** Smallest discharge that it is for, m³/day. */
  minFlow?: number;
  /** Into a municipal sewer without a plant this column counts, without factors. */
  sewer?: { column: string; evidence: string };
  /** Null: its cells are not known here, and wait for an administrator. */
  columns: Readonly<Record<string, Column | null>>;
  k?: { small: number; large: number; evidence: string };
  kq?: {
    river: Steps & { unknown: number; unknownEvidence: string };
    lake: Steps & { unknown: number };
    coast: { aquaticLifeOrBathing: number; other: number; evidence: string };
  };
  kf?: Steps;
}
export interface SurfaceTable extends Words {
  /** Best first. */
  order: readonly string[];
  /** What is worse than all of them; null: not known here. */
  worst: string | null;
  classes: Readonly<Record<string, Column>>;
}
export interface WaterStandards {
  version: number;
  parameters: Readonly<Record<string, Words & { unit: string }>>;
  standards: readonly Standard[];
  surfaceClasses: { river: SurfaceTable; lake: SurfaceTable; labels: Readonly<Record<string, Words>> };
}

/** What an administrator typed in for a column of a standard. */
export interface EnteredColumn {
  standard: string;
  column: string;
  /** The text that it was taken from. */
  source: string;
  limits: Readonly<Record<string, Limit>>;
}
export type EntryFault = 'unknown-standard' | 'unknown-column' | 'unknown-parameter' | 'no-bound' | 'min-above-max';

const boundsOf = (limit: Limit) => limit.byFlow ?? [limit];
function faultOf(data: WaterStandards, { standard, column, limits }: EnteredColumn): EntryFault | undefined {
  const known = data.standards.find((s) => s.id === standard);
  if (!known) return 'unknown-standard';
  if (!Object.hasOwn(known.columns, column)) return 'unknown-column';
  if (Object.keys(limits).some((name) => !Object.hasOwn(data.parameters, name))) return 'unknown-parameter';
  const bounds = Object.values(limits).flatMap(boundsOf);
  if (bounds.length === 0 || bounds.some(({ min, max }) => min === undefined && max === undefined)) return 'no-bound';
  if (bounds.some(({ min, max }) => min !== undefined && max !== undefined && min > max)) return 'min-above-max';
  return undefined;
}

/** The table with a column that somebody typed in, in place of what was there; or why it is not taken. */
export function withEntered(
  data: WaterStandards,
  entered: EnteredColumn,
): { data: WaterStandards } | { refused: EntryFault } {
  const refused = faultOf(data, entered);
  if (refused) return { refused };
  const { standard, column, source, limits } = entered;
  const standards = data.standards.map((s) =>
    s.id === standard ? { ...s, columns: { ...s.columns, [column]: { source, evidence: 'entered', limits } } } : s,
  );
  return { data: { ...data, standards } };
}

/** The table with all that was typed in. What an entry says that the table does not know any longer (a release dropped it) is left out. */
export const withAllEntered = (data: WaterStandards, entered: readonly EnteredColumn[]): WaterStandards =>
  entered.reduce((table, column) => {
    const put = withEntered(table, column);
    return 'data' in put ? put.data : table;
  }, data);
