import type { FindingOf } from '#hub/contracts';
import { hhmm } from '../../../format/clock.js';
import { figure } from '../../../format/figures.js';
import { useLang } from '../../../i18n/lang.js';
import { curveOf } from './curve.js';
import { useFindingWords } from './words.js';

/** What each station smelt, against the others. */
export function Curves({
  stations,
  names,
}: {
  stations: FindingOf<'burning'>['stations'];
  names: Readonly<Record<string, string>>;
}) {
  const t = useFindingWords();
  const lang = useLang();
  const drawn = stations.filter(({ curve }) => curve.length > 1);
  if (drawn.length === 0) return null;
  return (
    <>
      <h3>{t.curves}</h3>
      {drawn.map(({ device, curve }) => {
        const { value, background, least, most, from, to } = curveOf(curve);
        const name = names[device] ?? device;
        const [low, high] = [figure(least, 0, lang), figure(most, 0, lang)];
        return (
          <figure key={device} className="finding-curve">
            <figcaption>
              {name} <b className="num">{high}</b>
            </figcaption>
            <svg viewBox="0 0 200 44" preserveAspectRatio="none" role="img" aria-label={t.curveSays(name, low, high)}>
              <path d={background} className="background" vectorEffect="non-scaling-stroke" />
              <path d={value} className="value" vectorEffect="non-scaling-stroke" />
            </svg>
            <p className="meta num">
              <span>{hhmm(from)}</span>
              <span>{hhmm(to)}</span>
            </p>
          </figure>
        );
      })}
    </>
  );
}
