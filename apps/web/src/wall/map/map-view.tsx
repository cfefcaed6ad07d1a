import type { Alert, CameraEvent, Commune, MapFeature } from '#hub/contracts';
import { useEffect, useMemo, useRef, useState } from 'react';
import { withUnit } from '../../format/figures.js';
import { useSpeech } from '../../i18n/words.js';
import type { Station } from '../stations/station-state.js';
import { areaRadius, IncidentLayer, IncidentMark } from './incident-layer.js';
import { cameraBearings, incidentOf } from './incident.js';
import { around, placeLabels } from './labels.js';
import { Land } from './land.js';
import { Legend } from './legend.js';
import { type Measure, mapLabels } from './map-labels.js';
import {
  clearSpot,
  furniture,
  communeBounds,
  incidentCentre,
  type Mark,
  marksOf,
  obstacles,
  projectionFor,
  windCorner,
} from './map-scene.js';
import type { LonLat } from './projection.js';
import { StationMark } from './station-mark.js';
import { freshWind } from './wind.js';
import { WindRose } from './wind-rose.js';

export interface MapViewProps {
  commune: Commune | null | undefined;
  stations: readonly Station[];
  alerts: readonly Alert[];
  cameras: readonly CameraEvent[];
  /** Server time the picture is true for. */
  now: number;
  u: number;
  emergency?: Alert;
  frozenAt?: number;
  simulated: boolean;
  visitor: boolean;
  onOpen(station: Station): void;
}

const NO_FEATURES: readonly MapFeature[] = [];

export default function MapView(props: MapViewProps) {
  const { commune, stations, alerts, now, u, emergency, visitor } = props;
  const { t, lang } = useSpeech();
  const [ref, box] = useBox();
  const features: readonly MapFeature[] = commune?.map.features ?? NO_FEATURES;
  const size = useMemo(() => ({ ...box, u }), [box, u]);
  const measure = useMeasure(u);

  const wind = freshWind(stations, now);
  const measured = stations.some(
    (s) => s.values.wind_speed !== undefined || s.profile?.metrics.wind_speed !== undefined,
  );
  const bearings = useMemo(
    () =>
      cameraBearings(
        stations.map((s) => s.device),
        features,
      ),
    [stations, features],
  );
  const incident = incidentOf(stations, alerts, wind, bearings, props.cameras, now);
  const emergencyAt = emergency && locate(emergency, stations);
  const bounds = useMemo(() => communeBounds(features, stations), [features, stations]);
  const emergencyKey = emergencyAt?.join(' ');
  const projection = useMemo(
    () =>
      bounds && size.width > 0
        ? projectionFor(bounds, size, emergencyKey?.split(' ').map(Number) as unknown as LonLat | undefined)
        : undefined,
    [bounds?.west, bounds?.east, bounds?.south, bounds?.north, size, emergencyKey],
  );
  const marks = projection ? marksOf(stations, projection, incident) : [];
  const centre = projection && incident && incidentCentre(incident, projection);
  const markAt = projection && incident && centre && clearSpot(centre, incident, projection, marks, u);

  const corner = windCorner(marks, size);

  // names are set anew only when something they must avoid has moved
  const layout = [
    ...marks.map((m) => `${Math.round(m.at.x)},${Math.round(m.at.y)},${m.size}`),
    centre ? `${Math.round(centre.x)},${Math.round(centre.y)}` : '',
    ...marks.filter(speaks).map((m) => noteOf(m, lang).join()),
    corner,
  ].join(' ');
  const labels = useMemo(() => {
    if (!projection) return undefined;
    const taken = obstacles(marks, visitor ? undefined : markAt, size, corner);
    const frame = { x: 8 * u, y: 4 * u, width: size.width - 16 * u, height: size.height - 8 * u };
    const words =
      incident && centre && !visitor ? placeWords(areaRadius(incident, projection.pxPerMetre, u).along) : undefined;
    const notes = visitor ? [] : placeNotes(marks.filter(speaks).slice(-3));
    return { words, notes, ...mapLabels(features, projection, measure, taken, frame, u) };

    function placeWords(reach: number) {
      const width = Math.max(measure(t.suspected, 'place'), measure(t.unverified, 'place')) + 12 * u;
      const at = [1, -1, 1.4, -1.4, 2, -2].flatMap((side) =>
        [0, -1, 1, -1.6, 1.6].map((x) => ({ x: centre!.x + x * width * 0.6, y: centre!.y + side * (reach + 46 * u) })),
      );
      const wish = { key: 'suspicion', text: '', width, height: 82 * u, at };
      // a suspicion is never shown without saying so: at the worst its words cover a station
      const shifts = [taken, furniture(size, corner), []];
      for (const boxes of shifts) {
        const found = placeLabels([wish], boxes, frame)[0];
        if (found) return found;
      }
      return undefined;
    }
    function placeNotes(speaking: Mark[]) {
      return speaking.flatMap((mark) => {
        const [place, value] = noteOf(mark, lang);
        const width = Math.max(measure(place!, 'place'), measure(value!, 'place')) + 12 * u;
        const reach = { x: (mark.size / 2 + 10) * u + width / 2, y: (mark.size / 2 + 48) * u };
        const at = [
          { x: mark.at.x + reach.x, y: mark.at.y },
          { x: mark.at.x - reach.x, y: mark.at.y },
          ...around(mark.at, reach.x * 0.7, reach.y).slice(1, 9),
        ];
        const key = mark.station.device.id;
        return placeLabels([{ key, text: place!, width, height: 78 * u, at }], taken, frame).map((p) => ({
          ...p,
          value: value!,
        }));
      });
    }
  }, [projection, layout, features, measure, visitor, size, u, lang, t]);

  return (
    <section
      className={`map ${emergencyAt ? 'zoomed' : ''} ${props.frozenAt === undefined ? '' : 'old'}`}
      ref={ref}
      aria-label={commune ? t.mapOf(commune.name) : t.noMap}
    >
      {projection && features.length > 0 && (
        <Land features={features} projection={projection} width={size.width} height={size.height} u={u} />
      )}
      {projection && (
        <svg className="overlay" width={size.width} height={size.height}>
          <defs>
            <pattern
              id="suspicion"
              width={14 * u}
              height={14 * u}
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width={5 * u} height={14 * u} fill="#ff9838" />
            </pattern>
          </defs>
          {labels?.waters.map((w, i) => (
            <g key={w.key} className={w.river ? 'water river' : 'water'}>
              <path id={`water-${i}`} d={w.d} fill="none" />
              <text>
                <textPath href={`#water-${i}`} startOffset="50%" textAnchor="middle">
                  {w.text}
                </textPath>
              </text>
            </g>
          ))}
          {incident && centre && (
            <IncidentLayer
              incident={incident}
              centre={centre}
              projection={projection}
              u={u}
              words={labels?.words}
              hideArea={visitor}
            />
          )}
          <g className="hamlets">
            {labels?.hamlets.map((l) => (
              <text key={l.key} x={l.x} y={l.y + 10 * u}>
                {l.text}
              </text>
            ))}
          </g>
          {labels?.places.map((l) => (
            <text key={l.key} className="place" x={l.x} y={l.y + 10 * u}>
              {l.text}
            </text>
          ))}
          {marks.map((mark) => (
            <StationMark
              key={mark.station.device.id}
              mark={mark}
              u={u}
              hideName={visitor}
              onOpen={() => props.onOpen(mark.station)}
            />
          ))}
          {incident && markAt && !visitor && <IncidentMark alert={incident.alert} at={markAt} u={u} />}
          {labels?.notes.map((l) => (
            <text key={l.key} className="alarm-note" x={l.x} y={l.y - 8 * u}>
              {l.text}
              <tspan x={l.x} dy={38 * u}>
                {l.value}
              </tspan>
            </text>
          ))}
        </svg>
      )}
      {measured && <WindRose wind={wind} corner={corner} />}
      {commune !== undefined && features.length === 0 && <Nothing title={t.noMap} help={t.noMapHelp} />}
      {features.length > 0 && stations.length === 0 && <Nothing title={t.noStations} help={t.noStationsHelp} />}
      <Legend stations={stations} frozenAt={props.frozenAt} room={size.width / u - (props.simulated ? 370 : 16)} />
      {visitor && <p className="visitor">{t.visitor}</p>}
      {props.simulated && <p className="watermark">{t.simulated}</p>}
    </section>
  );
}

const Nothing = ({ title, help }: { title: string; help: string }) => (
  <div className="nothing">
    <strong>{title}</strong>
    <span>{help}</span>
  </div>
);

const locate = (alert: Alert, stations: readonly Station[]): LonLat | undefined => {
  const device = stations.find((s) => s.device.id === alert.target)?.device;
  return device?.lat === undefined || device.lon === undefined ? undefined : [device.lon, device.lat];
};

/** Marks that say where and how much: unaccepted measurements other than smoke, whose area has words of its own. */
const speaks = ({ station }: Mark): boolean =>
  station.mark === 'alarm' &&
  station.alert?.state === 'unacknowledged' &&
  station.alert.facts.metric !== undefined &&
  station.alert.facts.value !== undefined &&
  station.alert.facts.background === undefined;

function noteOf({ station }: Mark, lang: 'vi' | 'en'): [string, string] {
  const { metric, value } = station.alert!.facts;
  return [station.alert!.text.place.split(',')[0]!, withUnit(metric as Parameters<typeof withUnit>[0], value!, lang)];
}

function useBox() {
  const ref = useRef<HTMLElement>(null);
  const [box, setBox] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setBox((old) => (old.width === width && old.height === height ? old : { width, height }));
    });
    observer.observe(ref.current!);
    return () => observer.disconnect();
  }, []);
  return [ref, box] as const;
}

/** Measures lettering in the fonts of the map, anew when they have arrived. */
function useMeasure(u: number): Measure {
  const [loaded, setLoaded] = useState(document.fonts.status === 'loaded');
  useEffect(() => void document.fonts.ready.then(() => setLoaded(true)), []);
  return useMemo(() => {
    const ctx = document.createElement('canvas').getContext('2d')!;
    void loaded;
    return (text, style) => {
      const size = (style === 'hamlet' ? 30 : 28) * u;
      ctx.font = `${style === 'hamlet' ? 500 : style === 'place' ? 600 : 'italic 400'} ${size}px 'Hub Digits', 'Be Vietnam Pro', sans-serif`;
      const spacing = style === 'river' ? 0.1 : style === 'water' ? 0.03 : 0;
      return ctx.measureText(text).width + text.length * spacing * size;
    };
  }, [u, loaded]);
}
