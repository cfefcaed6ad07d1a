import { type Alert, type CameraEvent, type Commune, type MapFeature, type Metric, METRICS } from '#hub/contracts';
import { useEffect, useMemo, useRef, useState } from 'react';
import { withUnit } from '../../format/figures.js';
import type { Matter } from '../alerts/matters.js';
import { useSpeech } from '../words/words.js';
import { type Station, valueState } from '../stations/station-state.js';
import { FitText } from '../stage/fit-text.js';
import { IncidentLayer, IncidentMark, SuspicionArea } from './incident-layer.js';
import { cameraBearings, incidentOf, locationOf } from './incident.js';
import { placeAreaWords } from './area-words.js';
import { around, placeLabels } from './labels.js';
import { Land } from './land.js';
import { Legend } from './legend.js';
import { type Measure, mapLabels } from './map-labels.js';
import {
  clearSpot,
  FOOT,
  furniture,
  communeBounds,
  type Mark,
  marksOf,
  obstacles,
  projectionFor,
  shownOf,
  windCorner,
} from './map-scene.js';
import type { LonLat } from './projection.js';
import { StationMark } from './station-mark.js';
import { StationList } from './station-list.js';
import { outlined, otherAreas, suspicionOf } from './suspicion.js';
import { SuspicionDefs } from './suspicion-defs.js';
import { freshWind } from './wind.js';
import { WindRose } from './wind-rose.js';

export interface MapViewProps {
  commune: Commune | null | undefined;
  stations: readonly Station[];
  alerts: readonly Matter[];
  cameras: readonly CameraEvent[];
  /** Server time the picture is true for. */
  now: number;
  u: number;
  emergency?: Alert;
  frozenAt?: number;
  simulated: boolean;
  visitor: boolean;
  /** The list of devices is read: only then is "no station" known. */
  listed: boolean;
  onOpen(station: Station): void;
}

/** Layout pixels: a line of stations without a place, and the words above a list in place of the map. */
const LIST_FOOT = 96;
const NO_MAP = 56;
const NO_FEATURES: readonly MapFeature[] = [];

export default function MapView(props: MapViewProps) {
  const { commune, stations, alerts, now, u, emergency, visitor } = props;
  const { t, lang } = useSpeech();
  const [ref, box] = useBox();
  const features: readonly MapFeature[] = commune?.map.features ?? NO_FEATURES;
  const drawn = features.length > 0;
  const unplaced = stations.filter((s) => locationOf(s.device) === undefined);
  const foot = drawn && unplaced.length > 0 ? LIST_FOOT : 0;
  const size = useMemo(() => ({ ...box, u, foot }), [box, u, foot]);
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
      bounds && drawn && size.width > 0
        ? projectionFor(bounds, size, emergencyKey?.split(' ').map(Number) as unknown as LonLat | undefined)
        : undefined,
    [bounds?.west, bounds?.east, bounds?.south, bounds?.north, drawn, size, emergencyKey],
  );
  const marks = projection ? marksOf(stations, projection, incident) : [];
  const shown = useMemo(() => projection && shownOf(features, projection, size), [features, projection, size]);
  const ground = useMemo(() => projection && shown && { projection, shown, u }, [projection, shown, u]);
  // an incident is another object with each render: areas are worked out anew when they are others
  const suspicionKey =
    incident && JSON.stringify([incident.alert.id, incident.at, incident.area, incident.alert.finding]);
  const suspicion = useMemo(() => ground && incident && suspicionOf(incident, ground), [ground, suspicionKey]);
  const markAt = suspicion && clearSpot(suspicion, marks, u);
  const elsewhere = otherAreas(incident, alerts);
  const otherKey = JSON.stringify(elsewhere);
  const others = useMemo(
    () =>
      ground
        ? elsewhere.map(({ alert, finding }) => ({ alert, suspicion: outlined(finding.id, finding.where, ground) }))
        : [],
    [ground, otherKey],
  );
  const suspicions = useMemo(
    () => (visitor ? [] : [...(suspicion ? [suspicion] : []), ...others.map((other) => other.suspicion)]),
    [visitor, suspicion, others],
  );

  const corner = windCorner(marks, size);
  const speaking = new Map(marks.filter(speaks).map((m) => [m.station.device.id, m]));

  // names are set anew only when something they must avoid has moved
  const layout = [
    ...marks.map((m) => `${Math.round(m.at.x)},${Math.round(m.at.y)},${m.size}`),
    ...(markAt ? [Math.round(markAt.x), Math.round(markAt.y)] : []),
    ...marks.filter(speaks).map((m) => m.station.device.id),
    // another figure of as many digits is as wide
    ...marks.filter(speaks).map((m) => noteOf(m, now, lang).join().replace(/\d/g, '0')),
    corner,
  ].join(' ');
  const labels = useMemo(() => {
    if (!projection) return undefined;
    const wordsSize = {
      width: Math.max(measure(t.suspected, 'place'), measure(t.unverified, 'place')) + 12 * u,
      height: 82 * u,
    };
    const taken = obstacles(marks, visitor ? undefined : markAt, size, corner);
    const frame = { x: 8 * u, y: 4 * u, width: size.width - 16 * u, height: size.height - 8 * u };
    const words = placeAreaWords(suspicions, wordsSize, { taken, furniture: furniture(size, corner), frame, u });
    const notes = visitor ? [] : placeNotes(marks.filter(speaks).slice(-3));
    return { words, notes, ...mapLabels(features, projection, measure, taken, frame, u) };

    function placeNotes(speaking: Mark[]) {
      return speaking.flatMap((mark) => {
        const [place, value] = noteOf(mark, now, lang);
        const width = Math.max(measure(place, 'place'), measure(value, 'place')) + 12 * u;
        const reach = { x: (mark.size / 2 + 10) * u + width / 2, y: (mark.size / 2 + 48) * u };
        const at = [
          { x: mark.at.x + reach.x, y: mark.at.y },
          { x: mark.at.x - reach.x, y: mark.at.y },
          ...around(mark.at, reach.x * 0.7, reach.y).slice(1, 9),
        ];
        const key = mark.station.device.id;
        return placeLabels([{ key, text: place, width, height: 78 * u, at }], taken, frame);
      });
    }
  }, [projection, layout, suspicions, features, measure, visitor, size, u, lang, t]);

  return (
    <section
      className={`map ${emergencyAt ? 'zoomed' : ''} ${props.frozenAt === undefined ? '' : 'old'}`}
      ref={ref}
      aria-label={commune ? t.mapOf(commune.name) : t.noMap}
    >
      {projection && <Land features={features} projection={projection} width={size.width} height={size.height} u={u} />}
      {projection && (
        <svg className="overlay" width={size.width} height={size.height}>
          {shown && <SuspicionDefs shown={shown} width={size.width} u={u} />}
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
          {!visitor &&
            others.map((other) => (
              <SuspicionArea
                key={other.suspicion.key}
                {...other}
                u={u}
                words={labels?.words.get(other.suspicion.key)}
              />
            ))}
          {incident && !visitor && (
            <IncidentLayer
              incident={incident}
              suspicion={suspicion}
              projection={projection}
              u={u}
              words={suspicion && labels?.words.get(suspicion.key)}
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
              now={now}
              hideName={visitor}
              onOpen={() => props.onOpen(mark.station)}
            />
          ))}
          {incident && markAt && !visitor && <IncidentMark alert={incident.alert} at={markAt} u={u} />}
          {labels?.notes.map((l) => (
            <text key={l.key} className="alarm-note" x={l.x} y={l.y - 8 * u}>
              {l.text}
              <tspan x={l.x} dy={38 * u}>
                {noteOf(speaking.get(l.key)!, now, lang)[1]}
              </tspan>
            </text>
          ))}
        </svg>
      )}
      {measured && drawn && (
        <div className="roses" style={{ bottom: `${foot / 100}rem` }}>
          <WindRose wind={wind} corner={corner} />
        </div>
      )}
      {foot > 0 && (
        <StationList
          className="unplaced"
          stations={unplaced}
          now={now}
          room={{ width: size.width / u, height: LIST_FOOT }}
          visitor={visitor}
          onOpen={props.onOpen}
        />
      )}
      {commune !== undefined && !drawn && stations.length > 0 && (
        <>
          <FitText as="p" className="no-map" text={visitor ? t.noMap : `${t.noMap} · ${t.noMapHelp}`} />
          <StationList
            className="in-place-of-map"
            stations={stations}
            now={now}
            room={{ width: size.width / u, height: size.height / u - NO_MAP - FOOT }}
            visitor={visitor}
            onOpen={props.onOpen}
          />
        </>
      )}
      {commune !== undefined && props.listed && stations.length === 0 && <FirstStation />}
      <Legend stations={stations} frozenAt={props.frozenAt} room={size.width / u - (props.simulated ? 370 : 16)} />
      {visitor && <p className="visitor">{t.visitor}</p>}
      {props.simulated && <p className="watermark">{t.simulated}</p>}
    </section>
  );
}

/** How the first device comes onto an empty wall. */
function FirstStation() {
  const { t } = useSpeech();
  return (
    <div className="nothing">
      <strong>{t.noStations}</strong>
      <span>{t.noStationsHelp}</span>
      <span>{t.noStationsThen}</span>
    </div>
  );
}

const locate = (alert: Alert, stations: readonly Station[]): LonLat | undefined => {
  const device = stations.find((s) => s.device.id === alert.target)?.device;
  return device && locationOf(device);
};

/** Marks that say where and how much: unaccepted measurements other than smoke, whose area has words of its own. */
const speaks = ({ station }: Mark): boolean =>
  station.mark === 'alarm' &&
  station.alert?.state === 'unacknowledged' &&
  Object.hasOwn(METRICS, station.alert.facts.metric ?? '') &&
  station.alert.facts.value !== undefined &&
  station.alert.facts.background === undefined;

/** Where, and how much: the live value as in the strip's tile; an alert's own figure may be a minute old. */
function noteOf({ station }: Mark, now: number, lang: 'vi' | 'en'): [place: string, value: string] {
  const { facts, text } = station.alert!;
  const metric = facts.metric as Metric;
  const live = valueState(station, metric, now);
  const value = live.state === 'absent' ? facts.value! : live.value.value;
  return [text.place.split(',')[0]!, withUnit(metric, value, lang)];
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
