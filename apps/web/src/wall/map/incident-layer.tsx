import type { Alert } from '#hub/contracts';
import { useSpeech } from '../words/words.js';
import { ShapeArt, severityColour } from '../shapes.js';
import type { Incident } from './incident.js';
import type { AreaWords } from './area-words.js';
import type { Pixel, Projection } from './projection.js';
import { plumePath, sectorPath } from './smoke.js';
import { MASK } from './suspicion-defs.js';
import type { Suspicion } from './suspicion.js';

export interface IncidentLayerProps {
  incident: Incident;
  /** Undefined where nothing can be said of where it is. */
  suspicion: Suspicion | undefined;
  projection: Projection;
  u: number;
  words?: AreaWords;
}
/** Metres that the three outlines of smoke reach downwind, and how wide they get. */
const PLUMES = [
  { reach: 2900, widest: 430, opacity: 0.1, dashed: true },
  { reach: 2100, widest: 260, opacity: 0.11, dashed: false },
  { reach: 1300, widest: 130, opacity: 0.14, dashed: false },
];
/** How far a camera's sector is drawn. */
const SIGHT_METRES = 900;

/** Smoke, the cameras that see it, and the area where it may come from. */
export function IncidentLayer({ incident, suspicion, projection, u, words }: IncidentLayerProps) {
  const { pxPerMetre } = projection;
  const { alert, wind } = incident;
  return (
    <g className="incident">
      {wind && suspicion && (
        <g className="plume" fill="#c3ced8" mask={maskOf(suspicion)}>
          {PLUMES.map((plume) => (
            <path
              key={plume.reach}
              d={plumePath(
                suspicion.source,
                wind,
                Math.max(plume.reach * pxPerMetre, 3 * suspicion.reach),
                plume.widest * pxPerMetre,
              )}
              fillOpacity={plume.opacity}
              stroke={plume.dashed ? '#c3ced8' : 'none'}
              strokeOpacity={0.45}
              strokeWidth={2 * u}
              strokeDasharray={`${7 * u} ${7 * u}`}
            />
          ))}
        </g>
      )}
      {incident.sectors.map((sector) => (
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
      {suspicion && <SuspicionArea alert={alert} suspicion={suspicion} u={u} words={words} />}
    </g>
  );
}

/** Neither runs over the words at the map's foot; out of the commune they fade. */
const maskOf = ({ seen }: Suspicion) => `url(#${seen.onLand ? MASK.land : MASK.frame})`;

/** It is a suspicion: hatched, dashed, and said in words. Where it is likelier it is brighter. */
export function SuspicionArea(props: { alert: Alert; suspicion: Suspicion; u: number; words: AreaWords | undefined }) {
  const { alert, suspicion, u, words } = props;
  const { d, source, glow } = suspicion;
  const emergency = alert.severity === 'emergency';
  const colour = severityColour(alert.severity);
  const glowId = `glow-${suspicion.key.replace(/\W/g, '-')}`;
  return (
    <g className="suspicion">
      <g mask={maskOf(suspicion)}>
        <path d={d} fill="#0f1c27" fillOpacity={0.5} fillRule="evenodd" />
        {glow !== undefined && (
          <>
            <radialGradient id={glowId} gradientUnits="userSpaceOnUse" cx={source.x} cy={source.y} r={glow}>
              <stop stopColor={colour} stopOpacity={0.5} />
              <stop offset="1" stopColor={colour} stopOpacity={0} />
            </radialGradient>
            <path d={d} fill={`url(#${glowId})`} fillRule="evenodd" />
          </>
        )}
        <path
          d={d}
          fill={emergency ? colour : 'url(#suspicion)'}
          fillOpacity={emergency ? 0.62 : 0.6}
          fillRule="evenodd"
          stroke={emergency ? '#fff' : colour}
          strokeWidth={(emergency ? 4 : 3) * u}
          strokeDasharray={`${12 * u} ${8 * u}`}
          strokeLinejoin="round"
        />
      </g>
      {words && <Words words={words} u={u} />}
    </g>
  );
}

function Words({ words: { at, leader }, u }: { words: AreaWords; u: number }) {
  const { t } = useSpeech();
  return (
    <>
      {leader && (
        <g className="leader" strokeWidth={2 * u}>
          <line x1={leader.from.x} y1={leader.from.y} x2={leader.to.x} y2={leader.to.y} />
          <circle cx={leader.to.x} cy={leader.to.y} r={5 * u} />
        </g>
      )}
      <text className="note" x={at.x} y={at.y - 8 * u} textAnchor="middle">
        {t.suspected}
        <tspan x={at.x} dy={38 * u}>
          {t.unverified}
        </tspan>
      </text>
    </>
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
