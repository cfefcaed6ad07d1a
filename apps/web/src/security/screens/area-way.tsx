import type { SuspectedArea } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { directionTo, farWords, metresBetween } from '../../incidents/distance.js';
import { useWords } from '../words.js';
import { useHere } from './use-place.js';

interface Spot {
  lat?: number | undefined;
  lon?: number | undefined;
}

/** How far the suspected area is and where to, from here or from the station. Nothing where the hub has none, or no line. */
export function AreaWay({ where, station }: { where: SuspectedArea | undefined; station: Spot | undefined }) {
  const t = useWords();
  const lang = useLang();
  const here = useHere();
  if (!where) return null;
  const [lon, lat] = where.best;
  const from = here ?? station;
  const [metres, direction] = [metresBetween(from, { lat, lon }), directionTo(from, { lat, lon })];
  if (metres === undefined || direction === undefined) return null;
  return (
    <p className="area-way">
      <b>{t.area}</b> {(here ? t.areaFromHere : t.areaFromStation)(farWords(metres, lang), t.directions[direction]!)}
    </p>
  );
}
