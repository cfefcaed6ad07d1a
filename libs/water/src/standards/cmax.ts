import type { Limit, Standard, Steps, WaterStandards } from './table.js';

/** What takes the discharge. A canal is a river whose flow nobody knows. */
export type Receiver =
  /** Mean flow of the three driest months, m³/s. */
  | { kind: 'river'; flow?: number }
  /** m³ */
  | { kind: 'lake'; volume?: number }
  | { kind: 'coast'; use: 'aquaticLifeOrBathing' | 'other' }
  /** A municipal sewer without a treatment plant. */
  | { kind: 'sewer' };

export interface LimitAsked {
  standard: string;
  column: string;
  parameter: string;
  receiver?: Receiver;
  /** Discharge, m³/day. */
  flow?: number;
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
const stepOf = ({ steps }: Steps, size: number) => steps.find(({ upTo }) => upTo === undefined || size <= upTo)!.k;
const ownBounds = (limit: Limit, flow: number | undefined): Bounds | 'flow-needed' => {
  if (!limit.byFlow) return limit;
  if (flow === undefined) return 'flow-needed';
  return limit.byFlow.find(({ upTo }) => upTo === undefined || flow <= upTo)!;
};

interface Factors {
  factors: CmaxLimit['factors'];
  evidence: string[];
}

function kqOf({ kq }: Standard, receiver: Receiver): { k: number; evidence: string } | undefined {
  if (!kq) return undefined;
  switch (receiver.kind) {
    case 'river':
      return receiver.flow === undefined
        ? { k: kq.river.unknown, evidence: kq.river.unknownEvidence }
        : { k: stepOf(kq.river, receiver.flow), evidence: kq.river.evidence };
    case 'lake':
      return {
        k: receiver.volume === undefined ? kq.lake.unknown : stepOf(kq.lake, receiver.volume),
        ...only(kq.lake),
      };
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
  return {
    factors: { kq: kq.k, kf: stepOf(standard.kf!, flow) },
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
  if (standard.minFlow !== undefined && asked.flow !== undefined && asked.flow < standard.minFlow)
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
