import type { Severity } from '#hub/contracts';
import type { ReactNode } from 'react';
import { Shape, severityColour } from '../shapes.js';
import { FitText } from '../stage/fit-text.js';
import type { Spark } from './sparkline.js';

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
  onOpen?(): void;
}

/** Advance of a letter at 28 px, on average: decides where the shape has room. */
const LETTER = 13.2;

/** One figure with its day. */
export function Tile({ width, label, alert, absent, value, unit, beside, children, onOpen }: TileProps) {
  const roomy = label.length * LETTER + 38 < width - 32;
  const shape = alert && <Shape kind={alert.severity} accepted={alert.accepted} className="" />;
  return (
    <article
      className={absent === undefined ? 'tile' : 'tile absent'}
      style={{ width: `${width / 100}rem` }}
      onClick={onOpen}
    >
      <h3>
        <FitText text={label} least={0.8} />
        {absent !== undefined && roomy ? <Shape kind="stale" className="" /> : roomy && shape}
      </h3>
      {absent === undefined ? (
        <>
          <p className="num">
            {value}
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
