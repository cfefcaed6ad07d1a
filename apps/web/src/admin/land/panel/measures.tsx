import { areaM2 } from '#hub/geodesy';
import type { Lang } from '../../../i18n/lang.js';
import { drawnM } from '../shape/graph.js';
import { areaWords, lengthWords } from '../../../format/measures.js';
import { areaOf, type Shape } from '../shape/shape.js';
import { useLandWords } from '../words.js';

/** How large or long it is as it is drawn. */
export function Measures({ shape, lang }: { shape: Shape; lang: Lang }) {
  const t = useLandWords();
  if (shape.is === 'point') return shape.at ? null : <p className="measures">{t.needSpot}</p>;
  if (shape.is === 'graph') {
    const metres = shape.reaches.reduce((sum, reach) => sum + drawnM(shape, reach), 0);
    return (
      <p className="measures num" role="status">
        {shape.reaches.length === 0 ? t.needGraph : `${t.length} ${lengthWords(metres, lang)}`}
      </p>
    );
  }
  const area = areaOf(shape);
  return (
    <p className="measures num" role="status">
      {area ? areaWords(areaM2(area), lang) : t.needArea}
    </p>
  );
}
