import { type Device, type Incident, isGone, type SuspectedArea } from '#hub/contracts';
import { useEffect, useMemo } from 'react';
import { useCommune } from '../../admin/data/commune.js';
import { CommuneLayer, namesOf } from '../../admin/land/map/commune-layer.js';
import { flip, type MapThing } from '../../admin/land/map/map-thing.js';
import { MapView, useMap } from '../../admin/land/map/map-view.js';
import { ThingsLayer } from '../../admin/land/map/things-layer.js';
import { useWords } from '../words/use-words.js';
import { AreaLayer, Hatch } from './finding/area-layer.js';
import { useFindingWords } from './finding/words.js';

/** Where it is, among the boxes around it. */
export default function IncidentMap(props: {
  incident: Incident;
  devices: readonly Device[];
  targets: string;
  where: SuspectedArea | undefined;
}) {
  const { incident, devices, targets, where } = props;
  const t = useWords();
  const words = useFindingWords();
  const { value: commune } = useCommune();
  const [around, own] = useMemo(() => {
    const those = new Set(targets.split(' '));
    const placed = devices.filter(({ state, id }) => !isGone(state) || those.has(id));
    const things = (mine: boolean) =>
      placed.flatMap(({ id, name, lat, lon }): MapThing[] =>
        lat === undefined || lon === undefined || those.has(id) !== mine ? [] : [{ id, name, at: [lon, lat] }],
      );
    return [things(false), things(true)];
  }, [devices, targets]);
  const names = useMemo(() => namesOf(commune), [commune]);
  const lead = own.find(({ id }) => id === incident.target) ?? own[0];
  return (
    <section className="desk-part where" aria-label={t.map}>
      <h2>{t.map}</h2>
      {lead || devices.length === 0 ? (
        <MapView label={t.mapOf(incident.text.place)}>
          <CommuneLayer commune={commune} />
          <ThingsLayer things={around} tone="around" />
          <ThingsLayer things={own} tone="main" chosen={lead?.id} beside={names} />
          <Around key={incident.id} thing={lead} />
          {where && <AreaLayer key={`area ${incident.id}`} where={where} beside={lead?.at} />}
        </MapView>
      ) : (
        <p className="meta">{t.noPlace}</p>
      )}
      {where && (
        <>
          <Hatch />
          <p className="area-words">
            {words.area} <span className="meta">{words.likeliest}</span>
          </p>
        </>
      )}
    </section>
  );
}

/** About two kilometres across: the hamlet, and how one comes there. */
const ZOOM = 14.5;

/** Shows what lies around it; from then on it stays where somebody moved it. */
function Around({ thing }: { thing: MapThing | undefined }) {
  const map = useMap();
  const at = thing?.at?.join(' ');
  useEffect(() => {
    if (at) map.setView(flip(at.split(' ').map(Number) as [number, number]), ZOOM, { animate: false });
  }, [map, at]);
  return null;
}
