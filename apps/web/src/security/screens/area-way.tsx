import { type FindingCase, keptSince, type LonLat, SEVERAL_PLACES } from '#hub/contracts';
import { hhmm } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { directionTo, farWords, metresBetween } from '../../incidents/distance.js';
import { useWords } from '../words.js';
import { useHere } from './use-place.js';

interface Spot {
  lat?: number | undefined;
  lon?: number | undefined;
}

/**
 * How far the suspected area is and where to, from here or from the station, and of when it is where it is not of now;
 * that several places may burn, where the hub cannot tell. Nothing where it has neither.
 */
export function AreaWay({ of, station }: { of: FindingCase | undefined; station: Spot | undefined }) {
  const t = useWords();
  const lang = useLang();
  if (of?.finding.kind !== 'burning') return null;
  const since = keptSince(of.finding);
  const several = of.where.find(({ key }) => SEVERAL_PLACES.includes(key));
  return (
    <>
      <Way best={of.finding.where?.best} station={station} />
      {several && (
        <p className="area-way">
          {several[lang]}
          {since === undefined ? '' : t.areaOf(hhmm(since))}.
        </p>
      )}
    </>
  );
}

function Way({ best, station }: { best: LonLat | undefined; station: Spot | undefined }) {
  const t = useWords();
  const lang = useLang();
  const here = useHere();
  if (!best) return null;
  const [lon, lat] = best;
  const from = here ?? station;
  const [metres, direction] = [metresBetween(from, { lat, lon }), directionTo(from, { lat, lon })];
  if (metres === undefined || direction === undefined) return null;
  return (
    <p className="area-way">
      <b>{t.area}</b> {(here ? t.areaFromHere : t.areaFromStation)(farWords(metres, lang), t.directions[direction]!)}
    </p>
  );
}
