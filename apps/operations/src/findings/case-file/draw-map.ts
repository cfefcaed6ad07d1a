import type { Area, LonLat, MapFeature } from '#hub/contracts';
import { boxOf, planeAt, polygonsOf } from '#hub/geodesy';
import { drawnOutline } from '#hub/smoke';
import { mm, type Pdf, widthOf, write } from '../../pdf/lettering.js';
import { INK, PAGE } from './page.js';

type Layer = MapFeature['properties']['layer'];
const STYLE: Partial<Record<Layer, { fill?: string; stroke: string; width: number }>> = {
  parcel: { fill: '#f3f5ea', stroke: '#d5dabd', width: 0.3 },
  ditch: { stroke: '#a9cbe4', width: 0.4 },
  hamlet: { fill: '#efe6cf', stroke: '#d8caa4', width: 0.4 },
  house: { fill: '#b8a884', stroke: '#8d7d5b', width: 0.3 },
  canal: { stroke: '#4a8fc2', width: 1 },
  road: { stroke: '#8c8c8c', width: 1.2 },
  river: { fill: '#cfe3f3', stroke: '#8dbbe0', width: 0.8 },
  dyke: { stroke: '#b39b62', width: 1 },
  boundary: { stroke: INK, width: 0.8 },
};
const ORDER = Object.keys(STYLE);
/** Metres that are shown at the least, from side to side. */
const LEAST_M = 1200;
const SCALES_M = [100, 200, 500, 1000, 2000, 5000];

/** `round`: a station; `square`: what may be behind it; `gate`: what can be shut. */
export interface Spot {
  at: LonLat;
  name: string;
  look?: 'round' | 'square' | 'gate';
}
/** What is drawn over the commune's own map. */
export interface Drawn {
  /** Hatched. */
  area?: Area;
  plots?: readonly Area[];
  spots: readonly Spot[];
}

/** Where it is: the commune's own map, the area hatched, plots, and what stands there. Drawn, so that it prints sharp. */
export function drawMap(
  pdf: Pdf,
  { area, plots = [], spots }: Drawn,
  features: readonly MapFeature[],
  box: { y: number; height: number },
): void {
  const width = PAGE.right - PAGE.left;
  const areas = [...(area ? [area] : []), ...plots];
  const [west, south, east, north] = boxOf([...areas.flatMap(polygonsOf).flat(2), ...spots.map(({ at }) => at)]);
  const plane = planeAt([(west + east) / 2, (south + north) / 2]);
  const [low, high] = [plane([west, south]), plane([east, north])];
  const spanX = Math.max(LEAST_M, (high[0] - low[0]) * 1.3);
  const spanY = Math.max(LEAST_M / 2, (high[1] - low[1]) * 1.3);
  const perMetre = Math.min(width / spanX, box.height / spanY);
  const middle = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2] as const;
  const on = (at: readonly [number, number, ...number[]]): [number, number] => {
    const [x, y] = plane([at[0], at[1]]);
    return [
      mm(PAGE.left + width / 2 + (x - middle[0]) * perMetre),
      mm(box.y + box.height / 2 - (y - middle[1]) * perMetre),
    ];
  };
  pdf.save();
  pdf.rect(mm(PAGE.left), mm(box.y), mm(width), mm(box.height)).clip();
  const known = features.filter(({ properties }) => STYLE[properties.layer]);
  for (const feature of known.sort((a, b) => ORDER.indexOf(a.properties.layer) - ORDER.indexOf(b.properties.layer))) {
    const { fill, stroke, width: line } = STYLE[feature.properties.layer]!;
    if (!trace(pdf, feature.geometry, on)) continue;
    pdf.lineWidth(line);
    if (fill && feature.geometry.type.endsWith('Polygon')) pdf.fillAndStroke(fill, stroke);
    else pdf.stroke(stroke);
  }
  for (const plot of plots) if (trace(pdf, plot, on)) pdf.lineWidth(0.8).fillAndStroke('#f2b36b', '#7a2e00');
  if (area) hatch(pdf, area, on);
  for (const spot of spots) mark(pdf, spot, on(spot.at));
  pdf.restore();
  pdf.rect(mm(PAGE.left), mm(box.y), mm(width), mm(box.height)).lineWidth(0.6).stroke(INK);
  const scale = SCALES_M.findLast((metres) => metres * perMetre <= width / 4) ?? SCALES_M[0]!;
  const foot = box.y + box.height - 4;
  pdf.rect(mm(PAGE.left + 2), mm(foot - 4.5), mm(scale * perMetre + 4), mm(7)).fill('#ffffff');
  pdf.moveTo(mm(PAGE.left + 4), mm(foot)).lineTo(mm(PAGE.left + 4 + scale * perMetre), mm(foot));
  pdf.lineWidth(1.2).stroke(INK);
  write(pdf, `${scale} m`, 500, 7.5, PAGE.left + 4, foot - 4, INK);
}

function mark(pdf: Pdf, { name, look = 'round' }: Spot, [x, y]: [number, number]): void {
  if (look === 'round') pdf.circle(x, y, 3).lineWidth(1).fillAndStroke('#ffffff', INK);
  else if (look === 'square')
    pdf
      .rect(x - 3, y - 3, 6, 6)
      .lineWidth(1)
      .fillAndStroke('#7a2e00', '#ffffff');
  else
    pdf
      .rect(x - 4, y - 1.5, 8, 3)
      .lineWidth(0.6)
      .fillAndStroke(INK, '#ffffff');
  const [left, top] = [x / mm(1) + 2, y / mm(1) - 1.8];
  pdf
    .rect(x + mm(1.6), y - mm(1.9), widthOf(pdf, name, 500, 7.5) + mm(0.8), mm(3.6))
    .fillOpacity(0.75)
    .fill('#ffffff');
  pdf.fillOpacity(1);
  write(pdf, name, 500, 7.5, left, top, INK);
}

/** Lines across the area, cut off at its edge; the edge is dashed: nobody has been there. Without the steps of its squares. */
function hatch(pdf: Pdf, area: Area, on: (at: LonLat) => [number, number]): void {
  const rings = polygonsOf(area)
    .flat()
    .map((ring) => ring.slice(1).map(on))
    .map((ring) => ring.map(([x, y]) => ({ x, y })));
  const smooth = drawnOutline(rings);
  const outline = () => {
    for (const ring of smooth) {
      ring.forEach(({ x, y }, i) => (i === 0 ? pdf.moveTo(x, y) : pdf.lineTo(x, y)));
      pdf.closePath();
    }
  };
  pdf.save();
  outline();
  pdf.clip('even-odd');
  for (let at = -842; at < 1190; at += 7) pdf.moveTo(at, 0).lineTo(at + 842, 842);
  pdf.lineWidth(1.6).strokeOpacity(0.75).stroke('#a33c00');
  pdf.restore();
  outline();
  pdf.lineWidth(1.6).dash(6, { space: 4 }).stroke('#a33c00');
  pdf.undash();
}

/** False: it is nothing that is drawn as a line. */
function trace(
  pdf: Pdf,
  { type, coordinates }: MapFeature['geometry'],
  on: (at: [number, number]) => [number, number],
): boolean {
  if (type === 'Point') return false;
  const lines = (
    type === 'LineString' ? [coordinates] : type === 'MultiPolygon' ? coordinates.flat() : coordinates
  ) as [number, number][][];
  for (const line of lines) {
    line.forEach((at, i) => (i === 0 ? pdf.moveTo(...on(at)) : pdf.lineTo(...on(at))));
    if (type.endsWith('Polygon')) pdf.closePath();
  }
  return lines.length > 0;
}
