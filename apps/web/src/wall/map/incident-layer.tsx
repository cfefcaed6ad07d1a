import type { Alert } from '#hub/contracts';
import { useSpeech } from '../words/words.js';
import { ShapeArt, severityColour } from '../shapes.js';
import type { Incident } from './incident.js';
import { away, type Pixel, type Projection } from './projection.js';
import { ellipsePath, plumePath, sectorPath } from './smoke.js';

export interface IncidentLayerProps {
  incident: Incident;
  centre: Pixel;
  projection: Projection;
  u: number;
  /** Where the words found room; undefined = none. */
  words?: Pixel;
  hideArea: boolean;
}
/** Metres that the three outlines of smoke reach downwind, and how wide they get. */
const PLUMES = [
  { reach: 2900, widest: 430, opacity: 0.1, dashed: true },
  { reach: 2100, widest: 260, opacity: 0.11, dashed: false },
  { reach: 1300, widest: 130, opacity: 0.14, dashed: false },
];
/** How far a camera's sector is drawn. */
const SIGHT_METRES = 900;
const LEAST_RADIUS = 56;

export const areaRadius = (incident: Incident, pxPerMetre: number, u: number) => ({
  along: Math.max(LEAST_RADIUS * u, incident.area.along * pxPerMetre),
  across: Math.max(LEAST_RADIUS * u, incident.area.across * pxPerMetre),
});

/** Smoke and the area where it may come from. It is a suspicion: hatched, dashed, and said in words. */
export function IncidentLayer({ incident, centre, projection, u, words, hideArea }: IncidentLayerProps) {
  const { t } = useSpeech();
  const { pxPerMetre } = projection;
  const { along, across } = areaRadius(incident, pxPerMetre, u);
  const { alert, wind, area } = incident;
  const emergency = alert.severity === 'emergency';
  const colour = severityColour(alert.severity);
  const source = area.distance > 0 ? away(centre, area.bearing + 180, along * 0.6, 1) : centre;
  return (
    <g className="incident">
      {wind && !hideArea && (
        <g fill="#c3ced8">
          {PLUMES.map((plume) => (
            <path
              key={plume.reach}
              d={plumePath(source, wind, Math.max(plume.reach * pxPerMetre, 3 * along), plume.widest * pxPerMetre)}
              fillOpacity={plume.opacity}
              stroke={plume.dashed ? '#c3ced8' : 'none'}
              strokeOpacity={0.45}
              strokeWidth={2 * u}
              strokeDasharray={`${7 * u} ${7 * u}`}
            />
          ))}
        </g>
      )}
      {(hideArea ? [] : incident.sectors).map((sector) => (
        <path
          key={`${sector.at.join()} ${sector.bearing}`}
          d={sectorPath(projection.project(sector.at), sector.bearing, 46, SIGHT_METRES * pxPerMetre)}
          fill="#eaf1f8"
          fillOpacity={0.08}
          stroke="#eaf1f8"
          strokeOpacity={0.65}
          strokeWidth={2 * u}
          strokeLinejoin="round"
        />
      ))}
      {!hideArea && (
        <>
          <path d={ellipsePath(centre, area.bearing, along, across)} fill="#0f1c27" fillOpacity={0.5} />
          <path
            d={ellipsePath(centre, area.bearing, along, across)}
            fill={emergency ? colour : 'url(#suspicion)'}
            fillOpacity={emergency ? 0.62 : 0.55}
            stroke={emergency ? '#fff' : colour}
            strokeWidth={(emergency ? 4 : 3) * u}
            strokeDasharray={`${12 * u} ${8 * u}`}
          />
        </>
      )}
      {words && !hideArea && (
        <text className="note" x={words.x} y={words.y - 8 * u} textAnchor="middle">
          {t.suspected}
          <tspan x={words.x} dy={38 * u}>
            {t.unverified}
          </tspan>
        </text>
      )}
    </g>
  );
}

/** Drawn above the stations: the one thing to look at. */
export function IncidentMark({ alert, at, u }: { alert: Alert; at: Pixel; u: number }) {
  const size = (alert.severity === 'emergency' ? 76 : 60) * u;
  return (
    <svg x={at.x - size / 2} y={at.y - size / 2} width={size} height={size} viewBox="0 0 48 48">
      <ShapeArt kind={alert.severity} accepted={alert.state === 'acknowledged'} />
    </svg>
  );
}
