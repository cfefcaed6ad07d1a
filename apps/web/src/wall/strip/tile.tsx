import type { Severity } from '#hub/contracts';
import type { ReactNode } from 'react';
import { Shape, severityColour } from '../shapes.js';
import { FitText } from '../stage/fit-text.js';
import type { Station } from '../stations/station-state.js';
import { Line } from './line.js';
import { placeWords } from './place-words.js';
import type { Spark } from './sparkline.js';
import { textWidth } from './text-width.js';

export interface TileProps {
  /** Layout pixels. */
  width: number;
  label: string;
  /** Shape beside the label: an alert about this value. */
  alert?: { severity: Severity; accepted: boolean };
  /** "—" with its reason instead of a value. */
  absent?: string;
  value?: string;
  unit?: string;
  /** Beside the figure: a chip, a sparkline. */
  beside?: ReactNode;
  children?: ReactNode;
  /** Last line: where it was measured. */
  foot?: ReactNode;
  onOpen?(): void;
}

export const SPARK_HEIGHT = 44;
/** Room between the sides of a tile, layout pixels. */
export const innerOf = (width: number): number => width - 24;
/** A shape beside a line of text, and its distance. */
const SHAPE = 38;

/** Where a station stands, as far as the tile has room; visitors are not told. */
export const placeIn = (width: number, station: Station, { visitor }: { visitor: boolean }): string =>
  visitor ? '' : placeWords(station.device, (text) => textWidth(text) <= innerOf(width));

/** One figure with its day, and where it was measured. */
export function Tile({ width, label, alert, absent, value = '', unit, beside, children, foot, onOpen }: TileProps) {
  const roomy = textWidth(label) + SHAPE < innerOf(width);
  const marked = alert !== undefined || absent !== undefined;
  const shape = alert && <Shape kind={alert.severity} accepted={alert.accepted} className="" />;
  const last = typeof foot === 'string' ? <Line text={foot} room={innerOf(width)} /> : foot;
  return (
    <article
      className={absent === undefined ? 'tile' : 'tile absent'}
      style={{ width: `${width / 100}rem` }}
      onClick={onOpen}
    >
      <h3>
        <Line text={label} room={innerOf(width) - (roomy && marked ? SHAPE : 0)} />
        {absent !== undefined && roomy ? <Shape kind="stale" className="" /> : roomy && shape}
      </h3>
      {absent === undefined ? (
        <>
          <p className="num">
            <FitText text={value} />
            {unit && <small>{unit}</small>}
            {beside}
            {!roomy && shape && <span className="aside">{shape}</span>}
          </p>
          <div className="row">{children}</div>
        </>
      ) : (
        <>
          <p className="num">—</p>
          <p className="reason">{absent}</p>
        </>
      )}
      {last && <div className="foot">{last}</div>}
    </article>
  );
}

export interface SparkViewProps {
  spark: Spark;
  width: number;
  height: number;
  severity?: Severity;
}
const rem = (px: number) => `${px / 100}rem`;

/** A day's line; above its limit it takes the alert's colour, and so does the dot of now. */
export function SparkView({ spark, width, height, severity }: SparkViewProps) {
  const colour = severity && severityColour(severity);
  return (
    <svg
      className="spark"
      viewBox={`0 0 ${width} ${height}`}
      style={{ width: rem(width), height: rem(height) }}
      aria-hidden="true"
    >
      {spark.limitY !== undefined && <path className="limit" d={`M0 ${spark.limitY}H${width}`} />}
      <path className="line" d={spark.line} />
      {colour && spark.over && <path className="line" d={spark.over} style={{ stroke: colour }} />}
      {spark.dot &&
        (severity === 'watch' && colour ? (
          <path d={`M${spark.dot.x} ${spark.dot.y - 9}l9 9-9 9-9-9Z`} fill={colour} />
        ) : (
          <circle
            className="now"
            cx={spark.dot.x}
            cy={spark.dot.y}
            r="6"
            style={colour ? { fill: colour } : undefined}
          />
        ))}
    </svg>
  );
}
