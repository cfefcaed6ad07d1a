import type { AirPicture } from '#hub/contracts';
import { whenShort } from '../format/clock.js';
import { aqiTable } from './bands.js';
import { useWords } from './words.js';

/** How the index is made and of what, as the decision asks of whoever publishes it. */
export function Method({ picture, now }: { picture: AirPicture; now: number }) {
  const t = useWords();
  const { hour, day } = aqiTable.completeness;
  return (
    <footer>
      <details>
        <summary>{t.method}</summary>
        {t.methodText(Math.round(hour * 100), day).map((text) => (
          <p key={text}>{text}</p>
        ))}
      </details>
      <p className="meta">
        {t.source(picture.commune ?? t.thisCommune)} {t.workedOut(whenShort(picture.at, now))}
      </p>
    </footer>
  );
}
