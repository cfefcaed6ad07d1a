import type { ThingKind } from '#hub/contracts';
import { Button } from '../../../ui/button.js';
import { KIND_INFO } from '../kinds.js';
import { useLandWords } from '../words.js';
import { isEmpty, type ShapeForm } from './use-shape.js';

/** Over the map: begin and stop drawing, take a step back, and what to do now. */
export function DrawTools({ drawn, kind }: { drawn: ShapeForm; kind: ThingKind }) {
  const { shape, binding, undo, startDrawing } = drawn;
  const t = useLandWords();
  if (!shape || !binding) return null;
  const { drawing, stopDrawing } = binding;
  const empty = isEmpty(shape);
  const areas = shape.is === 'areas';
  const begin = shape.is === 'point' ? t.place_ : shape.is === 'graph' ? t.drawReach : empty ? t.draw : t.drawMore;
  const onlyOne = KIND_INFO[kind].shape === 'polygon' && !empty;
  const hint = drawing
    ? { areas: t.hintDraw, graph: t.hintReach, point: t.hintSpot }[shape.is]
    : { areas: t.hintMove, graph: t.hintGraph, point: t.hintSpot }[shape.is];
  return (
    <div className="map-tools">
      {drawing ? (
        <Button icon="close" onClick={stopDrawing}>
          {t.stopDrawing}
        </Button>
      ) : (
        !(areas && onlyOne) && (
          <Button icon="edit" onClick={startDrawing}>
            {begin}
          </Button>
        )
      )}
      {undo && (
        <Button icon="undo" aria-keyshortcuts="Control+Z" onClick={undo}>
          {t.undo}
        </Button>
      )}
      <p className="map-hint">{hint}</p>
    </div>
  );
}
