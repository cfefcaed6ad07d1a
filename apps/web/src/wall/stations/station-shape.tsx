import { Shape, type ShapeKind } from '../shapes.js';
import type { Station } from './station-state.js';

/** What a station's mark is drawn as. */
export function shapeOf({ mark, alert }: Station): { kind: ShapeKind; accepted: boolean } {
  if (mark !== 'alarm') return { kind: mark, accepted: false };
  return alert
    ? { kind: alert.severity, accepted: alert.state === 'acknowledged' }
    : { kind: 'normal', accepted: false };
}

export const StationShape = ({ station }: { station: Station }) => <Shape {...shapeOf(station)} />;
