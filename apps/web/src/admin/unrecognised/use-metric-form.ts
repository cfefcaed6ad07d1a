import type { Field, Metric } from '#hub/contracts';
import { pathTo } from '#hub/field-map';
import { useState } from 'react';
import { readFigure } from '../data/read-figure.js';
import { guessMetric } from './guess.js';
import { looksLikeRegisters, type PacketNode } from './packet-tree.js';

export type Register = NonNullable<Field['register']>;

/** A line of the map while it is being made. */
export interface MetricFormState {
  node: PacketNode;
  metric: Metric | undefined;
  scale: string;
  offset: string;
  register: Register | undefined;
  wrong: boolean;
  set(more: Partial<Pick<MetricFormState, 'metric' | 'scale' | 'offset' | 'register'>>): void;
  /** The line as it stands, or undefined while something is missing. */
  field(): Field | undefined;
  /** The same, and says what is missing. */
  submit(): Field | undefined;
}

/** What a block of registers is taken for at first. */
export const FIRST_REGISTER: Register = { offset: 0, type: 'int16', order: 'ABCD' };

/** The line for a tapped value, beginning with a guess or with what stands in the map already. */
export function useMetricForm(node: PacketNode, known: Field | undefined): MetricFormState {
  const [state, setState] = useState(() => ({
    metric: known?.metric ?? guessMetric(node.key),
    scale: String(known?.scale ?? 1),
    offset: String(known?.offset ?? 0),
    register: known ? known.register : looksLikeRegisters(node.value) ? FIRST_REGISTER : undefined,
  }));
  const [wrong, setWrong] = useState(false);
  const field = (): Field | undefined => {
    const scale = readFigure(state.scale);
    const offset = readFigure(state.offset);
    if (!state.metric || scale === undefined || offset === undefined) return undefined;
    const { metric, register } = state;
    return { metric, path: pathTo(node.steps), scale, offset, ...(register && { register }) };
  };
  return {
    node,
    ...state,
    wrong,
    set: (more) => setState({ ...state, ...more }),
    field,
    submit() {
      setWrong(true);
      return field();
    },
  };
}
