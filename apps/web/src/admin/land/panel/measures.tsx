import { areaM2 } from '#hub/geodesy';
import { useAreaUnits } from '../../data/commune.js';
import type { Lang } from '../../../i18n/lang.js';
import { drawnM } from '../shape/graph.js';
import { lengthWords, surveyedArea } from '../../../format/measures.js';
import { areaOf, type Shape } from '../shape/shape.js';
import { useLandWords } from '../words.js';

/** How large or long it is as it is drawn. */
export function Measures({ shape, lang }: { shape: Shape; lang: Lang }) {
  const t = useLandWords();
  const units = useAreaUnits();
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
      {area ? surveyedArea(areaM2(area), units, lang) : t.needArea}
    </p>
  );
}
