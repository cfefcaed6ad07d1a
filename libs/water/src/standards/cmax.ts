import type { Limit, Standard, Steps, WaterStandards } from './table.js';

/** A figure, or the class that it lies in: more than `over`, at most `upTo`. */
export type Size = number | { over?: number; upTo?: number };

/** What takes the discharge. A canal is a river whose flow nobody knows. */
export type Receiver =
  /** Mean flow of the three driest months, m³/s. */
  | { kind: 'river'; flow?: Size }
  /** m³ */
  | { kind: 'lake'; volume?: Size }
  | { kind: 'coast'; use: 'aquaticLifeOrBathing' | 'other' }
  /** A municipal sewer without a treatment plant. */
  | { kind: 'sewer' };

export interface LimitAsked {
  standard: string;
  column: string;
  parameter: string;
  receiver?: Receiver;
  /** Discharge, m³/day. */
  flow?: Size;
  /** Of a building, where the standard goes by that (QCVN 14:2008). */
  size?: 'small' | 'large';
}

export interface Bounds {
  min?: number;
  max?: number;
}
/** A limit that can be compared with, and what it was made of. */
export interface CmaxLimit extends Bounds {
  parameter: string;
  standard: string;
  column: string;
  /** C, as the column has it. */
  base: Bounds;
  /** What C was multiplied with; none where the parameter takes no factor. */
  factors: Partial<Record<'kq' | 'kf' | 'k', number>>;
  source: string;
  /** Of the cell, the formula and each factor, without repetition. */
  evidence: string[];
}
export type CmaxRefusal =
  | 'unknown-standard'
  | 'unknown-column'
  /** The column is there and empty: an administrator has to type it in. */
  | 'not-entered'
  | 'unknown-parameter'
  | 'flow-needed'
  | 'receiver-needed'
  | 'size-needed'
  /** The standard is for larger discharges. */
  | 'below-its-scope'
  /** The standard has no rule for this kind of receiving water. */
  | 'no-rule-for-receiver';

const refuse = (refused: CmaxRefusal) => ({ refused });
/** The step that a size is of; undefined where its class reaches over several. */
function stepOf<S extends { upTo?: number }>(steps: readonly S[], size: Size): S | undefined {
  const holding = (is: (upTo: number) => boolean) => steps.find(({ upTo }) => upTo === undefined || is(upTo));
  if (typeof size === 'number') return holding((upTo) => size <= upTo);
  const { over = 0, upTo: most = Number.POSITIVE_INFINITY } = size;
  const last = holding((upTo) => most <= upTo);
  return holding((upTo) => over < upTo) === last ? last : undefined;
}
const factorOf = ({ steps }: Steps, size: Size): number | undefined => stepOf(steps, size)?.k;
const isBelow = (size: Size, least: number): boolean =>
  (typeof size === 'number' ? size : (size.upTo ?? Number.POSITIVE_INFINITY)) < least;
const ownBounds = (limit: Limit, flow: Size | undefined): Bounds | 'flow-needed' => {
  if (!limit.byFlow) return limit;
  return (flow === undefined ? undefined : stepOf(limit.byFlow, flow)) ?? 'flow-needed';
};

interface Factors {
  factors: CmaxLimit['factors'];
  evidence: string[];
}

function kqOf({ kq }: Standard, receiver: Receiver): { k: number; evidence: string } | undefined {
  if (!kq) return undefined;
  switch (receiver.kind) {
    case 'river': {
      const k = receiver.flow === undefined ? undefined : factorOf(kq.river, receiver.flow);
      return k === undefined
        ? { k: kq.river.unknown, evidence: kq.river.unknownEvidence }
        : { k, evidence: kq.river.evidence };
    }
    case 'lake': {
      const k = receiver.volume === undefined ? undefined : factorOf(kq.lake, receiver.volume);
      return { k: k ?? kq.lake.unknown, ...only(kq.lake) };
    }
    case 'coast':
      return { k: kq.coast[receiver.use], ...only(kq.coast) };
    case 'sewer':
      return undefined;
  }
}
const only = ({ evidence }: { evidence: string }) => ({ evidence });

function factorsOf(standard: Standard, { parameter, receiver, flow, size }: LimitAsked): Factors | CmaxRefusal {
  if (standard.formula === 'none' || standard.noFactors.includes(parameter)) return { factors: {}, evidence: [] };
  if (standard.formula === 'k') {
    if (!size) return 'size-needed';
    return { factors: { k: standard.k![size] }, evidence: [standard.formulaEvidence, standard.k!.evidence] };
  }
  if (!receiver) return 'receiver-needed';
  if (receiver.kind === 'sewer')
    return standard.sewer ? { factors: {}, evidence: [standard.sewer.evidence] } : 'no-rule-for-receiver';
  if (flow === undefined) return 'flow-needed';
  const kq = kqOf(standard, receiver);
  if (!kq) return 'no-rule-for-receiver';
  const kf = factorOf(standard.kf!, flow);
  if (kf === undefined) return 'flow-needed';
  return {
    factors: { kq: kq.k, kf },
    evidence: [standard.formulaEvidence, kq.evidence, standard.kf!.evidence],
  };
}

/**
 * The largest concentration that may be discharged, in the parameter's unit: C·Kq·Kf, or C·K for domestic waste water;
 * pH, temperature, colour and coliforms take no factor. Old standards alone have factors.
 */
export function cmax(data: WaterStandards, asked: LimitAsked): CmaxLimit | { refused: CmaxRefusal } {
  const standard = data.standards.find((s) => s.id === asked.standard);
  if (!standard) return refuse('unknown-standard');
  const name = asked.receiver?.kind === 'sewer' && standard.sewer ? standard.sewer.column : asked.column;
  if (!Object.hasOwn(standard.columns, name)) return refuse('unknown-column');
  const column = standard.columns[name];
  if (!column) return refuse('not-entered');
  const limit = Object.hasOwn(column.limits, asked.parameter) ? column.limits[asked.parameter]! : undefined;
  if (!limit) return refuse('unknown-parameter');
  if (standard.minFlow !== undefined && asked.flow !== undefined && isBelow(asked.flow, standard.minFlow))
    return refuse('below-its-scope');
  const bounds = ownBounds(limit, asked.flow);
  if (bounds === 'flow-needed') return refuse(bounds);
  const applied = factorsOf(standard, asked);
  if (typeof applied === 'string') return refuse(applied);
  const factor = Object.values(applied.factors).reduce((product, k) => product * k, 1);
  return {
    ...(bounds.min !== undefined && { min: bounds.min * factor }),
    ...(bounds.max !== undefined && { max: bounds.max * factor }),
    parameter: asked.parameter,
    standard: standard.id,
    column: name,
    base: {
      ...(bounds.min !== undefined && { min: bounds.min }),
      ...(bounds.max !== undefined && { max: bounds.max }),
    },
    factors: applied.factors,
    source: limit.source ?? column.source,
    evidence: [...new Set([limit.evidence ?? column.evidence, ...applied.evidence])],
  };
}
