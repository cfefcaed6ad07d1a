import { useMemo } from 'react';
import type { MapFeature } from '#hub/contracts';
import type { Fix } from '../draft/draft.js';
import { useWords } from '../words/use-words.js';
import { distanceTo, linesOf, type Metres, metresFrom } from './ground.js';

const WIDTH = 360;
const HEIGHT = 140;
/** Metres across the picture: a canal's bend is in it, and a metre can still be seen. */
const NEAREST_M = 140;
const FARTHEST_M = 2400;
type Layer = MapFeature['properties']['layer'];
/** How wide things are on the ground, metres, by rank; and what lies over what. */
const LINES: { layer: Layer; metres: readonly number[]; className: string }[] = [
  { layer: 'river', metres: [60, 60, 60], className: 'water' },
  { layer: 'canal', metres: [12, 7, 4], className: 'water' },
  { layer: 'road', metres: [7, 5, 3.5], className: 'road' },
];

/** The ground around a position, to see at a glance whether it is right. */
export function MiniMap({ fix, features }: { fix: Fix; features: readonly MapFeature[] }) {
  const t = useWords();
  const across = Math.min(FARTHEST_M, Math.max(NEAREST_M, fix.accuracyM * 8));
  const px = WIDTH / across;
  const drawn = useMemo(() => drawnAround(fix, features, px), [fix, features, px]);
  const step = [5, 10, 20, 50, 100, 200, 500].find((metres) => metres * px >= 44) ?? 500;
  return (
    <svg
      className="mini-map"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t.mapOf(t.accuracy(Math.max(1, Math.round(fix.accuracyM))))}
    >
      <rect className="field" width={WIDTH} height={HEIGHT} />
      {drawn.areas.map((d, i) => (
        <path key={i} className="hamlet" d={d} />
      ))}
      {drawn.lines.map(({ d, className, width }, i) => (
        <path key={i} className={className} d={d} strokeWidth={width} />
      ))}
      <g transform={`translate(${WIDTH / 2} ${HEIGHT / 2 + 20})`}>
        <circle className="accuracy-ring" r={Math.max(4, fix.accuracyM * px)} />
        <path className="pin" d="M0 0c12-13 19-23 19-32a19 19 0 1 0-38 0c0 9 7 19 19 32z" />
        <circle className="pin-eye" cy="-32" r="7" />
      </g>
      {drawn.label && (
        <g transform="translate(8 8)">
          <rect className="plate" width={drawn.label.length * 9 + 20} height="32" rx="6" />
          <text x="10" y="22">
            {drawn.label}
          </text>
        </g>
      )}
      <g transform={`translate(${WIDTH - 16} ${HEIGHT - 14})`}>
        <path className="scale" d={`M${-step * px} 0H0M${-step * px}-5v10M0-5v10`} />
        <text x={(-step * px) / 2} y="-9" textAnchor="middle">
          {t.metres(step)}
        </text>
      </g>
    </svg>
  );
}

function drawnAround(fix: Fix, features: readonly MapFeature[], px: number) {
  const toMetres = metresFrom(fix);
  const seen = WIDTH / px;
  const path = (line: readonly Metres[], close = false) =>
    line
      .map(([e, n], i) => `${i ? 'L' : 'M'}${(WIDTH / 2 + e * px).toFixed(1)} ${(HEIGHT / 2 + 20 - n * px).toFixed(1)}`)
      .join('') + (close ? 'Z' : '');
  const areas: string[] = [];
  const lines: { d: string; className: string; width: number }[] = [];
  let label: { name: string; metres: number } | undefined;
  for (const { layer, metres, className } of LINES)
    for (const feature of features) {
      if (feature.properties.layer !== layer) continue;
      for (const positions of linesOf(feature.geometry)) {
        const line = positions.map(toMetres);
        const distance = distanceTo(line);
        if (distance > seen) continue;
        const area = feature.geometry.type === 'Polygon' || feature.geometry.type === 'MultiPolygon';
        const wide = metres[(feature.properties.rank ?? 2) - 1] ?? metres[1]!;
        lines.push({
          d: path(line, area),
          className: area ? `${className} area` : className,
          width: area ? 0 : Math.max(2.5, wide * px),
        });
        const { name } = feature.properties;
        if (name && className === 'water' && distance < (label?.metres ?? seen / 2)) label = { name, metres: distance };
      }
    }
  for (const feature of features)
    if (feature.properties.layer === 'hamlet')
      for (const ring of linesOf(feature.geometry)) {
        const line = ring.map(toMetres);
        if (line.length > 2 && distanceTo(line) < seen) areas.push(path(line, true));
      }
  return { areas, lines, label: label?.name };
}
