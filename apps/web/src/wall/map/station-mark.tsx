import { useSpeech } from '../words/words.js';
import { ShapeArt } from '../shapes.js';
import { absenceWords } from '../stations/absence-words.js';
import { shapeOf } from '../stations/station-shape.js';
import type { Mark } from './map-scene.js';

/** A station on the map: a ring while all is well, else the shape of its state. */
export function StationMark({
  mark,
  u,
  now,
  hideName,
  onOpen,
}: {
  mark: Mark;
  u: number;
  now: number;
  hideName: boolean;
  onOpen(): void;
}) {
  const { t } = useSpeech();
  const { station, at } = mark;
  const { kind, accepted } = shapeOf(station);
  const state =
    station.mark === 'alarm' && station.alert
      ? t.severity[station.alert.severity]
      : station.absence
        ? absenceWords(station.absence, now, t)
        : t.normal;
  const size = mark.size * u;
  return (
    <g
      className="mark"
      role="button"
      tabIndex={-1}
      data-nav={`station:${station.device.id}`}
      aria-label={hideName ? state : `${station.device.name}: ${state}`}
      onClick={onOpen}
      onKeyDown={(event) => event.key === 'Enter' && onOpen()}
    >
      <circle className="reach" cx={at.x} cy={at.y} r={26 * u} />
      {kind === 'normal' && !station.isCamera ? (
        <circle cx={at.x} cy={at.y} r={8 * u} fill="#0f1c27" stroke="#7fa7a0" strokeWidth={3.5 * u} />
      ) : (
        <svg x={at.x - size / 2} y={at.y - size / 2} width={size} height={size} viewBox="0 0 48 48">
          {kind === 'normal' ? (
            mark.size > QUIET ? (
              <ShapeArt kind="camera" />
            ) : (
              <QuietCamera />
            )
          ) : (
            <ShapeArt kind={kind} accepted={accepted} />
          )}
        </svg>
      )}
    </g>
  );
}

/** Side of a camera that reports nothing, layout pixels. */
const QUIET = 28;

const QuietCamera = () => (
  <path
    d="M6 15h24v18H6ZM33 21.5l8-4.5v14l-8-4.5Z"
    fill="#0f1c27"
    stroke="#7fa7a0"
    strokeWidth="4.5"
    strokeLinejoin="round"
  />
);
