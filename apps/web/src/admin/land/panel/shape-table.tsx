import type { LonLat } from '#hub/contracts';
import { useState } from 'react';
import { IconButton } from '../../../ui/button.js';
import { addRing, insertCorner, moveCorner, removeCorner } from '../shape/rings.js';
import { type Shape, spot } from '../shape/shape.js';
import { useLandWords } from '../words.js';
import { Coordinates } from './coordinates.js';
import { GraphTable } from './graph-table.js';
import type { ShapeForm } from './use-shape.js';

/** Every point of a shape as figures: typed where they are known from a paper, and by whoever draws without a mouse. */
export function ShapeTable({ drawn, problem }: { drawn: ShapeForm; problem: string | undefined }) {
  const { shape, change } = drawn;
  const t = useLandWords();
  if (!shape || shape.is === 'point') return null;
  return (
    <>
      {problem && (
        <p className="shape-problem" role="alert">
          {problem}
        </p>
      )}
      {shape.is === 'graph' ? (
        <GraphTable drawn={drawn} graph={shape} />
      ) : (
        <details className="shape-table">
          <summary>{t.coordinates}</summary>
          <p className="meta">{t.coordinatesHint}</p>
          {shape.rings.map((ring, r) => (
            <Corners key={r} shape={shape} ring={r} points={ring} change={change} />
          ))}
          {shape.rings.length === 0 && <FirstCorners onRing={(ring) => change(addRing(shape, ring))} />}
        </details>
      )}
    </>
  );
}

function Corners(props: {
  shape: Extract<Shape, { is: 'areas' }>;
  ring: number;
  points: readonly LonLat[];
  change(next: Shape): void;
}) {
  const { shape, ring, points, change } = props;
  const t = useLandWords();
  return (
    <fieldset>
      {shape.rings.length > 1 && <legend>{t.piece(ring + 1)}</legend>}
      <ol className="corners">
        {points.map((at, c) => (
          <li key={c}>
            <Coordinates at={at} name={String(c + 1)} onAt={(to) => change(moveCorner(shape, ring, c, to))} />
            <IconButton
              icon="add"
              label={t.addPointAfter(c + 1)}
              onClick={() => {
                const next = points[(c + 1) % points.length]!;
                change(insertCorner(shape, ring, c + 1, spot((at[0] + next[0]) / 2, (at[1] + next[1]) / 2)));
              }}
            />
            <IconButton
              icon="trash"
              label={t.removePoint(c + 1)}
              onClick={() => change(removeCorner(shape, ring, c))}
            />
          </li>
        ))}
      </ol>
    </fieldset>
  );
}

/** Three corners are the least that an outline has. */
function FirstCorners({ onRing }: { onRing(ring: readonly LonLat[]): void }) {
  const [corners, setCorners] = useState<readonly (LonLat | undefined)[]>([undefined, undefined, undefined]);
  const set = (i: number, at: LonLat) => {
    const next = corners.with(i, at);
    setCorners(next);
    if (next.every((corner) => corner !== undefined)) onRing(next as LonLat[]);
  };
  return (
    <ol className="corners">
      {corners.map((at, i) => (
        <li key={i}>
          <Coordinates at={at} name={String(i + 1)} onAt={(to) => set(i, to)} />
        </li>
      ))}
    </ol>
  );
}
