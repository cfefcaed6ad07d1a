import { useLandWords } from '../words.js';
import type { ShapeBinding, Spot } from './binding.js';
import { useHandles } from './use-handles.js';
import { useMapClicks } from './use-map-clicks.js';

/** A spot: a click sets it, a handle moves it. */
export function SpotEditor({ binding }: { binding: ShapeBinding<Spot> }) {
  const { shape, change, drawing, stopDrawing } = binding;
  const t = useLandWords();
  useMapClicks(drawing || shape.at === undefined, {
    onPoint: (at) => {
      change({ is: 'point', at });
      stopDrawing();
    },
    onCancel: stopDrawing,
  });
  const drop = (at: NonNullable<Spot['at']>) => change({ is: 'point', at });
  useHandles(shape.at ? [{ key: 'spot', at: shape.at, look: 'spot', label: t.spot, onDrop: drop }] : []);
  return null;
}
