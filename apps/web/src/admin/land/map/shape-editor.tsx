import { AreaEditor } from './area-editor.js';
import type { Areas, Graph, ShapeBinding, Spot } from './binding.js';
import { GraphEditor } from './graph-editor.js';
import { SpotEditor } from './spot-editor.js';

/** The editor of a shape on the map. */
export function ShapeEditor({ binding }: { binding: ShapeBinding }) {
  switch (binding.shape.is) {
    case 'areas':
      return <AreaEditor binding={binding as unknown as ShapeBinding<Areas>} />;
    case 'point':
      return <SpotEditor binding={binding as unknown as ShapeBinding<Spot>} />;
    case 'graph':
      return <GraphEditor binding={binding as unknown as ShapeBinding<Graph>} />;
  }
}
