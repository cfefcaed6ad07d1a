import type { FindingCase, Incident, SuspectedArea } from '#hub/contracts';
import { useEffect, useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { incidentPath } from '../../incidents/deed.js';
import { directionTo, farWords, metresBetween } from '../../incidents/distance.js';
import { getJson } from '../../live/rest.js';
import { useWords } from '../words.js';
import { useHere } from './use-place.js';

interface Spot {
  lat?: number | undefined;
  lon?: number | undefined;
}

/** How far the suspected area is and where to, from here or from the station. Nothing where the hub has none, or no line. */
export function AreaWay({ incident, station }: { incident: Incident; station: Spot | undefined }) {
  const t = useWords();
  const lang = useLang();
  const here = useHere();
  const where = useArea(incident);
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

/** Asked for anew with each change of the incident; the last one stays when there is no line. */
function useArea({ id, cause, revision }: Incident): SuspectedArea | undefined {
  const [found, setFound] = useState<{ of: string; where: SuspectedArea | undefined }>();
  useEffect(() => {
    if (cause !== 'fire') return;
    const asking = new AbortController();
    getJson<FindingCase>(`${incidentPath(id)}/finding`, asking.signal).then(
      ({ finding }) => setFound({ of: id, where: finding.kind === 'burning' ? finding.where : undefined }),
      () => undefined,
    );
    return () => asking.abort();
  }, [id, cause, revision]);
  return found?.of === id ? found.where : undefined;
}
