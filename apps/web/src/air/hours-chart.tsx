import type { AirStation } from '#hub/contracts';
import { useId } from 'react';
import { hhmm } from '../format/clock.js';
import { hoursChart } from './chart.js';
import { useWords } from './words.js';

/** 360 px of a phone without its margins, and room for the levels at the left. */
const BOX = { width: 292, height: 112 };
const LEFT = 36;
const BELOW = 26;
/** A word of the time under every sixth hour. */
const LABELLED = 6;

/** The index of the last 24 hours: bars in the colour of words, for the colours of the index stand in its chip alone. */
export function HoursChart({ hours }: { hours: AirStation['hours'] }) {
  const t = useWords();
  const hatch = useId();
  const known = hours.flatMap(({ at, index }) => (index === null ? [] : [{ at, index }]));
  if (known.length === 0)
    return (
      <section>
        <h3>{t.hours}</h3>
        <p>— {t.noHours}</p>
      </section>
    );
  const highest = known.reduce((a, b) => (b.index > a.index ? b : a));
  const newest = known.at(-1)!;
  const { bars, lines } = hoursChart(hours, BOX);
  return (
    <section>
      <h3>{t.hours}</h3>
      <svg
        className="air-chart"
        viewBox={`0 -10 ${LEFT + BOX.width} ${BOX.height + BELOW + 10}`}
        role="img"
        aria-label={t.hoursOf(highest.index, hhmm(highest.at), `${newest.index}, ${hhmm(newest.at)}`)}
      >
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line className="hatch" x1="0" y1="0" x2="0" y2="6" />
        </pattern>
        {lines.map(({ y, level }) => (
          <g key={level}>
            <line className="level" x1={LEFT} x2={LEFT + BOX.width} y1={y} y2={y} />
            <text x={LEFT - 6} y={y + 5} textAnchor="end">
              {level}
            </text>
          </g>
        ))}
        {bars.map(({ missing, ...bar }, i) => (
          <rect
            key={hours[i]!.at}
            className={missing ? undefined : hours[i]!.at === newest.at ? 'newest' : 'hour'}
            fill={missing ? `url(#${hatch})` : undefined}
            {...bar}
            x={LEFT + bar.x}
          />
        ))}
        {hours.map(
          ({ at }, i) =>
            (hours.length - 1 - i) % LABELLED === 0 && (
              <text key={at} x={LEFT + bars[i]!.x + bars[i]!.width} y={BOX.height + 20} textAnchor="end">
                {hhmm(at)}
              </text>
            ),
        )}
        <line className="ground" x1={LEFT} x2={LEFT + BOX.width} y1={BOX.height} y2={BOX.height} />
      </svg>
      <p className="meta">
        {t.highest(highest.index, hhmm(highest.at))} {known.length < hours.length && t.gaps}
      </p>
    </section>
  );
}
