import type { AirStation } from '#hub/contracts';
import { useId } from 'react';
import { hhmm } from '../format/clock.js';
import { useLang } from '../i18n/lang.js';
import { bandOf } from './bands.js';
import { hoursChart } from './chart.js';
import { useWords } from './words.js';

/** 360 px of a phone without its margins: names of the bands, their limits and their colours at the left of the hours. */
const WIDTH = 328;
const NAMES = 76;
const LIMITS = 108;
const COLOURS = { x: 113, width: 9 };
const LEFT = 126;
const ABOVE = 10;
const BELOW = 26;
/** A word of the time under every sixth hour. */
const LABELLED = 6;

/** The index of the last 24 hours in front of the bands of the decision, each with its name, its limit and its colour. */
export function HoursChart({ hours }: { hours: AirStation['hours'] }) {
  const t = useWords();
  const lang = useLang();
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
  const named = ({ at, index }: { at: number; index: number }) => t.indexAt(index, bandOf(index)[lang], hhmm(at));
  const { bars, strips, height } = hoursChart(hours, WIDTH - LEFT);
  return (
    <section>
      <h3>{t.hours}</h3>
      <svg
        className="air-chart"
        viewBox={`0 ${-ABOVE} ${WIDTH} ${height + ABOVE + BELOW}`}
        role="img"
        aria-label={t.hoursOf(named(highest), named(newest))}
      >
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line className="hatch" x1="0" y1="0" x2="0" y2="6" />
        </pattern>
        {strips.map((strip) => (
          <g key={strip.key}>
            <line className="level" x1={LEFT} x2={WIDTH} y1={strip.y} y2={strip.y} />
            <text x={NAMES} y={strip.y + strip.height / 2 + 5} textAnchor="end">
              {strip[lang]}
            </text>
            <text x={LIMITS} y={strip.y + 5} textAnchor="end">
              {strip.upTo}
            </text>
            <rect className="colour" {...COLOURS} y={strip.y} height={strip.height} fill={strip.colour} />
          </g>
        ))}
        <text x={LIMITS} y={height + 5} textAnchor="end">
          0
        </text>
        {bars.map(({ colour, x, ...bar }, i) => (
          <rect
            key={hours[i]!.at}
            className={colour === undefined ? undefined : hours[i]!.at === newest.at ? 'newest' : 'hour'}
            fill={colour ?? `url(#${hatch})`}
            {...bar}
            x={LEFT + x}
          />
        ))}
        {hours.map(
          ({ at }, i) =>
            (hours.length - 1 - i) % LABELLED === 0 && (
              <text key={at} x={LEFT + bars[i]!.x + bars[i]!.width} y={height + 20} textAnchor="end">
                {hhmm(at)}
              </text>
            ),
        )}
        <line className="ground" x1={LEFT} x2={WIDTH} y1={height} y2={height} />
      </svg>
      <p className="meta">
        {t.highest(named(highest))} {known.length < hours.length && t.gaps}
      </p>
    </section>
  );
}
