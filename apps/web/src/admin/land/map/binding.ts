import type { LonLat } from '#hub/contracts';
import type { OtherNode } from '../shape/graph.js';
import type { Shape } from '../shape/shape.js';

/** What is drawn, and what happens to it: the map shows it, the form has it. */
export interface ShapeBinding<S extends Shape = Shape> {
  shape: S;
  change(next: S): void;
  /** What is chosen of it: a corner, a node, a bend. */
  chosen: string | undefined;
  choose(key: string | undefined): void;
  /** Whether clicks on the map draw. */
  drawing: boolean;
  stopDrawing(): void;
  /** Corners of others, for exact neighbours. */
  corners: readonly LonLat[];
  /** Nodes of other canals. */
  otherNodes: readonly OtherNode[];
}
export type Areas = Extract<Shape, { is: 'areas' }>;
export type Graph = Extract<Shape, { is: 'graph' }>;
export type Spot = Extract<Shape, { is: 'point' }>;
