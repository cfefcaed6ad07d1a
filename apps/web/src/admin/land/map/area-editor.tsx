import type { LonLat } from '#hub/contracts';
import { crossingOf } from '#hub/geodesy';
import { useEffect, useState } from 'react';
import { addRing, insertCorner, moveCorner, removeCorner } from '../shape/rings.js';
import { areaOf } from '../shape/shape.js';
import { useLandWords } from '../words.js';
import type { Areas, ShapeBinding } from './binding.js';
import type { Handle } from './handles.js';
import { useMap } from './map-view.js';
import { nearest } from './snap.js';
import { type DraftLine, useDraftLines } from './use-draft-lines.js';
import { useHandles } from './use-handles.js';
import { useMapClicks } from './use-map-clicks.js';

/** More corners than this have no handles between them: nobody could hit one. */
const MOST_MIDDLES = 150;

/** Outlines that are drawn corner by corner and moved by their corners. */
export function AreaEditor({ binding }: { binding: ShapeBinding<Areas> }) {
  const { shape, change, chosen, choose, drawing, stopDrawing, corners } = binding;
  const t = useLandWords();
  const map = useMap();
  const [drawn, setDrawn] = useState<readonly LonLat[]>([]);
  const [hover, setHover] = useState<LonLat>();
  /** How it would be, while a corner is on its way. */
  const [moving, setMoving] = useState<Areas>();
  const snapped = (at: LonLat) => nearest(map, at, corners, (corner) => corner) ?? at;
  useEffect(() => {
    if (!drawing) {
      setDrawn([]);
      setHover(undefined);
    }
  }, [drawing]);
  const finish = (ring: readonly LonLat[]) => {
    if (ring.length < 3) return;
    change(addRing(shape, ring));
    stopDrawing();
  };
  useMapClicks(drawing, {
    onPoint: (at) => {
      // the second click of a double click lies on the first
      const last = drawn.at(-1);
      if (!last || !nearest(map, at, [last], (one) => one)) setDrawn([...drawn, snapped(at)]);
    },
    onHover: setHover,
    onEnd: () => finish(drawn),
    onBack: () => setDrawn(drawn.slice(0, -1)),
    onCancel: () => (drawn.length > 0 ? setDrawn([]) : stopDrawing()),
  });
  const shown = moving ?? shape;
  const lines: DraftLine[] = shown.rings.map((points, i) => {
    const area = areaOf({ is: 'areas', rings: [points], holes: [shown.holes[i] ?? []] });
    return { points, look: area && crossingOf(area) ? 'wrong' : 'area' };
  });
  if (drawn.length > 0) lines.push({ points: hover ? [...drawn, hover] : drawn, look: 'next' });
  useDraftLines(lines);

  const count = shape.rings.reduce((sum, ring) => sum + ring.length, 0);
  const handles: Handle[] = drawing
    ? drawn.map((at, i) => ({
        key: `new-${i}`,
        at,
        look: i === 0 ? 'first' : 'corner',
        label: i === 0 ? t.closeHere : t.corner(i + 1),
        ...(i === 0 && { onChoose: () => finish(drawn) }),
      }))
    : shape.rings.flatMap((ring, r) =>
        ring.flatMap((at, c): Handle[] => {
          const key = `${r}-${c}`;
          const next = ring[(c + 1) % ring.length]!;
          const between: LonLat = [(at[0] + next[0]) / 2, (at[1] + next[1]) / 2];
          return [
            {
              key,
              at,
              look: 'corner',
              label: t.corner(c + 1),
              chosen: chosen === key,
              onChoose: () => choose(key),
              onMove: (to) => setMoving(moveCorner(shape, r, c, snapped(to))),
              onDrop: (to) => {
                setMoving(undefined);
                change(moveCorner(shape, r, c, snapped(to)));
              },
              onRemove: () => change(removeCorner(shape, r, c)),
            },
            ...(count > MOST_MIDDLES
              ? []
              : [
                  {
                    key: `${key}-middle`,
                    at: between,
                    look: 'middle' as const,
                    label: t.newCorner,
                    onChoose: () => change(insertCorner(shape, r, c + 1, between)),
                    onMove: (to: LonLat) => setMoving(insertCorner(shape, r, c + 1, snapped(to))),
                    onDrop: (to: LonLat) => {
                      setMoving(undefined);
                      change(insertCorner(shape, r, c + 1, snapped(to)));
                    },
                  },
                ]),
          ];
        }),
      );
  useHandles(handles);
  return null;
}
